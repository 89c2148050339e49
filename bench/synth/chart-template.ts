import { type Kind, kinds } from './pool.ts';
import { markers } from './reference.ts';

/** What Roster made of one pool of each kind, of one group, and for all of them; each a list of YAML documents. */
export interface Rendered {
  readonly once: readonly string[];
  readonly group: readonly string[];
  readonly pools: Readonly<Record<Kind, readonly string[]>>;
}

/** Turns Roster's output for the reference policies into a helm template that renders the same objects. */
export function chartTemplate({ once, group, pools }: Rendered): string {
  const branches = kinds.map((kind, index) => {
    const condition = `{{- ${index === 0 ? 'if' : 'else if'} eq $p.kind "${kind}" }}`;
    return `${condition}\n${documents(pools[kind], markers[kind].pool)}`;
  });
  return [
    documents(once, new Map()),
    '{{- range $g := .Values.groups }}\n',
    documents(group, markers.share.group),
    '{{- end }}\n',
    '{{- range $p := .Values.pools }}\n',
    ...branches,
    '{{- end }}\n',
    '{{- end }}\n',
  ].join('');
}

function documents(texts: readonly string[], fields: ReadonlyMap<string, string>): string {
  return texts.map((text) => `---\n${fill(withoutComment(text), fields)}`).join('');
}

/** Alerts hold templates of Prometheus, which helm must pass on. */
const PASSED_ON = '{{ $value }}';

function fill(text: string, fields: ReadonlyMap<string, string>): string {
  const rest = text.replaceAll(PASSED_ON, '');
  if (rest.includes('{{'))
    throw new Error('the reference output holds a template that is not known');
  let filled = text.replaceAll(PASSED_ON, `{{ "${PASSED_ON}" }}`);
  for (const [marker, expression] of fields)
    filled = filled.replaceAll(marker, `{{ ${expression} }}`);
  const left =
    /mark(?:name|space|group|image|queue|metric|bucket|level)|70070\d\d|1070073|8007009/.exec(
      filled,
    );
  if (left) throw new Error(`no template field for ${left[0]}`);
  return filled;
}

function withoutComment(text: string): string {
  return text.replace(/^#.*\n/, '');
}
