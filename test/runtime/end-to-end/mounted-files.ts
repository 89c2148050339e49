import type { ApiServer } from '../../testbed/client/api-server.ts';

interface Volume {
  readonly name: string;
  readonly configMap?: { readonly name: string };
  readonly projected?: {
    readonly sources: readonly {
      readonly secret: {
        readonly name: string;
        readonly items: readonly { readonly key: string; readonly path: string }[];
      };
    }[];
  };
}

interface Deployment {
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly volumes: readonly Volume[];
        readonly containers: readonly {
          readonly args: readonly string[];
          readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
        }[];
      };
    };
  };
}

/** What the pods of a Deployment would find: the arguments of its first container, and its files by their paths. */
export interface Mounted {
  readonly args: readonly string[];
  readonly files: ReadonlyMap<string, string>;
}

/** Reads what a kubelet would mount, from the ConfigMaps and Secrets as they are now. */
export async function readMounted(
  api: ApiServer,
  namespace: string,
  name: string,
): Promise<Mounted> {
  const get = (path: string) => api.call({ method: 'GET', path });
  const deployment = (await get(
    `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`,
  )) as Deployment;
  const { volumes, containers } = deployment.spec.template.spec;
  const { args, volumeMounts } = containers[0]!;
  const files = new Map<string, string>();
  for (const volume of volumes) {
    const folder = volumeMounts.find((mount) => mount.name === volume.name)?.mountPath;
    if (volume.configMap) {
      const path = `/api/v1/namespaces/${namespace}/configmaps/${volume.configMap.name}`;
      const { data } = (await get(path)) as { readonly data: Readonly<Record<string, string>> };
      for (const [file, text] of Object.entries(data)) files.set(`${folder}/${file}`, text);
    }
    for (const { secret } of volume.projected?.sources ?? []) {
      const path = `/api/v1/namespaces/${namespace}/secrets/${secret.name}`;
      const { data } = (await get(path)) as { readonly data: Readonly<Record<string, string>> };
      for (const item of secret.items) {
        const text = Buffer.from(data[item.key]!, 'base64').toString();
        files.set(`${folder}/${item.path}`, text);
      }
    }
  }
  return { args, files };
}
