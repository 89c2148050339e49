import { isObject, type Json } from '../../model/json.ts';
import type { Path } from '../../model/source.ts';
import { environmentVariables } from './environment-variables.ts';
import type { HyperflowPool } from './pool.ts';

/** Finds where the operator's document says what our field at `path` (below `spec`) says; the nearest place that is written. */
export function translatePath(path: Path, pool: HyperflowPool, document: Json): Path {
  const known = counterparts(pool, document).find(([ours]) => startsWith(path, ours));
  if (known === undefined) return written(document, variablePath(path, pool, document) ?? ['spec']);
  const [ours, theirs] = known;
  return written(document, [...theirs, ...path.slice(ours.length)]);
}

function counterparts(pool: HyperflowPool, document: Json): readonly (readonly [Path, Path])[] {
  const queue = queuePath(document);
  const vhost = has(document, ['spec', 'queue', 'vhost'])
    ? ['spec', 'queue', 'vhost']
    : ['spec', 'rabbitHostname'];
  return [
    [
      ['worker', 'image'],
      ['spec', 'image'],
    ],
    [
      ['worker', 'resources'],
      ['spec', 'initialResources'],
    ],
    [
      ['worker', 'selector'],
      ['metadata', 'name'],
    ],
    [
      ['scaling', 'min'],
      ['spec', 'minReplicaCount'],
    ],
    [
      ['scaling', 'max'],
      ['spec', 'maxReplicaCount'],
    ],
    [
      ['scaling', 'signal', 'rabbitmq', 'connection'],
      ['spec', 'rabbitHostname'],
    ],
    [['scaling', 'signal', 'rabbitmq', 'vhost'], pool.vhost === '/' ? queue : vhost],
    [['scaling', 'signal'], queue],
  ];
}

function queuePath(document: Json): Path {
  const paths = [
    ['spec', 'queue', 'name'],
    ['spec', 'queueName'],
  ];
  return paths.find((path) => has(document, path)) ?? ['spec', 'taskType'];
}

function variablePath(path: Path, pool: HyperflowPool, document: Json): Path | undefined {
  const [worker, env, index, ...rest] = path;
  if (worker !== 'worker' || env !== 'env' || typeof index !== 'number') return undefined;
  const name = environmentVariables(pool)[index]?.name;
  const own = pool.env.findIndex((variable) => variable.name === name);
  if (own !== -1) return ['spec', 'env', own, ...rest];
  if (name === 'QUEUE_NAME') return queuePath(document);
  if (name === 'RABBIT_HOSTNAME') return ['spec', 'rabbitHostname'];
  return name === 'REDIS_URL' ? ['spec', 'redisUrl'] : undefined;
}

function startsWith(path: Path, beginning: Path): boolean {
  return beginning.every((step, index) => path[index] === step);
}

function has(document: Json, path: Path): boolean {
  return written(document, path).length === path.length;
}

/** The longest beginning of the path that the document has. */
function written(document: Json, path: Path): Path {
  let here: unknown = document;
  for (const [depth, step] of path.entries()) {
    const next = childOf(here, step);
    if (next === undefined || next === null) return path.slice(0, depth);
    here = next;
  }
  return path;
}

function childOf(value: unknown, step: string | number): unknown {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}
