import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { canonicalAmount, canonicalQuantity } from '../../src/model/canonical-quantity.ts';

const test = suite('canonical quantities');

// What kube-apiserver 1.35 gave back for each.
const quantities: Readonly<Record<string, string>> = {
  '0': '0',
  '00': '0',
  '0Ki': '0',
  '1': '1',
  '1.5': '1500m',
  '.5': '500m',
  '1000m': '1',
  '1000': '1k',
  '1000000k': '1G',
  '1.5Ki': '1536',
  '1024Mi': '1Gi',
  '0.5Gi': '512Mi',
  '0.1Ki': '102400m',
  '0.1m': '100u',
  '0.000000000001': '1n',
  '1e2': '100',
  '1e3': '1e3',
  '1e5': '100e3',
  '1e-7': '100e-9',
  '524288000': '524288k',
};
for (const [written, given] of Object.entries(quantities)) {
  test(`${written} comes back as ${given}`, () => {
    assert.is(canonicalQuantity(written), given);
  });
}

test('a container takes thousandths, rounded up', () => {
  assert.equal(['1n', '0.1m', '1.000000001', '1e-7', '1500m'].map(canonicalAmount), [
    '1m',
    '1m',
    '1001m',
    '1e-3',
    '1500m',
  ]);
});

test('a fraction of a byte in binary units rounds up, which the API server leaves so', () => {
  assert.equal(['1.1Gi', '0.3Gi'].map(canonicalAmount), ['1181116007', '322122548']);
});

test('what is no quantity, or has no unit, stays as it is', () => {
  assert.equal(['much', '1000E', '1024Ei'].map(canonicalQuantity), ['much', '1000E', '1024Ei']);
});

test.run();
