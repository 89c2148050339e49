import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chartTemplate, type Rendered } from '../../bench/synth/chart-template.ts';

const none: Rendered = {
  once: [],
  group: [],
  pools: { share: [], rabbitmq: [], prometheus: [], fixed: [] },
};

test('what differs from pool to pool becomes a field, and templates of Prometheus are passed on', () => {
  const text =
    '# Code generated\nname: markname\nmax: 7007004\nsummary: {{ $value }} of markname\n';
  const template = chartTemplate({ ...none, pools: { ...none.pools, share: [text] } });
  assert.match(template, 'name: {{ $p.name }}\nmax: {{ $p.max }}\n');
  assert.match(template, 'summary: {{ "{{ $value }}" }} of {{ $p.name }}\n');
  assert.not.match(template, 'Code generated');
});

test('a value that has no field is refused, and a template that helm would take for its own', () => {
  const template = (text: string) => () => chartTemplate({ ...none, group: [text] });
  assert.throws(template('image: markimage\n'), 'no template field for markimage');
  assert.throws(template('a: {{ $labels.x }}\n'), 'holds a template that is not known');
});

test.run();
