import type { reasons } from './known-differences.ts';

/** What `roster check` says of a document that the API server may take all the same. */
export const beyondRules: readonly (readonly [error: RegExp, why: keyof typeof reasons])[] = [
  [/^(unknown-reference|cluster-over-quota|runtime-disabled|nowhere-on-network): /, 'otherFiles'],
  [/^conflicting-fields: `spec\.\w+\.priorityClass`/, 'otherFiles'],
  [/^(quota-|missing-field: `spec\.\w+\.resources)/, 'otherFiles'],
  [/^(grace-too-short|name-too-long|engine-cannot): /, 'chosen'],
  [/^(fallback-to-zero: |min-over-max: `spec\.scaling\.onSignalLoss\.then)/, 'untyped'],
  [/^invalid-(cron|timezone|promql|pattern|image-pattern|url): /, 'parser'],
  [/^image-not-allowed: /, 'parser'],
  [/^invalid-(quantity|duration): /, 'amounts'],
  [/^(label-owned|invalid-name: `spec\.priorityClass)/, 'metadata'],
  [/^plain-text-credentials: /, 'credentials'],
  [/^parameter-/, 'parameters'],
  [/^option-/, 'options'],
  [/^gateway-owned: /, 'sums'],
];
