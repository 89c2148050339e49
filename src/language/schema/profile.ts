import { policy, unscoped } from './metadata.ts';
import { partial } from './partial.ts';
import { workerPoolSpec } from './worker-pool.ts';

const { profile: _, ...withoutProfile } = workerPoolSpec.properties;

export const profileSpec = partial({
  ...workerPoolSpec,
  description: 'Any part of the spec of a WorkerPool.',
  properties: withoutProfile,
});

export const profile = policy(
  'Profile',
  'Named defaults that policies take up with `profile:`. Maps merge, lists replace.',
  unscoped,
  profileSpec,
);
