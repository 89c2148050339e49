import { parse } from 'yaml';
import { compile } from '../../../src/compile/compile.ts';
import { hasErrors } from '../../../src/diagnostics/report.ts';
import { check } from '../../../src/language/check.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { emit } from '../../../src/render/emit.ts';
import { documentsIn } from '../../language/crd/documents.ts';
import type { Manifest } from '../apply/read-manifests.ts';
import type { ApiObject } from '../client/api-object.ts';
import type { Good } from './odd-policies.ts';

const apiVersion = 'roster.dev/v1alpha1';
/** A namespace that is nobody else's. */
export const namespace = 'odd';

const secretKeyRef = { name: 'secret', key: 'url' };
const network = [{ cidr: '192.0.2.0/24' }];
const connections = {
  rabbitmq: {
    main: { amqp: { secretKeyRef }, management: { secretKeyRef }, exporter: {}, network },
  },
  prometheus: { main: { url: 'http://prometheus:9090' } },
  redis: { main: { address: 'redis:6379' } },
  oasis: {
    main: { url: 'http://oasis:8000', credentials: { password: { secretName: 'oasis' } } },
  },
};

/** Where odd policies go, with everything that they may refer to. */
const environment: JsonObject = {
  apiVersion,
  kind: 'Environment',
  metadata: { name: 'fuzz' },
  spec: { namespaceObjects: { enabled: false }, connections },
};

/** The policies of these folders that are good by themselves, all in one namespace. */
export function goodPolicies(folders: readonly string[]): readonly Good[] {
  return folders
    .flatMap(documentsIn)
    .filter(({ kind }) => kind !== 'CapacityGroup')
    .map(({ kind, document }, index): Good => {
      const metadata = { name: `policy-${index}`, namespace };
      return { kind, document: { ...document, metadata } };
    })
    .filter(({ document }) => manifestsOf(document) !== undefined);
}

/** What becomes of a policy by itself; `undefined` where `check` refuses it. */
export function manifestsOf(policy: JsonObject): readonly Manifest[] | undefined {
  const { group } = policy.spec as { readonly group?: unknown };
  const groups = typeof group === 'string' ? [groupOf(group)] : [];
  return manifestsOfAll(policy, [environment, ...groups])?.filter(
    ({ object }) => object.metadata.namespace === namespace,
  );
}

/** What becomes of a document among others; `undefined` where `check` refuses anything. */
export function manifestsOfAll(
  odd: JsonObject,
  others: readonly JsonObject[],
): readonly Manifest[] | undefined {
  const sources = [...others, odd].map((document, index) => ({
    path: `${index}.yaml`,
    text: JSON.stringify(document),
  }));
  const { estates, diagnostics } = check(sources);
  if (hasErrors(diagnostics)) return undefined;
  return estates.flatMap((estate) =>
    compile(estate, []).map(({ object }) => ({
      file: JSON.stringify(odd),
      object: parse(emit(object)) as ApiObject,
    })),
  );
}

function groupOf(name: string): JsonObject {
  const metadata = { name, namespace };
  return { apiVersion, kind: 'CapacityGroup', metadata, spec: { quota: { pods: 1_000_000 } } };
}
