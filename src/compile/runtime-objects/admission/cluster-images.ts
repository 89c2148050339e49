import type { ClusterOption, ClusterTemplate } from '../../../model/cluster-template.ts';
import { sorted, textsAt } from './pod-needs.ts';

const fields: ReadonlySet<string> = new Set(['image', 'worker.image', 'scheduler.image']);

/** The images that the pods of a template may have: its own, those of its options, and what an option's pattern matches. */
export function clusterImages({ scheduler, worker, options }: ClusterTemplate): {
  readonly images: readonly string[];
  readonly patterns: readonly string[];
} {
  const ofImages = options.filter(({ sets }) => 'field' in sets && fields.has(sets.field));
  const chosen = ofImages.flatMap(({ choices }) => choices.map(({ value }) => value));
  return {
    images: sorted([...[scheduler, worker].flatMap((pod) => textsAt(pod, 'image')), ...chosen]),
    patterns: sorted(ofImages.flatMap(patternOf)),
  };
}

/** As a whole, as for users; what may be any text is not bounded here either. */
function patternOf({ type, pattern = '.*' }: ClusterOption): readonly string[] {
  return type === 'string' ? [`^(?:${pattern})$`] : [];
}
