/** Where an environment's dashboard goes. */
export interface Grafana {
  /** The namespace of the ConfigMap; Grafana's sidecar must look there. */
  readonly namespace: string;
  /** What the sidecar selects ConfigMaps by. */
  readonly labels: Readonly<Record<string, string>>;
  readonly folder: string;
  /** The uid of the data source; absent: whoever looks chooses one. */
  readonly datasource?: string;
}
