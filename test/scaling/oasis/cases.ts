import { readFileSync } from 'node:fs';
import { root } from '../../root.ts';

/** A recorded scenario: a cluster, an API, messages at given times and the patches a correct controller makes. */
export interface OasisCase {
  readonly id: string;
  readonly title: string;
  readonly referenceBug: boolean;
  readonly settings: {
    readonly limit: number | null;
    readonly prioritizedModelsLimit: number | null;
    readonly continueUpdateScaling: boolean;
    readonly neverShutdownFixedWorkers: boolean;
    readonly deploymentWatchWorking: boolean;
  };
  readonly deployments: readonly CaseDeployment[];
  readonly apiModels: readonly CaseModel[];
  readonly steps: readonly CaseStep[];
  readonly expectInstead?: {
    readonly patches: readonly Patch[];
    readonly variant?: {
      readonly step: number;
      readonly apiModels: readonly CaseModel[];
      readonly patches: readonly Patch[];
    };
  };
  readonly alsoAccepted?: { readonly patches: readonly Patch[] };
}

export interface CaseDeployment {
  readonly name: string;
  readonly supplierId: string;
  readonly modelId: string;
  readonly modelVersionId: string;
  readonly apiVersion: string;
  readonly replicas: number;
}

export interface CaseModel {
  readonly id: number;
  readonly supplier_id: string;
  readonly model_id: string;
  readonly version_id: string;
  readonly scaling_configuration: unknown;
}

export interface CaseStep {
  readonly atSeconds: number;
  readonly message: object | null;
  readonly apiModels?: readonly CaseModel[];
  readonly restAnswersAtSeconds?: number;
  readonly expect: { readonly patches: readonly Patch[] };
}

export interface Patch {
  readonly atSeconds: number;
  readonly deployment: string;
  readonly replicas: number;
}

/** Every recorded case, and the variants of cases as cases of their own. */
export function readCases(): readonly OasisCase[] {
  const text = readFileSync(`${root}/fixtures/oasis-cases.json`, 'utf8');
  const { cases } = JSON.parse(text) as { readonly cases: readonly OasisCase[] };
  return cases.flatMap((one) => [one, ...variantsOf(one)]);
}

function variantsOf(one: OasisCase): readonly OasisCase[] {
  const variant = one.expectInstead?.variant;
  if (variant === undefined) return [];
  const steps = one.steps.map((step, index) =>
    index === variant.step ? { ...step, apiModels: variant.apiModels } : step,
  );
  return [{ ...one, id: `${one.id} variant`, steps, expectInstead: { patches: variant.patches } }];
}

/** The lists of patches that are right, each as text that does not depend on the order of equal times. */
export function accepted(one: OasisCase): readonly string[] {
  const recorded = one.steps.flatMap(({ expect }) => expect.patches);
  const right = one.referenceBug ? one.expectInstead!.patches : recorded;
  return [right, ...(one.alsoAccepted ? [one.alsoAccepted.patches] : [])].map(show);
}

/** Patches as text, ordered by Deployment; those of one Deployment stay in their order. */
export function show(patches: readonly Patch[]): string {
  const names = [...new Set(patches.map(({ deployment }) => deployment))].toSorted();
  return names
    .flatMap((name) => patches.filter(({ deployment }) => deployment === name))
    .map(({ atSeconds, deployment, replicas }) => `${atSeconds} s: ${deployment} to ${replicas}`)
    .join('\n');
}
