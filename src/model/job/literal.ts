/**
 * Writes a text so that a container sees just that: Kubernetes takes `$(NAME)` in variables and arguments for a
 * reference, and `$$` for one dollar sign.
 */
export function literal(text: string): string {
  return /\$[$(]/.test(text) ? text.replaceAll('$', '$$$$') : text;
}
