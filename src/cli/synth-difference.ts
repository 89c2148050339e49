import type { Difference } from '../render/compare.ts';
import type { Outcome } from '../render/write.ts';

/** Names exactly the files that differ, and the command that mends it. */
export function differenceLines({ added, changed, removed }: Difference, out: string): string {
  const lines = [
    ...added.map((path) => `missing  ${out}/${path}`),
    ...changed.map((path) => `differs  ${out}/${path}`),
    ...removed.map((path) => `extra    ${out}/${path}`),
  ];
  const total = lines.length;
  return `${lines.join('\n')}\n${total} ${total === 1 ? 'file is' : 'files are'} not what the policies say; run \`npm run synth\` and commit the result\n`;
}

/** Counts a difference in words: `3 added, 1 changed, 0 removed`. */
export function counts({ added, changed, removed }: Difference): string {
  return `${added.length} added, ${changed.length} changed, ${removed.length} removed`;
}

/** Says why nothing was written: more would have vanished than anybody deletes by intent. */
export function tooManyDeletions(
  outcome: Extract<Outcome, { result: 'over-budget' | 'empty' }>,
  out: string,
): string {
  const { deleted, budget, before } = outcome.deletions;
  const lines = deleted.map(
    ({ policy, environments }) => `  ${policy} (${environments.join(', ')})`,
  );
  const said =
    outcome.result === 'empty'
      ? `the policies render no object at all, and ${out} holds those of ${before} policies`
      : `${deleted.length} of ${before} policies would vanish from ${out}, more than the ${budget} that may go unasked`;
  const remedy =
    outcome.result === 'empty'
      ? 'is --policies the right folder?'
      : 'if that is meant, run it again with --allow-delete';
  return `roster synth: ${said}:\n${lines.join('\n')}\nNothing was written; ${remedy}\n`;
}
