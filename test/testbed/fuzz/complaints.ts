import type { Applied } from '../apply/apply-objects.ts';

/** What the API server had against an object, and where it gives back something else than what was written. */
export function complaintsOf(one: Applied): readonly string[] {
  if (one.result === 'refused') return [one.message];
  const { file, object } = one.manifest;
  return [...one.warnings, ...differences(object, one.live, object.kind)].map(
    (text) => `${file}: ${text}`,
  );
}

/** What the live object has beside what was written is no difference. */
function differences(written: unknown, live: unknown, path: string): readonly string[] {
  if (typeof written !== 'object' || written === null) {
    return written === live
      ? []
      : [`${path} is ${JSON.stringify(live)}, not ${JSON.stringify(written)}`];
  }
  const given = (live ?? {}) as Readonly<Record<string, unknown>>;
  const isEmptied = Object.keys(written).length === 0 && live === undefined;
  return [
    ...(isEmptied ? [`${path} is gone`] : []),
    ...Object.entries(written).flatMap(([key, value]) =>
      differences(value, given[key], `${path}.${key}`),
    ),
  ];
}
