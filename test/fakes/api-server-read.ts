import { type FakeAnswer, type FakeRequest, Refusal } from './api-server-answer.ts';
import type { Target } from './api-server-kinds.ts';
import type { KindStore, Stored, Versions } from './api-server-store.ts';
import { notFound, scaleOf } from './api-server-write.ts';

/** The rest of a list that is read page by page, at the version of its first page. */
export interface OpenList {
  readonly version: string;
  readonly rest: readonly Stored[];
}

/** What reading needs to know. */
export interface ReadContext {
  readonly target: Target;
  readonly store: KindStore;
  readonly versions: Versions;
  readonly openLists: Map<string, OpenList>;
}

/** Gives one object, or its Scale. */
export function get({ target, store }: ReadContext): FakeAnswer {
  const found = store.get(target.namespace ?? '', target.name!);
  if (found === undefined) throw notFound(target);
  return { status: 200, body: target.subresource === 'scale' ? scaleOf(found) : found };
}

/** Gives a list, or a page of one. */
export function list(context: ReadContext, { query }: FakeRequest): FakeAnswer {
  const { target, store, versions, openLists } = context;
  const { version, rest } = query.continue
    ? continued(openLists, query.continue)
    : {
        version: `${versions.current()}`,
        rest: store.list(target.namespace).filter(selects(query)),
      };
  const limit = Number(query.limit ?? 0) || rest.length;
  const items = rest.slice(0, limit);
  const more = rest.slice(limit);
  const metadata: Record<string, unknown> = { resourceVersion: version };
  if (more.length > 0) {
    const token = `page-${openLists.size}-${version}`;
    openLists.set(token, { version, rest: more });
    metadata.continue = token;
    metadata.remainingItemCount = more.length;
  }
  const { group, version: v, kind } = target.served;
  const apiVersion = group === '' ? v : `${group}/${v}`;
  return { status: 200, body: { kind: `${kind}List`, apiVersion, metadata, items } };
}

function continued(openLists: Map<string, OpenList>, token: string): OpenList {
  const open = openLists.get(token);
  if (open !== undefined) return open;
  throw new Refusal(
    410,
    'Expired',
    'The provided continue parameter is too old to display a consistent list result.',
  );
}

/** Whether an object is chosen by the query's selectors: labels that are equal, differ, are there, and one name. */
export function selects(
  query: Readonly<Record<string, string>>,
): (object: Stored | undefined) => boolean {
  const terms = (query.labelSelector ?? '').split(',').filter(Boolean);
  const name = /^metadata\.name=(.+)$/.exec(query.fieldSelector ?? '')?.[1];
  return (object) => {
    if (object === undefined) return false;
    const { labels = {} } = object.metadata;
    const isNamed = name === undefined || object.metadata.name === name;
    return isNamed && terms.every((term) => meets(labels, term));
  };
}

function meets(labels: Readonly<Record<string, string>>, term: string): boolean {
  const [, key = '', relation, value] = /^(.+?)(==|=|!=)(.*)$/.exec(term) ?? [];
  if (relation === undefined) {
    return term.startsWith('!') ? !(term.slice(1) in labels) : term in labels;
  }
  return relation === '!=' ? labels[key] !== value : labels[key] === value;
}
