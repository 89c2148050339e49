import { canonicalAmount } from '../../../model/canonical-quantity.ts';
import type { Container } from '../../../model/container.ts';
import { parseQuantity, type Quantity } from '../../../model/quantity.ts';
import type { Path } from '../../../model/source.ts';
import { type Context, complain } from '../../place.ts';
import { nearest } from '../../suggest/suggest.ts';
import { isDomainName, isExtendedResource } from '../../values/names.ts';
import { containersOf } from './containers.ts';
import type { PodPolicy } from './pod-policy.ts';

const native = ['cpu', 'memory', 'ephemeral-storage'];

/** Checks the names of resources, that limits hold the requests, and the stricter rules for what cannot be shared out. */
export function reportResources(context: Context, { worker }: PodPolicy): void {
  for (const { path, container } of containersOf(worker)) {
    reportContainer(context, [...path, 'resources'], container);
  }
}

function reportContainer(context: Context, base: Path, container: Container): void {
  for (const kind of ['requests', 'limits'] as const) {
    for (const [name, amount] of container[kind]) {
      const path = [...base, kind, name];
      if (reportName(context, path, name)) reportAmount(context, path, name, amount);
    }
  }
  for (const [name, request] of container.requests) {
    const path = [...base, 'requests', name];
    const limit = container.limits.get(name);
    if (isWholesale(name)) reportUnequal(context, path, request, limit);
    else if (limit !== undefined) reportAbove(context, path, request, limit);
  }
  reportHugePages(context, base, container);
}

/** Tells whether the name is one; what is wrong with it is reported. */
function reportName(context: Context, path: Path, name: string): boolean {
  if (native.includes(name) || isHugePages(name)) return true;
  if (isExtendedResource(name)) return true;
  complain(
    context,
    'wrong-value',
    path,
    (field) =>
      `${field} must be named cpu, memory, ephemeral-storage, hugepages-<size> or <domain>/<name>`,
    { at: 'key', help: helpFor(name) },
  );
  return false;
}

function helpFor(name: string): string | undefined {
  const bare = name.replace(/^(requests|limits)\./, '');
  if (bare !== name) return `did you mean \`${bare}\`?`;
  if (name.includes('/')) {
    return isDomainName(name)
      ? 'its domain may have at most 244 characters, since a quota puts `requests.` before it'
      : undefined;
  }
  // one slip away from `cpu`, and never meant
  const near = name.includes('gpu') ? undefined : nearest(name, native);
  return near ? `did you mean \`${near}\`?` : 'devices have a domain, like nvidia.com/gpu';
}

function isHugePages(name: string): boolean {
  return /^hugepages-[0-9]+[KMG]i$/.test(name);
}

/** Neither huge pages nor devices are given to a container beyond what it requests. */
function isWholesale(name: string): boolean {
  return isHugePages(name) || isDevice(name);
}

/** Everything with a domain, but for what Kubernetes names itself. */
function isDevice(name: string): boolean {
  return isDomainName(name) && !name.slice(0, name.indexOf('/')).endsWith('kubernetes.io');
}

function reportAmount(context: Context, path: Path, name: string, amount: Quantity): void {
  if (isHugePages(name)) reportPages(context, path, name, amount);
  else if (name !== 'cpu') reportWhole(context, path, name, amount);
}

function reportPages(context: Context, path: Path, name: string, { text, nano }: Quantity): void {
  const size = name.slice('hugepages-'.length);
  const page = parseQuantity(size)?.nano ?? 0n;
  if (page > 0n && nano % page === 0n) return;
  complain(
    context,
    'invalid-quantity',
    path,
    (field) =>
      page > 0n
        ? `${field} must be a multiple of the page size ${size}, got ${text}`
        : `${field} must name a page size above 0, got ${size}`,
    { at: page > 0n ? 'value' : 'key' },
  );
}

/** Devices and bytes come whole; of what else Kubernetes names itself, it knows thousandths. `1.1Gi` is written rounded up. */
function reportWhole(context: Context, path: Path, name: string, { text, nano }: Quantity): void {
  if (!(isDevice(name) || native.includes(name))) return;
  const written = isDevice(name) ? nano : parseQuantity(canonicalAmount(text))?.nano;
  if (written === undefined || written % 1_000_000_000n === 0n) return;
  complain(
    context,
    'invalid-quantity',
    path,
    (field) => `${field} must be a whole number${isDevice(name) ? '' : ' of bytes'}, got ${text}`,
    {
      help:
        /\dm$/.test(text) && !isDevice(name)
          ? 'm is a thousandth; did you mean M or Mi?'
          : undefined,
    },
  );
}

function reportUnequal(
  context: Context,
  path: Path,
  request: Quantity,
  limit: Quantity | undefined,
): void {
  if (limit?.nano === request.nano) return;
  complain(
    context,
    'conflicting-fields',
    path,
    (field) =>
      limit === undefined
        ? `${field} must have the same limit beside it: ${path.at(-1)} is never shared`
        : `${field} must be equal to the limit ${limit.text}, got ${request.text}`,
    { help: `write it under \`limits\` alone: Kubernetes takes the request from the limit` },
  );
}

function reportAbove(context: Context, path: Path, request: Quantity, limit: Quantity): void {
  if (request.nano <= limit.nano) return;
  complain(
    context,
    'min-over-max',
    path,
    (field) => `${field} must be at most the limit ${limit.text}, got ${request.text}`,
  );
}

function reportHugePages(context: Context, base: Path, { requests, limits }: Container): void {
  const names = (['requests', 'limits'] as const).flatMap((kind) =>
    [...(kind === 'requests' ? requests : limits).keys()].map((name) => ({ kind, name })),
  );
  const first = names.find(({ name }) => isHugePages(name));
  if (first === undefined || names.some(({ name }) => name === 'cpu' || name === 'memory')) return;
  complain(
    context,
    'conflicting-fields',
    [...base, first.kind, first.name],
    (field) => `${field} must have cpu or memory beside it`,
    { at: 'key' },
  );
}
