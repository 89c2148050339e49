import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Layer } from '../../model/origin.ts';
import type { PolicyDocument } from '../yaml/document.ts';
import { locate } from '../yaml/locate.ts';
import type { NamespaceOf } from './normalise.ts';
import type { HyperflowPool } from './pool.ts';
import { readPool } from './read-pool.ts';
import { connectionsOf, translate } from './translate.ts';
import { translatePath } from './translate-path.ts';

/** A WorkerPool of HyperFlow's operator in the words of our language. */
export interface DialectPool {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly layer: Layer;
  /** What the Environment would say under `connections`; the pool's signal names them. */
  readonly connections: { readonly rabbitmq: JsonObject; readonly prometheus: JsonObject };
}

/**
 * Reads a document of the operator as it is. `namespaceOf` tells where a pool ends up in the environment, because the
 * operator puts that namespace into the queue's name. There is a pool exactly when no diagnostic is an error.
 */
export function readHyperflow(
  document: PolicyDocument,
  namespaceOf: NamespaceOf = (written) => written ?? 'default',
): { readonly pool?: DialectPool; readonly diagnostics: readonly Diagnostic[] } {
  const { source, index, line, value } = document;
  const { pool, diagnostics } = readPool(
    value,
    (path, at) => ({ source, span: locate(document, path, at) }),
    namespaceOf,
  );
  if (pool === undefined) return { diagnostics };
  const layer: Layer = {
    from: 'policy',
    document: { source, index, line },
    at: ['spec'],
    spec: translate(pool),
    translate: (path) => translatePath(path, pool, value),
  };
  return {
    pool: { metadata: metadataOf(pool), layer, connections: connectionsOf(pool) },
    diagnostics,
  };
}

function metadataOf({ name, namespace, labels, annotations }: HyperflowPool) {
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    ...(labels && { labels }),
    ...(annotations && { annotations }),
  };
}
