import { connectionFields } from '../../src/runtime/config/connection-fields.ts';
import { flagOf, type Setting, settings, variableOf } from '../../src/runtime/config/settings.ts';
import { dropInSettings } from '../../src/runtime/oasis-drop-in/setting-table.ts';
import { code, header, table } from './markdown.ts';

/** The page of all that the controller can be told at its start, made of the tables that it reads it by. */
export function runtimeSettingsPage(): string {
  return [
    header,
    '# Settings of the controller\n',
    'The compiler writes the configuration of the controller as a ConfigMap; whoever installs it another way writes the same. It is one\nJSON file, named by `--config`. A setting may also be given as a flag or as a variable of the environment: a flag counts before a\nvariable, a variable before the file. Everything is checked at the start, all that is wrong is said at once, and a field that does not\nexist is refused. It is read once: another configuration needs another pod.\n\nThe name of the pod comes from the variable `POD_NAME`; without it, that of the host is taken. It tells the replicas apart in the Lease and\nin Events.\n\nSecrets are never settings: where one is needed, the setting is the path of a file, which is read anew for every connection.\n',
    table(
      ['Field', 'Default', 'Unit', 'Meaning'],
      all().map((one) => [code(one.field), defaultOf(one), one.unit, one.about]),
    ),
    '## Flags and variables\n',
    table(
      ['Field', 'Flag', 'Variable', 'Must be'],
      all().map((one) => [
        code(one.field),
        code(flagOf(one)),
        code(variableOf(one)),
        one.form.rule,
      ]),
    ),
    '## Connections\n',
    'They stand in the file only, under `connections`, by kind and name: `connections.rabbitmq.main.amqpFile`. User name and password, and\nclient id and client secret, come in pairs.\n',
    ...Object.entries(connectionFields).map(([kind, fields]) =>
      [
        `### ${kind}\n`,
        table(
          ['Field', 'Required', 'Default', 'Meaning'],
          Object.entries(fields).map(([name, { isRequired, about, default: otherwise }]) => [
            code(name),
            isRequired ? 'yes' : kind === 'rabbitmq' && name !== 'caFile' ? 'one of the two' : 'no',
            otherwise === undefined ? '–' : code(String(otherwise)),
            about,
          ]),
        ),
      ].join('\n'),
    ),
    '## In the place of the Oasis worker controller\n',
    'Started without `--config` and with the service account of the Oasis worker controller (`OASIS_SERVICE_USERNAME_OR_ID`), the same image does the\nwork of that controller, by its own settings: swap the image, and swap it back. A flag counts before a variable.\n',
    table(
      ['Flag', 'Variable', 'Default', 'Meaning'],
      Object.values(dropInSettings).map((one) => [
        code(one.flag),
        code(one.variable),
        'default' in one && one.default !== '' ? code(one.default) : '–',
        one.about,
      ]),
    ),
  ].join('\n');
}

function all(): readonly Setting[] {
  return Object.values(settings) as readonly Setting[];
}

function defaultOf({ form, default: value }: Setting): string {
  const text = form.write(value);
  return text === '' ? '–' : code(text);
}
