/** Where a component finds its sources: the `connections` of its configuration, by kind and name. Secrets are paths of files. */
export interface ConnectionSettings {
  readonly rabbitmq: Readonly<Record<string, RabbitmqSettings>>;
  readonly prometheus: Readonly<Record<string, PrometheusSettings>>;
  readonly redis: Readonly<Record<string, RedisSettings>>;
  readonly oasis: Readonly<Record<string, OasisSettings>>;
}

/** Files that hold URLs with user and password: `https://user:password@host:15671/vhost`, `amqps://…`. */
export interface RabbitmqSettings {
  readonly managementFile?: string;
  readonly amqpFile?: string;
  /** Certificates to trust instead of the system's, PEM. */
  readonly caFile?: string;
}

export interface PrometheusSettings {
  readonly url: string;
  readonly bearerTokenFile?: string;
  readonly usernameFile?: string;
  readonly passwordFile?: string;
  readonly caFile?: string;
}

export interface RedisSettings {
  /** `host:port`. */
  readonly address: string;
  readonly database: number;
  readonly tls: boolean;
  readonly usernameFile?: string;
  readonly passwordFile?: string;
  readonly caFile?: string;
}

export interface OasisSettings {
  /** Of the API, with its path: `http://oasis-server:8000/api`. */
  readonly url: string;
  /** `ws://oasis-websocket:8001`; absent: the API is polled. */
  readonly websocketUrl?: string;
  readonly usernameFile?: string;
  readonly passwordFile?: string;
  readonly clientIdFile?: string;
  readonly clientSecretFile?: string;
  readonly caFile?: string;
}
