import type { Amounts } from './container.ts';
import type { Placement } from './pod.ts';

/** How Roster's own component is installed in an environment. */
export interface Runtime {
  /** The namespace of the runtime's own Deployments. */
  readonly namespace: string;
  /** Absent where the runtime is installed another way: its manifests are not rendered then. */
  readonly install?: Installation;
}

/** What the runtime's own manifests are made of. */
export interface Installation {
  readonly image: string;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  readonly pullSecrets: readonly string[];
  readonly logLevel: LogLevel;
  /** Where the API server is on the network, as CIDRs; empty where nothing says it. */
  readonly apiServer: readonly string[];
  readonly controller: Component;
  readonly gateway: Component;
}

type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One Deployment of the runtime. */
export interface Component {
  readonly replicas: number;
  readonly requests: Amounts;
  readonly limits: Amounts;
  readonly placement: Placement;
  readonly priorityClass?: string;
}
