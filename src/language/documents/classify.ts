import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { complainAt } from '../place.ts';
import { apiVersion } from '../schema/api-version.ts';
import { type Kind, kinds } from '../schema/kinds.ts';
import { nearest } from '../suggest/suggest.ts';
import { show } from '../validation/validate.ts';
import type { PolicyDocument } from '../yaml/document.ts';

/** A document that is a map and says a kind we read. */
export interface Candidate {
  readonly document: PolicyDocument;
  readonly value: JsonObject;
}

export type Classified = Readonly<Record<Kind | 'hyperflow', readonly Candidate[]>>;

const hyperflowVersion = 'hyperflow.agh.edu.pl/v1';

/** Sorts documents by kind; what is no policy is reported. */
export function classify(
  documents: readonly PolicyDocument[],
  diagnostics: Diagnostic[],
): Classified {
  const classified: Record<Kind | 'hyperflow', Candidate[]> = {
    WorkerPool: [],
    CapacityGroup: [],
    JobTemplate: [],
    ClusterTemplate: [],
    Profile: [],
    Environment: [],
    hyperflow: [],
  };
  for (const document of documents) {
    const kind = kindOf(document, diagnostics);
    if (kind !== undefined)
      classified[kind].push({ document, value: document.value as JsonObject });
  }
  return classified;
}

function kindOf(
  document: PolicyDocument,
  diagnostics: Diagnostic[],
): Kind | 'hyperflow' | undefined {
  const { value } = document;
  const context = { document, diagnostics };
  if (!isObject(value)) {
    complainAt(context, 'not-a-policy', [], `a policy must be a map, got ${show(value)}`);
    return undefined;
  }
  const { apiVersion: version, kind } = value as Record<string, Json>;
  if (version === undefined || kind === undefined) {
    const missing = version === undefined ? 'apiVersion' : 'kind';
    complainAt(context, 'missing-field', [], `\`${missing}\` is required`, {
      at: 'key',
      help:
        missing === 'kind'
          ? `kinds are ${kinds.slice(0, -1).join(', ')} and ${kinds.at(-1)}`
          : `policies have \`apiVersion: ${apiVersion}\``,
    });
    return undefined;
  }
  if (version === hyperflowVersion && kind === 'WorkerPool') return 'hyperflow';
  if (version !== apiVersion) return refuseVersion(context, version, kind);
  const known = kinds.find((one) => one === kind);
  if (known === undefined) refuseKind(context, kind);
  return known;
}

function refuseVersion(
  context: { document: PolicyDocument; diagnostics: Diagnostic[] },
  version: Json,
  kind: Json,
): undefined {
  complainAt(
    context,
    'unknown-api-version',
    ['apiVersion'],
    `\`apiVersion\` must be \`${apiVersion}\`, got ${show(version)}`,
    { help: importHelp(version, kind) },
  );
  return undefined;
}

function refuseKind(
  context: { document: PolicyDocument; diagnostics: Diagnostic[] },
  kind: Json,
): void {
  const near = typeof kind === 'string' ? nearest(kind, kinds) : undefined;
  complainAt(
    context,
    'unknown-kind',
    ['kind'],
    `\`kind\` must be one of ${kinds.map((one) => `\`${one}\``).join(', ')}, got ${show(kind)}`,
    {
      help: near && `did you mean \`${near}\`?`,
    },
  );
}

function importHelp(version: Json, kind: Json): string {
  if (version === 'v1' && kind === 'ResourceQuota')
    return '`roster import hyperflow` turns a ResourceQuota into a CapacityGroup';
  if (kinds.some((one) => one === kind)) return `write \`apiVersion: ${apiVersion}\``;
  return 'plain Kubernetes objects do not belong in the policy folder; what a policy becomes is rendered to dist/';
}
