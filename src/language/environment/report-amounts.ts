import type { Amounts } from '../../model/container.ts';
import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';

/** Checks that limits hold the requests. */
export function reportAmounts(
  context: Context,
  path: Path,
  requests: Amounts,
  limits: Amounts,
): void {
  for (const [name, request] of requests) {
    const limit = limits.get(name);
    if (limit === undefined || limit.nano >= request.nano) continue;
    complain(
      context,
      'conflicting-fields',
      [...path, 'resources', 'requests', name],
      (field) =>
        `${field} must be at most the limit: ${request.text} is requested, and the limit is ${limit.text}`,
    );
  }
}
