import type { V1Container } from '@kubernetes/client-node';
import { expand } from './expand.ts';
import type { Image } from './image.ts';
import { NotStarted } from './not-started.ts';

/**
 * The words that a container runs. As in Kubernetes a `command` replaces the image's entrypoint and its arguments, and
 * `args` alone replaces only the arguments.
 */
export function commandOf(
  container: V1Container,
  image: Image,
  variables: ReadonlyMap<string, string>,
): readonly [string, ...string[]] {
  const own = container.command?.length ? container.command : undefined;
  const command = own ?? image.command ?? [];
  const args = container.args?.length ? container.args : own ? [] : (image.args ?? []);
  const [program, ...rest] = [...command, ...args].map((word) => expand(word, variables));
  if (program === undefined || command.length === 0) {
    throw new NotStarted(
      `no command specified: images are not pulled here, so the entrypoint of "${container.image}" is not known; give the container a command, or the image one in \`images\` of the runtime`,
      { reason: 'CreateContainerError' },
    );
  }
  return [program, ...rest];
}

/** The words of an exec probe, in which a kubelet expands only the variables that the container spells out. */
export function probeCommandOf(container: V1Container, command: readonly string[]): string[] {
  const variables = new Map((container.env ?? []).map(({ name, value }) => [name, value ?? '']));
  return command.map((word) => expand(word, variables));
}
