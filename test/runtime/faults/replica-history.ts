import type { ApiServer } from '../../testbed/client/api-server.ts';
import { type Followed, followObjects } from '../../testbed/client/follow-objects.ts';
import { systemClock } from '../../testbed/clock.ts';

/** A number of workers that was asked for, and when that was seen. */
export interface Step {
  readonly replicas: number;
  readonly at: number;
}

/** Every number of workers that the Deployments of a namespace were given, whoever gave it. */
export interface ReplicaHistory {
  /** Those of one Deployment, without repetitions, oldest first. */
  of(name: string): readonly Step[];
  /** The numbers alone. */
  numbers(name: string): readonly number[];
  /** The numbers from now on, the present one first. */
  forget(): void;
  stop(): Promise<void>;
}

interface Deployment extends Followed {
  readonly spec: { readonly replicas: number };
}

/** Follows the Deployments of a namespace, as an administrator. */
export function followReplicas(api: ApiServer, namespace: string): ReplicaHistory {
  const steps = new Map<string, Step[]>();
  const end = new AbortController();
  const seen = ({ metadata, spec: { replicas } }: Deployment) => {
    const name = metadata?.name ?? '';
    const known = steps.get(name) ?? [];
    if (known.at(-1)?.replicas === replicas) return;
    steps.set(name, [...known, { replicas, at: Date.now() }]);
  };
  const followed = followObjects<Deployment>(
    api,
    `/apis/apps/v1/namespaces/${namespace}/deployments`,
    { listed: (all) => all.forEach(seen), seen, gone: () => undefined },
    { clock: systemClock, onError: () => undefined },
    end.signal,
  );
  const of = (name: string) => steps.get(name) ?? [];
  return {
    of,
    numbers: (name) => of(name).map(({ replicas }) => replicas),
    forget: () => {
      for (const [name, known] of steps) steps.set(name, known.slice(-1));
    },
    stop: async () => {
      end.abort();
      await followed;
    },
  };
}
