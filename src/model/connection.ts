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

export interface RabbitmqConnection {
  readonly name: string;
  readonly amqp?: SecretKey;
  readonly management?: SecretKey;
  readonly series?: BrokerSeries;
}

export interface PrometheusConnection {
  readonly name: string;
  readonly url: string;
  readonly bearerToken?: SecretKey;
  readonly basic?: { readonly username: SecretKey; readonly password: SecretKey };
}

export interface RedisConnection {
  readonly name: string;
  readonly address: string;
  readonly username?: SecretKey;
  readonly password?: SecretKey;
  readonly database: number;
  readonly tls: boolean;
}

export interface OasisConnection {
  readonly name: string;
  readonly url: string;
}

export interface Connections {
  readonly rabbitmq: ReadonlyMap<string, RabbitmqConnection>;
  readonly prometheus: ReadonlyMap<string, PrometheusConnection>;
  readonly redis: ReadonlyMap<string, RedisConnection>;
  readonly oasis: ReadonlyMap<string, OasisConnection>;
}
