import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Path } from '../../model/source.ts';
import type { ReadEnvironment } from '../documents/environments.ts';
import { namespaceHere } from '../documents/namespace-here.ts';
import type { WrittenPolicy } from '../documents/written.ts';
import { complainAt } from '../place.ts';
import { nearest } from '../suggest/suggest.ts';

/** Reports what is said of Namespaces that are not rendered: pods of others would be shut out of the one that is meant. */
export function reportNamespaceObjects(
  { environment, document }: ReadEnvironment,
  written: readonly WrittenPolicy[],
  diagnostics: Diagnostic[],
): void {
  const { namespaces, defaultNamespace, namespaceObjects, runtime } = environment;
  const known = [
    ...written.map(({ namespace = defaultNamespace }) => namespaceHere(namespaces, namespace)),
    ...(runtime ? [runtime.namespace] : []),
  ];
  const { except = [], podSecurity = {} } = namespaceObjects ?? {};
  const named: readonly (readonly [Path, string])[] = [
    ...except.map((name, index) => [['except', index], name] as const),
    ...Object.keys(podSecurity).map((name) => [['podSecurity', name], name] as const),
  ];
  for (const [[field = '', place = ''], name] of named) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const called = namespaceHere(namespaces, name);
    const help = known.includes(called) ? called : near;
    complainAt(
      { document, diagnostics },
      'unknown-reference',
      ['spec', 'namespaceObjects', field, place],
      `\`spec.namespaceObjects.${field}\` must name a namespace of a policy or of the runtime, as it is called here, got "${name}"`,
      { at: field === 'except' ? 'value' : 'key', help: help && `did you mean \`${help}\`?` },
    );
  }
}
