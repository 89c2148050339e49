import * as assert from 'uvu/assert';
import { resourcePath } from '../../src/runtime/kube/resource-path.ts';
import {
  type Conduct,
  configMap,
  configMaps,
  create,
  mergePatch,
  namesIn,
  type Page,
  refusal,
  selected,
  type Thing,
  watchOf,
} from './api-calls.ts';
import { readEvents } from './read-events.ts';

/** Calls, lists and watches. */
export const reads: Conduct = {
  'what was created is read, listed and deleted': async ({ client, namespace }) => {
    const path = configMaps(namespace);
    const made = await create(client, path, configMap('a', { one: '1' }));
    assert.ok(made.metadata.uid);
    const read = await client.call<Thing>({ method: 'GET', path: `${path}/a` });
    assert.is(read.metadata.resourceVersion, made.metadata.resourceVersion);
    assert.equal(namesIn(await client.call<Page>({ method: 'GET', path, query: selected })), ['a']);
    await client.call({ method: 'DELETE', path: `${path}/a` });
    assert.is((await refusal(client, { method: 'GET', path: `${path}/a` })).reason, 'NotFound');
    assert.equal(namesIn(await client.call<Page>({ method: 'GET', path, query: selected })), []);
  },

  'what is there already is not created': async ({ client, namespace }) => {
    const path = configMaps(namespace);
    await create(client, path, configMap('a'));
    const { status, reason } = await refusal(client, {
      method: 'POST',
      path,
      body: configMap('a'),
    });
    assert.equal([status, reason], [409, 'AlreadyExists']);
  },

  'a kind that is not installed is not found': async ({ client, namespace }) => {
    const resource = { group: 'nowhere.example.org', version: 'v1', plural: 'nothings', namespace };
    const { status, reason } = await refusal(client, {
      method: 'GET',
      path: resourcePath(resource),
    });
    assert.equal([status, reason], [404, 'NotFound']);
  },

  'a list comes page by page, all pages at one version': async ({ client, namespace }) => {
    const path = configMaps(namespace);
    for (const name of ['a', 'b', 'c']) await create(client, path, configMap(name));
    const query = { limit: 2, labelSelector: 'test=yes' };
    const first = await client.call<Page>({ method: 'GET', path, query });
    await create(client, path, configMap('d'));
    const from = first.metadata.continue ?? '';
    const second = await client.call<Page>({
      method: 'GET',
      path,
      query: { ...query, continue: from },
    });
    assert.equal([...namesIn(first), ...namesIn(second)], ['a', 'b', 'c']);
    assert.is(second.metadata.resourceVersion, first.metadata.resourceVersion);
    assert.not.ok(second.metadata.continue);
  },

  'a watch tells what came after its version, in order': async ({ client, namespace }) => {
    const path = configMaps(namespace);
    await create(client, path, configMap('before'));
    const { metadata } = await client.call<Page>({ method: 'GET', path, query: selected });
    await create(client, path, configMap('a', { n: '1' }));
    await client.call({
      method: 'PATCH',
      path: `${path}/a`,
      contentType: mergePatch,
      body: { data: { n: '2' } },
    });
    await client.call({ method: 'DELETE', path: `${path}/a` });
    const call = watchOf(path, metadata.resourceVersion);
    const events = await readEvents(client, call, (seen) => seen.length === 3);
    assert.equal(
      events.map(({ type, object }) => `${type} ${object.metadata.name}`),
      ['ADDED a', 'MODIFIED a', 'DELETED a'],
    );
    const versions = events.map(({ object }) => Number(object.metadata.resourceVersion));
    assert.ok(versions[0]! < versions[1]! && versions[1]! < versions[2]!);
  },

  'what a selector does not choose any more is told as deleted': async ({ client, namespace }) => {
    const path = configMaps(namespace);
    const { metadata } = await create(client, path, configMap('a'));
    const labels = async (test: string) =>
      client.call({
        method: 'PATCH',
        path: `${path}/a`,
        contentType: mergePatch,
        body: { metadata: { labels: { test } } },
      });
    await labels('no');
    await labels('yes');
    const call = watchOf(path, metadata.resourceVersion ?? '');
    const events = await readEvents(client, call, (seen) => seen.length === 2);
    assert.equal(
      events.map(({ type }) => type),
      ['DELETED', 'ADDED'],
    );
  },

  'a watch ends when its reader has had enough': async ({ client, namespace }) => {
    const path = configMaps(namespace);
    const { metadata } = await client.call<Page>({ method: 'GET', path, query: selected });
    const abort = new AbortController();
    let isOpen = false;
    for await (const _ of client.watch(
      watchOf(path, metadata.resourceVersion),
      abort.signal,
      () => {
        isOpen = true;
        abort.abort();
      },
    )) {
      assert.unreachable('nothing happened');
    }
    assert.ok(isOpen);
  },
};
