import type { Trigger } from '../../model/job-template.ts';
import type { Identity } from '../../model/worker-pool.ts';
import { type Context, complainAt } from '../place.ts';

interface Limit {
  readonly most: number;
  readonly because: string;
}

/** Reports a name that would be too long for the objects made of it. */
export function reportLongName(context: Context, { name }: Identity, { kind }: Trigger): void {
  const { most, because } = limits[kind];
  if (name.length <= most) return;
  complainAt(
    context,
    'name-too-long',
    ['metadata', 'name'],
    `\`metadata.name\` must be at most ${most} characters for trigger \`${kind}\`, ${because}, got ${name.length}`,
    { help: 'shorten the name' },
  );
}

const limits: Readonly<Record<Trigger['kind'], Limit>> = {
  once: { most: 63 - '-12345678'.length, because: 'whose Job has a hash after its name' },
  schedule: { most: 52, because: 'since a CronJob puts the time after it' },
  keda: { most: 63 - '-12345'.length, because: 'since KEDA puts five characters after it' },
  requests: { most: 63, because: 'since it is a label' },
};
