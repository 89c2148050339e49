import { Type } from 'typebox';
import { choice, fields, flag, integer, list, map, optional, text, verbatim } from './field.ts';
import { toleration } from './toleration.ts';

export const placement = fields(
  'On which nodes the pods run.',
  {
    nodeSelector: optional(
      map(
        Type.String(),
        'Labels that a node must have.',
        { 'example.org/nodepool': 'workers' },
        { default: {}, maxProperties: 64 },
      ),
    ),
    tolerations: optional(
      list(
        toleration,
        'Taints that the pods put up with.',
        [{ key: 'dedicated', operator: 'Exists' }],
        { default: [], maxItems: 128 },
      ),
    ),
    onePerNode: optional(flag('At most one of these pods on a node.', true, { default: false })),
    spread: optional(
      list(
        fields('Spread the pods evenly.', {
          topologyKey: text(
            'Label of the nodes that names the domain.',
            'topology.kubernetes.io/zone',
          ),
          maxSkew: optional(integer('How uneven it may be.', 1, { default: 1, minimum: 1 })),
          whenUnsatisfiable: optional(
            choice(
              ['DoNotSchedule', 'ScheduleAnyway'],
              'What happens when it cannot be even.',
              'DoNotSchedule',
              { default: 'ScheduleAnyway' },
            ),
          ),
        }),
        'Even spreading over zones, racks, nodes.',
        [{ topologyKey: 'topology.kubernetes.io/zone' }],
        { default: [], maxItems: 32 },
      ),
    ),
    affinity: optional(
      verbatim(
        'Affinity rules as Kubernetes writes them; `onePerNode` is added to them.',
        { nodeAffinity: {} },
        { absent: 'none' },
      ),
    ),
  },
  { default: {} },
);
