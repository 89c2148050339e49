import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { instant } from '../../src/model/units.ts';
import { formatInstant, parseInstant } from '../../src/scaling/calendar/instant-text.ts';
import { parseIntervention } from '../../src/scaling/intervention.ts';

test('a pin has a number, an end and a reason', () => {
  assert.equal(parseIntervention('pin', '3 until 2026-12-01T08:00Z because the broker moves'), {
    ok: true,
    intervention: {
      kind: 'pin',
      workers: 3,
      until: Date.UTC(2026, 11, 1, 8),
      because: 'the broker moves',
    },
  });
});

test('a pause has an end and a reason, which may run over lines', () => {
  assert.equal(
    parseIntervention('pause', ' until 2026-12-01T09:00:30+01:00\n because of\n  INC-7 '),
    {
      ok: true,
      intervention: { kind: 'pause', until: Date.UTC(2026, 11, 1, 8, 0, 30), because: 'of INC-7' },
    },
  );
});

const wrong: readonly [kind: 'pin' | 'pause', text: string, problem: RegExp][] = [
  ['pin', '', /must be written like `3 until 2026-12-01T08:00Z because/],
  ['pin', '3', /must be written like/],
  ['pin', '3 until 2026-12-01T08:00Z', /must be written like/],
  ['pin', '3 until 2026-12-01T08:00Z because', /must be written like/],
  [
    'pin',
    '3 until tomorrow because x',
    /must end at a moment like `2026-12-01T08:00Z`, got `tomorrow`/,
  ],
  ['pin', '3 until 2026-12-01T08:00 because x', /must end at a moment/],
  ['pin', '3 until 2026-02-30T08:00Z because x', /must end at a moment/],
  ['pin', '3 until 2026-12-01T24:00Z because x', /must end at a moment/],
  [
    'pin',
    '-3 until 2026-12-01T08:00Z because x',
    /must begin with a whole number of workers, got `-3`/,
  ],
  ['pin', '2.5 until 2026-12-01T08:00Z because x', /got `2.5`/],
  ['pin', '9999999999 until 2026-12-01T08:00Z because x', /got `9999999999`/],
  ['pin', 'until 2026-12-01T08:00Z because x', /got `until`/],
  ['pause', '3 until 2026-12-01T08:00Z because x', /must begin with `until`, got `3`/],
  ['pause', 'for ever', /must be written like `until/],
];

for (const [kind, text, problem] of wrong) {
  test(`a ${kind} of \`${text}\` is refused`, () => {
    const parsed = parseIntervention(kind, text);
    assert.is(parsed.ok, false);
    assert.match(parsed.ok ? '' : parsed.problem, problem);
  });
}

test('moments are read and written as JavaScript does', () => {
  const second = fc.integer({
    min: Date.UTC(1900, 0, 1) / 1_000,
    max: Date.UTC(9999, 11, 31) / 1_000,
  });
  return fc.assert(
    fc.property(second, (seconds) => {
      const text = new Date(seconds * 1_000).toISOString().replace('.000', '');
      assert.is(formatInstant(instant(seconds * 1_000)), text);
      assert.is(parseInstant(text), seconds * 1_000);
    }),
  );
});

test('any text is read or refused, and nothing is thrown', () => {
  return fc.assert(
    fc.property(fc.string(), (text) => typeof parseIntervention('pin', text).ok === 'boolean'),
  );
});

test.run();
