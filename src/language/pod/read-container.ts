import type { Container, SideContainer } from '../../model/container.ts';
import type { Path } from '../../model/source.ts';
import type { Context } from '../place.ts';
import { reportPlainCredentials } from '../pool/credentials.ts';
import { readImage } from '../pool/image.ts';
import type { WrittenPod } from '../schema/pod.ts';
import { pick } from './pick.ts';
import { readAmounts } from './read-amounts.ts';
import { readProbes } from './read-probes.ts';

type WrittenSidecar = NonNullable<WrittenPod['sidecars']>[number];
type Written = Pick<WrittenPod, Exclude<keyof WrittenSidecar, 'name' | 'mounts'>>;

/** Reads what any container has, and stands at `path` of the spec. */
export function readContainer(context: Context, path: Path, written: Written): Container {
  const { env = [], command, args, resources = {} } = written;
  const texts = { env, ...(command && { command }), ...(args && { args }) };
  reportPlainCredentials(context, texts, path);
  return {
    image: readImage(context, [...path, 'image'], written.image),
    ...pick(written, ['imagePullPolicy', 'command', 'args', 'workingDir']),
    env,
    envFrom: written.envFrom ?? [],
    ports: written.ports ?? [],
    requests: readAmounts(context, [...path, 'resources', 'requests'], resources.requests),
    limits: readAmounts(context, [...path, 'resources', 'limits'], resources.limits),
    probes: readProbes(context, path, written.probes),
  };
}

/** Reads the containers beside the main one. */
export function readSideContainers(
  context: Context,
  field: 'initContainers' | 'sidecars',
  written: readonly WrittenSidecar[] = [],
): readonly SideContainer[] {
  return written.map((one, index) => ({
    name: one.name,
    ...readContainer(context, ['worker', field, index], one),
    mounts: one.mounts ?? [],
  }));
}
