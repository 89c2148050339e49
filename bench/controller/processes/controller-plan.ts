import { settings } from '../../../src/runtime/config/settings.ts';
import type { Value } from '../push-source.ts';

/** Where an API server is, and who asks. */
export interface ClusterAddress {
  readonly server: string;
  /** PEM. */
  readonly authority?: string;
  readonly token?: string;
}

/** What the process of a controller is started with. */
export interface ControllerPlan {
  readonly cluster: ClusterAddress;
  readonly namespaces: readonly string[];
  readonly leaseNamespace: string;
  /** The URL to poll; absent: the parent pushes. */
  readonly prometheus?: string;
  readonly perSecond: number;
  readonly burst: number;
  readonly ledgerSize: number;
  readonly concurrency: number;
  readonly userAgent: string;
  readonly leaseUserAgent: string;
}

export type ControllerQuestion =
  | { readonly ask: 'memory' }
  | { readonly ask: 'push'; readonly values: readonly Value[] };

/** What the settings are in a cluster if nobody changes them. */
export const asShipped = {
  perSecond: settings.kubeRate.default,
  burst: settings.kubeBurst.default,
  ledgerSize: settings.ledgerSize.default,
  concurrency: 8,
} as const;
