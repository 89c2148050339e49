import type { Peer } from './network.ts';

/** A key of a Secret in the namespace of whoever uses it. */
export interface SecretKey {
  readonly name: string;
  readonly key: string;
}

/** The Prometheus series that a broker's exporter serves, by exporter: names differ, meanings do not. */
export interface BrokerSeries {
  readonly exporter: 'kbudde' | 'plugin';
  readonly ready: string;
  readonly unacked: string;
  /** Present whenever the exporter was scraped, whether or not a queue exists. */
  readonly alive: string;
  readonly matchers: Readonly<Record<string, string>>;
}

/** What every connection has. */
interface Reachable {
  readonly name: string;
  /** The pods or addresses behind it; absent where nothing says which, so that no NetworkPolicy can let one through. */
  readonly network?: readonly Peer[];
  /** Certificates to trust instead of the system's; only the runtime is given them. */
  readonly ca?: SecretKey;
}

export interface RabbitmqConnection extends Reachable {
  readonly amqp?: SecretKey;
  readonly management?: SecretKey;
  readonly series?: BrokerSeries;
}

export interface PrometheusConnection extends Reachable {
  readonly url: string;
  readonly bearerToken?: SecretKey;
  readonly basic?: { readonly username: SecretKey; readonly password: SecretKey };
}

export interface RedisConnection extends Reachable {
  readonly address: string;
  readonly username?: SecretKey;
  readonly password?: SecretKey;
  readonly database: number;
  readonly tls: boolean;
}

export interface OasisConnection extends Reachable {
  readonly url: string;
  /** Where it tells of changes by itself; absent: the API is polled. */
  readonly websocketUrl?: string;
  /** How the runtime logs in. */
  readonly credentials?: OasisCredentials;
}

export type OasisCredentials =
  | { readonly username: SecretKey; readonly password: SecretKey }
  | { readonly clientId: SecretKey; readonly clientSecret: SecretKey };

export interface Connections {
  readonly rabbitmq: ReadonlyMap<string, RabbitmqConnection>;
  readonly prometheus: ReadonlyMap<string, PrometheusConnection>;
  readonly redis: ReadonlyMap<string, RedisConnection>;
  readonly oasis: ReadonlyMap<string, OasisConnection>;
}
