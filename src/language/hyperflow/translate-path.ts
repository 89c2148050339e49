import type { Json } from '../../model/json.ts';
import type { Path } from '../../model/source.ts';
import { environmentVariables } from './environment-variables.ts';
import type { HyperflowPool } from './pool.ts';
import { isWritten, writtenPart } from './written-part.ts';

/** Finds where the operator's document says what our field at `path` (below `spec`) says; the nearest place that is written. */
export function translatePath(path: Path, pool: HyperflowPool, document: Json): Path {
  const known = counterparts(pool, document);
  const exact = known.find(([ours]) => startsWith(path, ours));
  if (exact !== undefined) {
    const [ours, theirs] = exact;
    return writtenPart(document, [...theirs, ...path.slice(ours.length)]);
  }
  const variable = variablePath(path, pool, document);
  if (variable !== undefined) return writtenPart(document, variable);
  // All else is the operator's template, which a document asks for by its kind.
  return known.some(([ours]) => startsWith(ours, path)) ? ['spec'] : ['kind'];
}

function counterparts(pool: HyperflowPool, document: Json): readonly (readonly [Path, Path])[] {
  const queue = queuePath(document);
  const vhost = isWritten(document, ['spec', 'queue', 'vhost'])
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
  return paths.find((path) => isWritten(document, path)) ?? ['spec', 'taskType'];
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
