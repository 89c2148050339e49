/** Told to the autoscaler of nodes about a scheduler: everything that its cluster has computed is lost with it. */
export const keepOnNode = { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' } as const;
