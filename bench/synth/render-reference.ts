import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rendered } from './chart-template.ts';
import { policiesOf } from './policies.ts';
import type { Kind } from './pool.ts';
import { referenceEstate } from './reference.ts';
import { type Listed, listObjects, writeFiles } from './tree.ts';

/** Lets Roster compile the reference policies, for the helm template that is made from them. */
export function renderReference(roster: string, folder: string): Rendered {
  const policies = join(folder, 'policies');
  const out = join(folder, 'out');
  writeFiles(policies, policiesOf(referenceEstate));
  const words = [roster, 'synth', '--policies', policies, '--out', out, '--quiet'];
  execFileSync(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] });

  const objects = listObjects(out);
  const texts = (isWanted: (object: Listed) => boolean) =>
    objects.filter(isWanted).map(({ path }) => readFileSync(join(out, path), 'utf8'));
  const pool = (kind: Kind) =>
    texts(({ name, namespace }) => name === 'markname' && namespace === `markspace-${kind}`);
  return {
    once: texts(({ kind }) => kind === 'CustomResourceDefinition'),
    group: texts(isOfShareGroup),
    pools: {
      share: pool('share'),
      rabbitmq: pool('rabbitmq'),
      prometheus: pool('prometheus'),
      fixed: pool('fixed'),
    },
  };
}

/** A PriorityClass has no namespace; its name holds it. The Namespace is counted to the group, the only one in it. */
function isOfShareGroup({ name, namespace }: Listed): boolean {
  return namespace === undefined
    ? ['markspace-share', 'markspace-share.markgroup'].includes(name)
    : namespace === 'markspace-share' && name === 'markgroup';
}
