import { Type } from 'typebox';
import { choice, fields, flag, formatted, list, map, optional } from './field.ts';

export const namespaceObjects = fields(
  'The Namespace objects: one for each namespace of a policy and for that of the runtime, but for `default` and `kube-*`. Namespaces that only a dashboard is put into must be there.',
  {
    enabled: optional(
      flag('Whether any is rendered; without, all namespaces must be there.', false, {
        default: true,
      }),
    ),
    except: optional(
      list(
        formatted('name', 'A namespace, as it is called here.', 'media'),
        'Namespaces that somebody else makes.',
        ['media'],
        { default: [] },
      ),
    ),
    labels: optional(
      map(
        Type.String(),
        'Labels on every Namespace.',
        { 'example.org/cost-centre': '4711' },
        { default: {} },
      ),
    ),
    podSecurity: optional(
      map(
        choice(
          ['restricted', 'baseline', 'privileged'],
          'A level of the Pod Security Standards.',
          'baseline',
        ),
        'The level that pods of others need, by namespace as it is called here. Every Namespace is labelled with the strictest level that all rendered pods meet, usually `restricted`; other pods in it, and what a mesh injects, must meet it too.',
        { montage: 'baseline' },
        { default: {} },
      ),
    ),
  },
  { default: {} },
);
