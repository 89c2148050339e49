/** Puts variables into Kubernetes' `$(NAME)`; `$$` is a `$`, and what is not known or not closed stays as it is written. */
export function expand(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\$(?:\$|\(([^)]*)\))/g, (written, name: string | undefined) =>
    name === undefined ? '$' : (variables.get(name) ?? written),
  );
}
