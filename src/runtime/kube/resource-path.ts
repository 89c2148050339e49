/** A kind of object by its place in the API; the core group is ''. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  /** Absent for one that lies in no namespace. */
  readonly namespace?: string;
}

/** The path of all objects of a resource, or of one: `/apis/apps/v1/namespaces/montage/deployments/mproject/scale`. */
export function resourcePath(
  { group, version, plural, namespace }: Resource,
  ...rest: readonly string[]
): string {
  const root = group === '' ? ['api', version] : ['apis', group, version];
  const place = namespace === undefined ? [] : ['namespaces', namespace];
  return `/${[...root, ...place, plural, ...rest].map(encodeURIComponent).join('/')}`;
}
