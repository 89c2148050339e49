import { Type } from 'typebox';
import { clusterDefaults } from './cluster-defaults.ts';
import { choice, fields, flag, formatted, list, optional, text } from './field.ts';

const people = (
  description: string,
  example: string,
  notes: { default?: unknown; absent?: string },
) =>
  optional(
    list(
      Type.String({ description: 'A name, as the gateway knows it.', minLength: 1 }),
      description,
      [example],
      notes,
    ),
  );

export const users = fields(
  'Who may ask for clusters. How people show who they are is a matter of the gateway.',
  {
    names: people('Users who may.', 'ann', { absent: 'everybody, unless `groups` names some' }),
    groups: people('Groups whose members may.', 'geophysics', {
      absent: 'everybody, unless `names` names some',
    }),
    operators: people(
      'Users and groups who may see and stop the clusters of others, too.',
      'platform',
      { default: [] },
    ),
  },
  { default: {} },
);

export const exposure = fields(
  'How people reach the scheduler of their cluster.',
  {
    scheduler: optional(
      choice(
        ['gateway', 'service'],
        "Encrypted through the gateway's public port, or only from inside the cluster's network and by those whom `network.ingress` names.",
        'service',
        { default: clusterDefaults.scheduler },
      ),
    ),
    dashboard: optional(
      flag("Whether the gateway shows the owner the scheduler's dashboard.", false, {
        default: clusterDefaults.dashboard,
      }),
    ),
    address: optional(
      formatted('url', 'The URL that users know the gateway by.', 'https://clusters.example.org', {
        absent: 'the one that they used',
      }),
    ),
  },
  { default: {} },
);

export const sampling = fields(
  'What only clusters of dialect `resaas` have.',
  {
    internalAuth: optional(
      choice(
        ['token-or-source', 'token'],
        'How a controller shows which cluster it is of when it asks for more workers: by the token of its pod, or by its address too, as controllers that know no tokens have to.',
        'token',
        { default: clusterDefaults.internalAuth },
      ),
    ),
    results: optional(
      fields(
        'The object store that results are packed from when a job has ended.',
        {
          endpoint: optional(
            formatted('url', 'Its address.', 'https://objects.example.org', {
              absent: "the store's own default",
            }),
          ),
          bucket: text('The bucket.', 'sampling'),
          folder: optional(
            text('The folder in it.', 'runs', { default: clusterDefaults.resultsFolder }),
          ),
          linkLifetime: optional(
            formatted('duration', 'How long a link to results works, at most 7 days.', '24h', {
              default: clusterDefaults.linkLifetime,
            }),
          ),
          secret: formatted(
            'subdomain',
            'The Secret in the namespace that opens it, with the keys `access-key-id` and `secret-key`.',
            'objects',
          ),
        },
        { absent: 'no links to results' },
      ),
    ),
  },
  { absent: 'the defaults of its fields' },
);
