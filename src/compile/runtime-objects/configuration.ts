import type { JsonObject } from '../../model/json.ts';
import type { RuntimeConnection } from '../../model/runtime-connection.ts';
import { defined } from '../defined.ts';
import type { KubernetesObject } from '../object.ts';
import { type ComponentName, componentMetadata, type Installed, nameOf } from './component.ts';
import { credentialPaths } from './credentials.ts';
import { isServed, isWatched, type Needs } from './needs.ts';
import { ports } from './ports.ts';

/** Where a component finds its configuration. */
export const configuration = { folder: '/etc/roster/config', file: 'config.json' } as const;

interface ConfigMap extends KubernetesObject {
  readonly data: Readonly<Record<string, string>>;
}

/** The text of a component's configuration; what is secret in it is the path of a file. */
export function configurationText(
  component: ComponentName,
  needs: readonly Needs[],
  connections: readonly RuntimeConnection[],
  one: Installed,
): string {
  const { environment, namespace, install } = one;
  const config: JsonObject = {
    environment: environment.name,
    logLevel: install.logLevel,
    lease: { namespace, name: nameOf(component) },
    ports: portsOf(component),
    namespaces: namespacesOf(component, needs),
    ...(component === 'controller' ? { connections: connectionsOf(connections) } : {}),
  };
  return `${JSON.stringify(config, undefined, 2)}\n`;
}

/** The object that carries the text; whoever changes the text has the pods replaced by its fingerprint. */
export function configMap(component: ComponentName, text: string, one: Installed): ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: componentMetadata('ConfigMap', component, one),
    data: { [configuration.file]: text },
  };
}

function portsOf(component: ComponentName): JsonObject {
  const admin = ports.admin.containerPort;
  return component === 'gateway'
    ? { admin, http: ports.http.containerPort, proxy: ports.proxy.containerPort }
    : { admin };
}

function namespacesOf(component: ComponentName, needs: readonly Needs[]): readonly string[] {
  return needs
    .filter(component === 'controller' ? isWatched : isServed)
    .map(({ namespace }) => namespace);
}

/** By kind and name; one that is used over two of its ports is one entry with the files of both. */
function connectionsOf(all: readonly RuntimeConnection[]): JsonObject {
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  return Object.fromEntries(
    kinds.map((kind) => [kind, namedOf(all.filter((one) => one.kind === kind))]),
  );
}

function namedOf(some: readonly RuntimeConnection[]): JsonObject {
  const byName = new Map<string, JsonObject>();
  for (const one of some) {
    const { name } = one.connection;
    byName.set(name, { ...byName.get(name), ...settingsOf(one), ...credentialPaths(one) });
  }
  return Object.fromEntries(byName);
}

function settingsOf(one: RuntimeConnection): JsonObject {
  switch (one.kind) {
    case 'rabbitmq':
      return {};
    case 'prometheus':
      return { url: one.connection.url };
    case 'oasis': {
      const { url, websocketUrl } = one.connection;
      return defined<JsonObject>({ url, websocketUrl });
    }
    case 'redis': {
      const { address, database, tls } = one.connection;
      return { address, database, tls };
    }
  }
}
