import type { ClusterRole } from './cluster-template.ts';

/** Which ports the programs of Dask listen on, by the names that probes use. */
export const daskPorts: Readonly<
  Record<ClusterRole, { readonly comm: number; readonly http: number }>
> = {
  scheduler: { comm: 8786, http: 8787 },
  worker: { comm: 8790, http: 8789 },
};

/** Which ports the nodes of a sampling cluster listen on: all of them for SSH, the controller to say how it is. */
export const samplingPorts = { ssh: 26, health: 50_051 } as const;
