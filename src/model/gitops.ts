import type { Millis } from './units.ts';

/** How Argo CD syncs an environment. */
export interface ArgoCd {
  /** The namespace of the Application and its AppProject. */
  readonly namespace: string;
  readonly project: string;
  /** Absent: no Application is rendered. */
  readonly repository?: { readonly url: string; readonly revision: string; readonly path: string };
  /** The cluster that Argo CD writes to. */
  readonly destination: { readonly server: string } | { readonly name: string };
  /** Absent where a person starts every sync. */
  readonly automated?: { readonly prune: boolean; readonly selfHeal: boolean };
}

/** How Flux syncs an environment. */
export interface Flux {
  /** The namespace of the Kustomization and its source. */
  readonly namespace: string;
  /** Absent: no Kustomization is rendered. */
  readonly source?: FluxSource;
  /** From the root of the source, without `./` before it. */
  readonly path: string;
  readonly interval: Millis;
  readonly retryInterval: Millis;
  readonly timeout: Millis;
  /** Whether Flux calls the environment ready only when its objects are. */
  readonly wait: boolean;
  readonly serviceAccountName?: string;
  /** Names of Kustomizations that come first. */
  readonly dependsOn: readonly string[];
}

/** Where Flux finds `dist/`. The keys of a `ref` are spelled as Flux spells them. */
export type FluxSource =
  | {
      readonly from: 'git';
      readonly url: string;
      readonly ref: Readonly<Record<string, string>>;
      readonly secretName?: string;
    }
  | {
      readonly from: 'oci';
      readonly url: string;
      readonly ref: Readonly<Record<string, string>>;
      readonly provider: string;
      readonly secretName?: string;
    }
  | {
      readonly from: 'existing';
      readonly kind: string;
      readonly name: string;
      readonly namespace?: string;
    };
