import { chmodSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './capture.ts';
import { inFolder, put } from './folder.ts';
import { alone, at, ledger } from './why-ledger.ts';

const test = suite('roster why, through kubectl');
const lease = '/apis/coordination.k8s.io/v1/namespaces/roster/leases/roster-controller';
const pod =
  '/api/v1/namespaces/roster/pods/roster-controller-1:8080/proxy/v1/pools/montage/mproject/decisions';
const held = JSON.stringify({ spec: { holderIdentity: 'roster-controller-1' } });

/** Runs `use` with a kubectl that knows these paths, or with none; it also wants these arguments. */
function withKubectl<T>(
  paths: Readonly<Record<string, { readonly out?: string; readonly error?: string }>> | undefined,
  use: () => Promise<T>,
): Promise<T> {
  return inFolder(async (folder) => {
    const path = process.env.PATH;
    if (paths !== undefined) {
      const script = `#!${process.execPath}
const [get, raw, path, ...rest] = process.argv.slice(2);
const { out = '', error } = ${JSON.stringify(paths)}[path] ?? { error: 'unexpected ' + path };
process.stdout.write(out.replace('"ARGS"', JSON.stringify(rest.join(' '))));
if (error) { process.stderr.write(error); process.exitCode = 1; }
`;
      put(folder, { kubectl: script });
      chmodSync(join(folder, 'kubectl'), 0o755);
    }
    process.env.PATH =
      paths === undefined ? folder : [folder, dirname(process.execPath)].join(delimiter);
    try {
      return await use();
    } finally {
      process.env.PATH = path;
    }
  });
}

test('without a source kubectl asks the pod that holds the Lease', async () => {
  const out = JSON.stringify({ ...ledger(alone(140, at(60))), component: 'ARGS' });
  const said = await withKubectl({ [lease]: { out: held }, [pod]: { out } }, () =>
    run('why', 'montage/mproject', '--context', 'prod', '--kubeconfig', 'k.yaml'),
  );
  assert.is(said.error, '');
  assert.match(said.out, 'by --context prod --kubeconfig k.yaml\n');
  assert.match(said.out, 'recomputed: 7, the same');
});

const refused: readonly {
  name: string;
  paths: Parameters<typeof withKubectl>[0];
  says: RegExp;
}[] = [
  { name: 'no kubectl', paths: undefined, says: /no kubectl on the PATH.*--url.*--file/ },
  {
    name: 'no controller',
    paths: { [lease]: { error: 'Error from server (NotFound): leases "x" not found' } },
    says: /there is no Lease roster\/roster-controller.*--runtime-namespace/,
  },
  {
    name: 'a Lease that nobody holds',
    paths: { [lease]: { out: '{"spec":{"holderIdentity":""}}' } },
    says: /no controller leads at present/,
  },
  {
    name: 'a leader that is gone',
    paths: {
      [lease]: { out: held },
      [pod]: { error: 'Error from server (NotFound): pods "roster-controller-1" not found' },
    },
    says: /holds the Lease and is gone/,
  },
  {
    name: 'a pool that the controller does not know',
    paths: {
      [lease]: { out: held },
      [pod]: {
        error: 'Error from server (NotFound): the server could not find the requested resource',
      },
    },
    says: /the controller knows no pool montage\/mproject/,
  },
  {
    name: 'a person without the right',
    paths: { [lease]: { out: held }, [pod]: { error: 'Error from server (Forbidden): pods …' } },
    says: /needs the right to `get` `pods\/proxy`/,
  },
  {
    name: 'a cluster that does not answer',
    paths: { [lease]: { error: 'The connection to the server was refused' } },
    says: /cannot read the Lease.*\n {2}The connection to the server was refused/,
  },
];

for (const { name, paths, says } of refused) {
  test(`${name} is said with what to do`, async () => {
    const { status, out, error } = await withKubectl(paths, () => run('why', 'montage/mproject'));
    assert.is(status, 1);
    assert.is(out, '');
    assert.match(error, says);
  });
}

test.run();
