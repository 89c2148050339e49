import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { quantitiesAsText } from '../../../src/language/crd/quantities-as-text.ts';
import { isObject, type Json, type JsonObject } from '../../../src/model/json.ts';

/** The kinds of which there are both policies and custom resources. */
export const resourceKinds = [
  'WorkerPool',
  'CapacityGroup',
  'JobTemplate',
  'ClusterTemplate',
] as const;
export type ResourceKind = (typeof resourceKinds)[number];

/** A policy document by itself, and where it stands. */
export interface Written {
  readonly name: string;
  readonly kind: ResourceKind;
  readonly document: JsonObject;
}

/** Every document of these kinds in the YAML files below a folder; what is no YAML is passed over. */
export function documentsIn(folder: string): readonly Written[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/.test(path))
    .toSorted()
    .flatMap((path) => documentsOf(join(folder, path)));
}

function documentsOf(file: string): readonly Written[] {
  const documents = [
    parseAllDocuments(readFileSync(file, 'utf8'), { uniqueKeys: false, stringKeys: true }),
  ].flat();
  return documents.flatMap((document, index): readonly Written[] => {
    if (document.errors.length > 0) return [];
    const value: unknown = document.toJS();
    const kind =
      isObject(value) && !isDialect(value)
        ? resourceKinds.find((one) => one === value.kind)
        : undefined;
    const name = documents.length === 1 ? file : `${file}#${index + 1}`;
    return kind === undefined ? [] : [{ name, kind, document: value as JsonObject }];
  });
}

/** The kinds of HyperFlow's operator have the same names, and no resources of ours. */
function isDialect({ apiVersion }: { readonly apiVersion?: unknown }): boolean {
  return typeof apiVersion === 'string' && apiVersion.startsWith('hyperflow.');
}

/** The document as a custom resource in this namespace: the same words, with quantities as texts. */
export function asResource({ kind, document }: Written, namespace: string): JsonObject {
  const { spec, metadata } = document;
  return {
    ...document,
    metadata: { ...(isObject(metadata) && (metadata as JsonObject)), namespace },
    ...(isObject(spec) && { spec: quantitiesAsText(kind, spec as JsonObject) }),
  };
}

/** What a document needs around it so that nothing is said of what it refers to: every connection it names, and its group. */
export function surroundingsOf({ document }: Written): readonly JsonObject[] {
  const scaling = at(document.spec, 'scaling');
  const named = (kind: string): string => {
    const connection = at(at(at(scaling, 'signal'), kind), 'connection');
    return typeof connection === 'string' ? connection : 'main';
  };
  const secret = { secretKeyRef: { name: 'broker', key: 'url' } };
  const connections = {
    rabbitmq: {
      [named('rabbitmq')]: {
        amqp: secret,
        management: secret,
        exporter: {},
        network: [{ namespace: 'rabbitmq' }],
      },
    },
    prometheus: { [named('prometheus')]: { url: 'http://prometheus.monitoring:9090' } },
    redis: { [named('redis')]: { address: 'redis:6379' } },
    oasis: {
      [named('oasis')]: {
        url: 'http://oasis:8000',
        credentials: { password: { secretName: 'oasis' } },
      },
    },
  };
  const environment = {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'Environment',
    metadata: { name: 'prod' },
    spec: { connections },
  };
  const group = at(document.spec, 'group');
  return typeof group === 'string' ? [environment, groupBeside(document, group)] : [environment];
}

function groupBeside({ metadata }: JsonObject, name: string): JsonObject {
  const namespace = at(metadata, 'namespace');
  return {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'CapacityGroup',
    metadata: { name, ...(namespace !== undefined && { namespace }) },
    spec: { quota: { pods: 1_000_000 } },
  };
}

function at(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? (value as JsonObject)[name] : undefined;
}
