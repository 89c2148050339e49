import { type ApiClient, ApiError, type KubeObject } from './api-client.ts';

/** Everything at a path, as it was at one moment. */
export interface Listed<T> {
  readonly items: readonly T[];
  /** That moment, from which a watch goes on. */
  readonly resourceVersion: string;
}

interface Page<T> {
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string };
  readonly items?: readonly T[] | null;
}

interface Wanted<T> {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly trim: (object: T) => T;
}

const pageSize = 500;

/**
 * Lists everything page by page, at the newest version: with a `resourceVersion` of 0 an old copy of a server that lags
 * could be read. A list that takes so long that its version is forgotten is read again in one piece.
 */
export async function listAll<T extends KubeObject>(
  api: Pick<ApiClient, 'call'>,
  wanted: Wanted<T>,
  abort: AbortSignal,
): Promise<Listed<T>> {
  try {
    return await listPages(api, wanted, pageSize, abort);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 410) throw error;
    return listPages(api, wanted, undefined, abort);
  }
}

async function listPages<T>(
  api: Pick<ApiClient, 'call'>,
  { path, query, trim }: Wanted<T>,
  limit: number | undefined,
  abort: AbortSignal,
): Promise<Listed<T>> {
  const items: T[] = [];
  let from: string | undefined;
  for (;;) {
    const pages = {
      ...(limit === undefined ? {} : { limit }),
      ...(from ? { continue: from } : {}),
    };
    const page: Page<T> = await api.call(
      { method: 'GET', path, query: { ...query, ...pages } },
      abort,
    );
    for (const item of page.items ?? []) items.push(trim(item));
    from = page.metadata.continue;
    if (!from) return { items, resourceVersion: page.metadata.resourceVersion };
  }
}
