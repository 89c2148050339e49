import type { Container, SideContainer } from '../../../model/container.ts';
import type { Environment } from '../../../model/environment.ts';
import { hasNativeSidecars } from '../../../model/native-sidecars.ts';
import type { Pod } from '../../../model/pod.ts';
import type { Path } from '../../../model/source.ts';
import type { Context } from '../../place.ts';
import { mainContainer } from './pod-policy.ts';

/** A container in the words of our language, and where it stands in the spec. */
export interface Placed<T extends Container> {
  readonly path: Path;
  readonly container: T;
}

/** The containers of a pod but for those that only its podTemplate has, the main one first. */
export function containersOf(pod: Pod): readonly Placed<Container>[] {
  return [{ path: ['worker'], container: pod }, ...sideContainersOf(pod)];
}

/** The init containers and sidecars of a pod. */
export function sideContainersOf(pod: Pod): readonly Placed<SideContainer>[] {
  return (['initContainers', 'sidecars'] as const).flatMap((field) =>
    pod[field].map((container, index) => ({ path: ['worker', field, index], container })),
  );
}

/** The list of the rendered pod that each of these containers comes into, by its name. */
export function listsOf(
  context: Context,
  { initContainers, sidecars }: Pod,
  { versions: { kubernetes } }: Environment,
): ReadonlyMap<string, 'containers' | 'initContainers'> {
  const beside = hasNativeSidecars(kubernetes) ? 'initContainers' : 'containers';
  return new Map([
    ...initContainers.map(({ name }) => [name, 'initContainers'] as const),
    ...sidecars.map(({ name }) => [name, beside] as const),
    [mainContainer(context), 'containers'] as const,
  ]);
}
