import type { Pod } from './pod.ts';
import { type Claim, claimsOf, type PodClaims } from './pod-claims.ts';

/** An amount of one resource in billionths; `undefined` where nobody says how much. */
type Taken = bigint | undefined;

/**
 * What a quota counts of a whole pod, in billionths of `requests.cpu`, `limits.memory`, `requests.nvidia.com/gpu` or
 * `pods`: the sum over the containers that run together, or the most that starting them takes, whichever is more.
 * `undefined` where no container says how much it takes.
 */
export function podAmount(pod: Pod, resource: string, main = 'worker'): bigint | undefined {
  return amountOfClaims(claimsOf(pod, main), resource);
}

/** The same of a pod whose containers are known by what they claim. */
export function amountOfClaims(claims: PodClaims, resource: string): bigint | undefined {
  if (resource === 'pods') return 1_000_000_000n;
  const dot = resource.indexOf('.');
  const name = resource.slice(dot + 1);
  return resource.slice(0, dot) === 'limits' ? limitOf(claims, name) : requestOf(claims, name);
}

function requestOf(claims: PodClaims, name: string): Taken {
  const { whole, overhead } = claims;
  // Kubernetes takes a missing request from the limit
  const take = ({ requests, limits }: Claim) => (requests.get(name) ?? limits.get(name))?.nano;
  const request =
    whole.requests.get(name)?.nano ?? sumOf(claims, take) ?? whole.limits.get(name)?.nano;
  return add(request, overhead.get(name)?.nano);
}

function limitOf(claims: PodClaims, name: string): Taken {
  const { whole, overhead } = claims;
  const take = ({ limits }: Claim) => limits.get(name)?.nano;
  const limit = whole.limits.get(name)?.nano ?? sumOf(claims, take);
  // what has no limit gets none
  return limit === undefined || limit === 0n ? limit : add(limit, overhead.get(name)?.nano);
}

/** Kubernetes' rule: all that run together, or any init container beside the sidecars that were started before it. */
function sumOf({ containers, initContainers }: PodClaims, take: (claim: Claim) => Taken): Taken {
  let running = containers.map(take).reduce(add, undefined);
  let beside: Taken;
  let starting: Taken;
  for (const one of initContainers) {
    const taken = take(one);
    starting = most(starting, add(beside, taken));
    if (!one.isSidecar) continue;
    beside = add(beside, taken);
    running = add(running, taken);
  }
  return most(running, starting);
}

function add(a: Taken, b: Taken): Taken {
  return a === undefined || b === undefined ? (a ?? b) : a + b;
}

function most(a: Taken, b: Taken): Taken {
  return a === undefined || b === undefined ? (a ?? b) : a > b ? a : b;
}
