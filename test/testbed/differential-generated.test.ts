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
const folders = ['test/fixtures/policies', 'policies', 'docs/generate/examples'];

withControlPlane(test, 'they take and refuse the same ones', async () => {
  const good = folders.flatMap(documentsIn).filter((written) => errorsOf(written).length === 0);
  const documents = fc.sample(nearPolicies(good), { numRuns: 300, seed: 1 });
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
  const taken = verdicts.filter(({ refusal }) => refusal === undefined);
  assert.ok(taken.length > 90 && taken.length < 210, `${taken.length} of 300 were taken`);
});

test.run();
