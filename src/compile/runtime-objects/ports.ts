/** The ports of the runtime's containers, by the names that probes, Services and monitors use. */
export const ports = {
  /** `/metrics`, `/healthz`, `/readyz` and what the controller tells of its decisions. */
  admin: { name: 'admin', containerPort: 8080 },
  /** What the gateway answers users on. */
  http: { name: 'http', containerPort: 8000 },
  /** By which users outside reach the schedulers of their clusters, over TLS that the gateway does not open. */
  proxy: { name: 'proxy', containerPort: 8786 },
} as const;
