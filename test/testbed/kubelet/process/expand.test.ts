import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { expand } from './expand.ts';

const test = suite('expand');
const variables = new Map([
  ['A', 'one'],
  ['A.b-c', 'dotted'],
  ['EMPTY', ''],
  ['CASH', '$(A) $$'],
]);

const cases = [
  { name: 'text without a variable stays', text: 'plain', is: 'plain' },
  { name: 'a variable is put in', text: '--x=$(A)/$(A)', is: '--x=one/one' },
  { name: 'an odd name is a name too', text: '$(A.b-c)', is: 'dotted' },
  { name: 'an empty value is put in', text: '<$(EMPTY)>', is: '<>' },
  { name: 'an unknown variable stays as written', text: '$(NOPE)', is: '$(NOPE)' },
  { name: 'two dollars are one', text: '$$', is: '$' },
  { name: 'an escaped reference is no reference', text: '$$(A)', is: '$(A)' },
  { name: 'an escaped dollar before a reference stays', text: '$$$(A)', is: '$one' },
  { name: 'a value is not expanded again', text: '$(CASH)', is: '$(A) $$' },
  { name: 'what is not closed stays', text: '$(A', is: '$(A' },
  { name: 'an empty reference stays', text: '$()', is: '$()' },
  { name: 'a name that is no own variable stays', text: '$(constructor)', is: '$(constructor)' },
  { name: 'a variable of the shell is none of ours', text: '$A $', is: '$A $' },
];

for (const { name, text, is } of cases) {
  test(name, () => assert.is(expand(text, variables), is));
}

test.run();
