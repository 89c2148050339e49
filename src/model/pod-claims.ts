import type { Amounts } from './container.ts';
import { isObject } from './json.ts';
import type { Pod } from './pod.ts';
import { parseQuantity, type Quantity } from './quantity.ts';

type Part = Readonly<Record<string, unknown>>;

/** What a container takes, as Kubernetes will read it: that of the policy, with the podTemplate laid over it. */
export interface Claim {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

interface NamedClaim extends Claim {
  readonly name: string;
}

export interface PodClaims {
  /** Of the containers that run together once the pod has started. */
  readonly containers: readonly NamedClaim[];
  /** Of those before, in the order of their start; a sidecar goes on running beside all that follow. */
  readonly initContainers: readonly (NamedClaim & { readonly isSidecar: boolean })[];
  /** What the podTemplate sets for the pod as a whole, over the sum of its containers. */
  readonly whole: Claim;
  /** What the podTemplate adds to it for the sandbox. */
  readonly overhead: Amounts;
}

/**
 * Lists what each container of a pod takes; `main` is the name of the main one. Sidecars are counted as Kubernetes 1.29
 * runs them: before, where they are plain containers, a pod never takes more.
 */
export function claimsOf(pod: Pod, main: string): PodClaims {
  const known = found.get(pod);
  if (known?.main === main) return known.claims;
  const claims = findClaims(pod, main);
  found.set(pod, { main, claims });
  return claims;
}

/** A quota asks for one resource after another of the same pod, which never changes. */
const found = new WeakMap<Pod, { readonly main: string; readonly claims: PodClaims }>();

function findClaims(pod: Pod, main: string): PodClaims {
  const { podTemplate, initContainers, sidecars } = pod;
  const spec = podTemplate === undefined ? {} : partOf(podTemplate.spec);
  const template = { containers: itemsOf(spec.containers), init: itemsOf(spec.initContainers) };
  const over = new Map(
    [...template.containers, ...template.init].map((item) => [item.name, item] as const),
  );
  const own = new Set<unknown>([main, ...[...initContainers, ...sidecars].map(({ name }) => name)]);
  const started = (name: string, claim: Claim, isSidecar: boolean) => {
    const item = over.get(name);
    return { name, ...laidOver(claim, item), isSidecar: restarts(item, isSidecar) };
  };
  const added = (items: readonly Part[]) => items.filter(({ name }) => !own.has(name));
  return {
    containers: [
      { name: main, ...laidOver(pod, over.get(main)) },
      ...added(template.containers).map(alone),
    ],
    initContainers: [
      ...initContainers.map((one) => started(one.name, one, false)),
      ...sidecars.map((one) => started(one.name, one, true)),
      ...added(template.init).map(initAlone),
    ],
    whole: laidOver(nothing, spec),
    overhead: amountsIn(new Map(), spec.overhead),
  };
}

/** Lists what each container of a pod template takes as it stands in a cluster: the `spec.template` of a Deployment. */
export function claimsOfTemplate(template: Part): PodClaims {
  const known = foundInTemplates.get(template);
  if (known !== undefined) return known;
  const spec = partOf(template.spec);
  const claims = {
    containers: itemsOf(spec.containers).map(alone),
    initContainers: itemsOf(spec.initContainers).map(initAlone),
    whole: laidOver(nothing, spec),
    overhead: amountsIn(new Map(), spec.overhead),
  };
  foundInTemplates.set(template, claims);
  return claims;
}

/** A template that was read never changes; another version is another object. */
const foundInTemplates = new WeakMap<Part, PodClaims>();

function alone(item: Part): NamedClaim {
  return { name: String(item.name), ...laidOver(nothing, item) };
}

function initAlone(item: Part): NamedClaim & { readonly isSidecar: boolean } {
  return { ...alone(item), isSidecar: restarts(item, false) };
}

const nothing: Claim = { requests: new Map(), limits: new Map() };

function restarts(item: Part | undefined, isSidecar: boolean): boolean {
  return item?.restartPolicy === undefined ? isSidecar : item.restartPolicy === 'Always';
}

/** `null` takes away, here and below, as in the merge that makes the pod. */
function laidOver(below: Claim, item: Part | undefined): Claim {
  const { requests: asked, limits: most } = below;
  if (item?.resources === undefined) return { requests: asked, limits: most };
  if (item.resources === null) return nothing;
  const { requests, limits } = partOf(item.resources);
  return {
    requests: amountsIn(asked, requests),
    limits: amountsIn(most, limits),
  };
}

function amountsIn(below: Amounts, written: unknown): Amounts {
  if (written === null) return nothing.requests;
  const merged = new Map<string, Quantity>(below);
  for (const [name, value] of Object.entries(partOf(written))) {
    const amount =
      typeof value === 'string' || typeof value === 'number' ? parseQuantity(value) : undefined;
    if (amount === undefined) merged.delete(name);
    else merged.set(name, amount);
  }
  return merged;
}

function itemsOf(list: unknown): readonly Part[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function partOf(value: unknown): Part {
  return isObject(value) ? value : {};
}
