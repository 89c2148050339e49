import type { V1Pod } from '@kubernetes/client-node';

/** Where a pod is, which its own object may not say yet. */
export interface PodPlace {
  readonly podIp: string;
  readonly hostIp: string;
}

/** The value that the downward API gives for a `fieldPath`; `undefined` for one it does not have. */
export function podField(
  pod: V1Pod,
  path: string,
  { podIp, hostIp }: PodPlace,
): string | undefined {
  const { metadata = {}, spec } = pod;
  const part = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path);
  if (part) return metadata[part[1] as 'labels' | 'annotations']?.[part[2]!] ?? '';
  const values: Readonly<Record<string, string | undefined>> = {
    'metadata.name': metadata.name,
    'metadata.namespace': metadata.namespace,
    'metadata.uid': metadata.uid,
    'metadata.labels': lines(metadata.labels),
    'metadata.annotations': lines(metadata.annotations),
    'spec.nodeName': spec?.nodeName ?? '',
    'spec.serviceAccountName': spec?.serviceAccountName ?? '',
    'status.hostIP': hostIp,
    'status.hostIPs': hostIp,
    'status.podIP': podIp,
    'status.podIPs': podIp,
  };
  return Object.hasOwn(values, path) ? (values[path] ?? '') : undefined;
}

function lines(entries: Readonly<Record<string, string>> = {}): string {
  return Object.keys(entries)
    .toSorted()
    .map((key) => `${key}=${JSON.stringify(entries[key])}`)
    .join('\n');
}
