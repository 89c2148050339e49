import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkFolder } from '../../src/cli/load.ts';
import { compile } from '../../src/compile/compile.ts';
import { askingApiServer } from '../language/crd/api-server-verdicts.ts';
import { errorsOf } from '../language/crd/checker-verdict.ts';
import { asResource, documentsIn } from '../language/crd/documents.ts';
import { knownDifferences } from '../language/crd/known-differences.ts';
import { largestPool } from '../language/crd/largest-pool.ts';
import { inNamespace } from './in-namespace.ts';
import { testbed, withControlPlane } from './shared.ts';

const test = suite('roster check and the API server');
const documents = ['test/fixtures/policies', 'policies', 'docs/generate/examples'].flatMap(
  documentsIn,
);

interface Verdict {
  readonly name: string;
  readonly errors: readonly string[];
  readonly refusal: string | undefined;
}

let asked: Promise<readonly Verdict[]> | undefined;

/** Both verdicts on every document by itself. */
function verdicts(): Promise<readonly Verdict[]> {
  asked ??= (async () => {
    const bed = await testbed();
    return inNamespace(bed, (namespace) =>
      askingApiServer(bed.admin, (ask) =>
        Promise.all(
          documents.map(async (written) => ({
            name: written.name.replace('test/fixtures/policies/', ''),
            errors: errorsOf(written),
            refusal: await ask(asResource(written, namespace)),
          })),
        ),
      ),
    );
  })();
  return asked;
}

withControlPlane(test, 'the API server takes all that the checker takes', async () => {
  const stricter = (await verdicts())
    .filter(({ errors, refusal }) => errors.length === 0 && refusal !== undefined)
    .map(({ name, refusal }) => `${name}: ${refusal}`);
  assert.equal(stricter, []);
});

withControlPlane(
  test,
  'the API server refuses what the checker refuses, but for what is named',
  async () => {
    const taken = (await verdicts()).filter(
      ({ errors, refusal }) => errors.length > 0 && refusal === undefined,
    );
    const unknown = taken.filter(({ name }) => !Object.hasOwn(knownDifferences, name));
    assert.equal(
      unknown.map(({ name, errors }) => `${name}: ${errors.join('; ')}`),
      [],
      'add a rule to src/language/crd/rules, or the name and a reason to test/language/crd/known-differences.ts',
    );
    const names = new Set(taken.map(({ name }) => name));
    assert.equal(
      Object.keys(knownDifferences).filter((name) => !names.has(name)),
      [],
      'these differ no longer: remove them from test/language/crd/known-differences.ts',
    );
  },
);

withControlPlane(
  test,
  'enough documents are refused by both, so the tests above can fail',
  async () => {
    const all = await verdicts();
    assert.ok(all.length > 250);
    assert.ok(
      all.filter(({ errors, refusal }) => errors.length > 0 && refusal !== undefined).length > 60,
    );
    assert.ok(all.filter(({ errors }) => errors.length === 0).length > 80);
  },
);

withControlPlane(test, 'the API server takes every resource that the policies become', async () => {
  const { estates } = checkFolder('policies');
  const resources = estates
    .flatMap((estate) => compile(estate, []))
    .map(({ object }) => object)
    .filter(({ apiVersion }) => apiVersion === 'roster.dev/v1alpha1');
  assert.ok(resources.length > 20);
  const bed = await testbed();
  await inNamespace(bed, (namespace) =>
    askingApiServer(bed.admin, async (ask) => {
      for (const resource of resources) {
        const metadata = { ...(resource.metadata as object), namespace };
        assert.is(await ask({ ...resource, metadata }), undefined);
      }
    }),
  );
});

withControlPlane(
  test,
  'the API server refuses an endless quantity without writing it out',
  async () => {
    const bed = await testbed();
    await inNamespace(bed, (namespace) =>
      askingApiServer(bed.admin, async (ask) => {
        for (const memory of ['1e999999999', '1e-999999999', '1E+9999999999']) {
          const document = {
            apiVersion: 'roster.dev/v1alpha1',
            kind: 'CapacityGroup',
            metadata: { name: 'endless' },
            spec: { quota: { memory } },
          };
          const written = { name: memory, kind: 'CapacityGroup', document } as const;
          assert.is(errorsOf(written).length, 1);
          assert.match((await ask(asResource(written, namespace))) ?? '', 'should match');
        }
      }),
    );
  },
);

withControlPlane(test, 'the API server takes a pool as large as any', async () => {
  const written = { name: 'largest', kind: 'WorkerPool', document: largestPool() } as const;
  assert.equal(errorsOf(written), []);
  const bed = await testbed();
  await inNamespace(bed, (namespace) =>
    askingApiServer(bed.admin, async (ask) => {
      assert.is(await ask(asResource(written, namespace)), undefined);
    }),
  );
});

test.run();
