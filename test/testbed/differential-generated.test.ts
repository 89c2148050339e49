import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { askingApiServer } from '../language/crd/api-server-verdicts.ts';
import { beyondRules } from '../language/crd/beyond-rules.ts';
import { errorsOf } from '../language/crd/checker-verdict.ts';
import { asResource, documentsIn } from '../language/crd/documents.ts';
import { nearPolicies } from '../language/crd/near-policies.ts';
import { inNamespace } from './in-namespace.ts';
import { testbed, withControlPlane } from './shared.ts';

const test = suite('roster check and the API server, on documents that nobody wrote');
// what people read, and not the fixtures: a fixture more would have other documents drawn
const folders = ['policies', 'docs/generate/examples'];
const seed = Number(process.env.TEST_SEED ?? 1);
const count = Number(process.env.TEST_DOCUMENTS ?? 300);

withControlPlane(test, 'they take and refuse the same ones', async () => {
  const good = folders.flatMap(documentsIn).filter((written) => errorsOf(written).length === 0);
  assert.ok(good.length > 15);
  const documents = fc.sample(nearPolicies(good), { numRuns: count, seed });
  const bed = await testbed();
  const verdicts = await inNamespace(bed, (namespace) =>
    askingApiServer(bed.admin, (ask) =>
      Promise.all(
        documents.map(async (written) => ({
          written,
          errors: errorsOf(written),
          refusal: await ask(asResource(written, namespace)),
        })),
      ),
    ),
  );
  const disagreements = verdicts.flatMap(({ written, errors, refusal }) => {
    const said = { name: written.name, spec: JSON.stringify(written.document.spec) };
    const seen = errors.filter((error) => !beyondRules.some(([beyond]) => beyond.test(error)));
    const agree = refusal === undefined ? seen.length === 0 : errors.length > 0;
    return agree ? [] : [{ ...said, errors: seen, refusal }];
  });
  assert.equal(disagreements, []);
  const taken = verdicts.filter(({ refusal }) => refusal === undefined).length / count;
  assert.ok(taken > 0.3 && taken < 0.7, `${taken} of the documents were taken`);
});

test.run();
