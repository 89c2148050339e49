import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isObject, type JsonObject } from '../../model/json.ts';
import type { Layer } from '../../model/origin.ts';
import type { NamespaceOf } from '../hyperflow/normalise.ts';
import { readHyperflow } from '../hyperflow/read.ts';
import { type PolicyKind, policyKinds } from '../schema/kinds.ts';
import type { PolicyDocument } from '../yaml/document.ts';
import type { Candidate, Classified } from './classify.ts';
import { ownLayer } from './layers.ts';

/** A policy as it was written, before any environment has its say. */
export interface WrittenPolicy {
  readonly kind: PolicyKind;
  readonly dialect: 'roster' | 'hyperflow';
  readonly document: PolicyDocument;
  /** The whole document in our own words; its spec is replaced by the merged one before it is validated. */
  readonly value: JsonObject;
  readonly layer: Layer;
  /** For dialects whose values depend on where a pool ends up: the layer as it is there. */
  readonly layerIn?: (namespaceOf: NamespaceOf) => Layer;
  /** Connections that a dialect carries with each pool. */
  readonly connections?: JsonObject;
  readonly name: string;
  readonly namespace?: string;
}

/** Takes the pools and groups out of the documents, those of other dialects translated. */
export function readWritten(
  classified: Classified,
  diagnostics: Diagnostic[],
): readonly WrittenPolicy[] {
  return [
    ...policyKinds.flatMap((kind) => classified[kind].map((one) => ownPolicy(kind, one))),
    ...classified.hyperflow.flatMap((one) => hyperflowPolicy(one, diagnostics)),
  ];
}

function ownPolicy(kind: WrittenPolicy['kind'], { document, value }: Candidate): WrittenPolicy {
  const metadata = isObject(value.metadata) ? value.metadata : {};
  const { name, namespace } = metadata;
  return {
    kind,
    dialect: 'roster',
    document,
    value,
    layer: ownLayer('policy', document, value),
    name: typeof name === 'string' ? name : '',
    ...(typeof namespace === 'string' && { namespace }),
  };
}

function hyperflowPolicy(
  { document }: Candidate,
  diagnostics: Diagnostic[],
): readonly WrittenPolicy[] {
  const { pool, diagnostics: found } = readHyperflow(document);
  diagnostics.push(...found);
  if (pool === undefined) return [];
  const { metadata, layer, connections } = pool;
  return [
    {
      kind: 'WorkerPool',
      dialect: 'hyperflow',
      document,
      value: {
        apiVersion: 'roster.dev/v1alpha1',
        kind: 'WorkerPool',
        metadata: metadata as unknown as JsonObject,
        spec: layer.spec,
      },
      layer,
      layerIn: (namespaceOf) => readHyperflow(document, namespaceOf).pool?.layer ?? layer,
      connections: connections as unknown as JsonObject,
      name: metadata.name,
      ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
    },
  ];
}
