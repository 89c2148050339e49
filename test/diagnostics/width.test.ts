import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { makeVisible } from '../../src/diagnostics/visible.ts';
import { columnsOf } from '../../src/diagnostics/width.ts';

const widths = [
  { name: 'Latin letters take a column', text: 'aé~ß', columns: 4 },
  { name: 'Chinese, Japanese and Korean take two', text: '名前カ한', columns: 8 },
  { name: 'full-width letters and punctuation take two', text: 'Ａ。、', columns: 6 },
  { name: 'half-width katakana take one', text: 'ｶﾅ', columns: 2 },
  { name: 'emoji take two', text: '😀🚀', columns: 4 },
  { name: 'a flag of two letters takes two', text: '🇵🇱', columns: 2 },
  { name: 'combining marks take none', text: 'e\u0301', columns: 1 },
  { name: 'joiners and variation selectors take none', text: 'a\u200d\u200c\ufe0f', columns: 1 },
  { name: 'decomposed Korean syllables take two', text: '\u1112\u1161\u11ab', columns: 2 },
];
for (const { name, text, columns } of widths) {
  test(name, () =>
    assert.is(
      [...text].reduce((sum, one) => sum + columnsOf(one), 0),
      columns,
    ),
  );
}

const visible = [
  { name: 'an escape sequence is written out', text: '\u001b[31mred', shown: '\\u{1b}[31mred' },
  { name: 'a C1 control character is written out', text: '\u009b31m', shown: '\\u{9b}31m' },
  { name: 'line breaks and tabs have short forms', text: 'a\r\n\tb', shown: 'a\\r\\n\\tb' },
  {
    name: 'a change of direction is written out',
    text: 'a\u202eb\u2066',
    shown: 'a\\u{202e}b\\u{2066}',
  },
  {
    name: 'invisible characters are written out',
    text: '\ufeffa\u200bb\u00adc\u00a0d',
    shown: '\\u{feff}a\\u{200b}b\\u{ad}c\\u{a0}d',
  },
  { name: 'hidden tags are written out', text: 'a\u{e0041}', shown: 'a\\u{e0041}' },
  { name: 'half a surrogate pair is written out', text: 'a\ud800b', shown: 'a\\u{d800}b' },
  {
    name: 'other scripts and joined emoji stay',
    text: '名前 می\u200cخواهم 👩\u200d🚀',
    shown: '名前 می\u200cخواهم 👩\u200d🚀',
  },
];
for (const { name, text, shown } of visible) {
  test(name, () => assert.is(makeVisible(text), shown));
}

test.run();
