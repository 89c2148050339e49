import type { KubeObject } from '../../../src/runtime/kube/api-client.ts';
import { createInformer, type InformerParts } from '../../../src/runtime/kube/create-informer.ts';
import { createFakeApiServer } from '../../fakes/api-server.ts';
import { createVirtualClock } from '../../fakes/virtual-clock.ts';
import { type Logged, partsOf } from './parts-of.ts';

export const namespace = 'montage';
export const resource = { group: 'apps', version: 'v1', plural: 'deployments', namespace };

interface Deployed {
  readonly metadata: KubeObject['metadata'];
  readonly spec: { readonly replicas: number };
}

type Fake = ReturnType<typeof createFakeApiServer>;
type VirtualClock = ReturnType<typeof createVirtualClock>;

/** An informer of Deployments at work. */
interface Following {
  readonly fake: Fake;
  readonly clock: VirtualClock;
  readonly informer: ReturnType<typeof createInformer<Deployed>>;
  readonly changes: string[];
  readonly logged: Logged[];
}

export function object(name: string, count: number) {
  return { metadata: { name, namespace }, spec: { replicas: count } };
}

export function put(fake: Fake, name: string, count: number) {
  return fake.put('deployments', object(name, count)) as unknown as Deployed;
}

export function replicas({ list }: Following['informer']) {
  return Object.fromEntries(list().map(({ metadata, spec }) => [metadata.name, spec.replicas]));
}

export function lists(fake: Fake): number {
  return fake.asked.filter(({ query }) => query.watch === undefined).length;
}

/** A Deployment `a` of one worker is there, and the informer follows. */
export async function following(test: (parts: Following) => Promise<void>): Promise<void> {
  const clock = createVirtualClock();
  const fake = createFakeApiServer(clock);
  put(fake, 'a', 1);
  await run({ fake, clock }, test);
}

/** Has an informer follow a fake for as long as `test` takes. */
export async function run(
  { fake, clock }: Pick<Following, 'fake' | 'clock'>,
  test: (parts: Following) => Promise<void>,
  absence: InformerParts<Deployed>['absence'] = 'wrong',
): Promise<void> {
  const logged: Logged[] = [];
  const changes: string[] = [];
  const parts = { ...partsOf(clock, logged), api: fake.client, resource, absence };
  const informer = createInformer<Deployed>(parts);
  const abort = new AbortController();
  const done = informer.run((name) => changes.push(name), abort.signal);
  await clock.settle();
  try {
    await test({ fake, clock, informer, changes, logged });
  } finally {
    abort.abort();
    await done;
  }
}
