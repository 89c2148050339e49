import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './capture.ts';

const commands = ['check', 'synth', 'schema', 'import', 'why'];

test('without a command the help goes to the error stream and the status is 2', async () => {
  const { status, out, error } = await run();
  assert.is(status, 2);
  assert.is(out, '');
  assert.match(error, /Usage: roster COMMAND/);
});

test('--help names every command', async () => {
  const { status, out } = await run('--help');
  assert.is(status, 0);
  for (const name of commands) assert.match(out, new RegExp(`^ {2}${name} `, 'm'));
});

for (const name of commands) {
  test(`${name} --help shows each option of its own table, --version the version`, async () => {
    const help = await run(name, '--help');
    assert.is(help.status, 0);
    assert.match(help.out, /^Usage: roster /m);
    assert.match(help.out, /--help/);
    const version = await run(name, '--version');
    assert.is(version.status, 0);
    assert.match(version.out, /^\d+\.\d+\.\d+\n$/);
  });
}

const wrong: readonly { name: string; args: readonly string[]; says: RegExp }[] = [
  {
    name: 'an unknown command is wrong usage and the nearest one is named',
    args: ['chek'],
    says: /there is no command "chek"; did you mean check\?/,
  },
  {
    name: 'a command called like a method of objects is unknown',
    args: ['constructor'],
    says: /there is no command/,
  },
  {
    name: 'an unknown option is wrong usage and the nearest one is named',
    args: ['check', '--polices', 'x'],
    says: /there is no option --polices; did you mean --policies\?/,
  },
  { name: 'an option without its value is wrong usage', args: ['synth', '--out'], says: /--out/ },
  {
    name: 'an option followed by another is without its value',
    args: ['check', '--policies', '--format', 'json'],
    says: /--policies needs a value: --policies DIR/,
  },
  {
    name: 'an option given twice is wrong usage',
    args: ['check', '--format', 'json', '--format', 'text'],
    says: /--format is given twice/,
  },
  {
    name: 'a flag takes no value',
    args: ['synth', '--check=yes'],
    says: /--check takes no value/,
  },
  {
    name: 'an option called like a method of objects is unknown',
    args: ['check', '--constructor=x'],
    says: /there is no option --constructor/,
  },
  {
    name: 'what follows -- is no option',
    args: ['check', '--', '--help'],
    says: /there is no argument "--help"/,
  },
  {
    name: 'manifests do not go among the policies',
    args: ['synth', '--out', 'policies/dist'],
    says: /--policies and --out must not lie in each other/,
  },
  {
    name: 'an empty value is wrong usage',
    args: ['synth', '--out', ''],
    says: /--out must not be empty/,
  },
  {
    name: 'a format that does not exist is wrong usage',
    args: ['check', '--format', 'xml'],
    says: /--format must be one of text, json, sarif, github, got "xml"/,
  },
  {
    name: 'a word that no command takes is wrong usage',
    args: ['check', 'policies'],
    says: /there is no argument "policies"/,
  },
  {
    name: 'import without a file is wrong usage',
    args: ['import', 'hyperflow'],
    says: /too few arguments/,
  },
  {
    name: 'import from a system we do not read is wrong usage',
    args: ['import', 'nomad', 'x.yaml'],
    says: /the system must be one of hyperflow, keda, oasis, got "nomad"/,
  },
  {
    name: 'an environment that does not exist is wrong usage and the nearest one is named',
    args: ['synth', '--environment', 'stagin', '--check'],
    says: /there is no environment "stagin"; did you mean staging\?/,
  },
];

for (const { name, args, says } of wrong) {
  test(name, async () => {
    const { status, out, error } = await run(...args);
    assert.is(status, 2);
    assert.is(out, '');
    assert.match(error, says);
  });
}

test.run();
