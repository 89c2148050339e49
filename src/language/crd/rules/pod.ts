import { workerDefaults } from '../../schema/defaults.ts';
import { volumeSources } from '../../schema/volume-sources.ts';
import { container, declared, initContainer, portNumber } from './container.ts';
import { annotations, labelKey, labels, labelValue } from './labels.ts';
import { amount } from './resources.ts';
import {
  absent,
  below,
  type Checks,
  type ChecksByPath,
  every,
  exactlyOne,
  millisecondsOf,
  positive,
  type Rule,
  some,
  time,
  together,
} from './rule.ts';

/** A path that leads to a part of a volume. */
const inside: Checks = {
  rules: [
    {
      rule: "!self.startsWith('/')",
      message: 'must be a path below the volume, without / at the start',
    },
    { rule: "!self.matches('(^|/)[.][.](/|$)')", message: 'must be a path without ..' },
  ],
};

const mountPath: Checks = {
  rules: [{ rule: "!self.contains(':')", message: 'must be a path without a colon' }],
};

const volumes: ChecksByPath = {
  volumes: {
    keys: ['name'],
    rules: [
      {
        rule: 'self.all(one, !has(one.mountPath) || self.exists_one(other, has(other.mountPath) && other.mountPath == one.mountPath))',
        message: 'must have a `mountPath` each that is unique in the list',
      },
    ],
  },
  'volumes[]': {
    rules: [
      exactlyOne(volumeSources, 'its sources'),
      {
        rule: 'has(self.mountPath) || !(has(self.subPath) || has(self.readOnly))',
        message: '`subPath` and `readOnly` have no effect without `mountPath` beside them',
      },
    ],
  },
  'volumes[].mountPath': mountPath,
  'volumes[].subPath': inside,
  'volumes[].emptyDir.sizeLimit': amount,
  'volumes[].hostPath.path': {
    rules: [{ rule: "!self.matches('(^|/)[.][.](/|$)')", message: 'must be a path without ..' }],
  },
  'volumes[].configMap.items[].path': itemPath(),
  'volumes[].secret.items[].path': itemPath(),
};

const placement: ChecksByPath = {
  'placement.tolerations[]': {
    rules: [
      {
        rule: "has(self.key) || self.?operator.orValue('Equal') == 'Exists'",
        message: 'must have a key, or `operator: Exists` for every taint there is',
      },
      {
        rule: "!has(self.value) || self.?operator.orValue('Equal') != 'Exists'",
        message: '`value` must not be given with `operator: Exists`, which takes any value',
      },
      {
        rule: "!has(self.tolerationTime) || self.?effect.orValue('') == 'NoExecute'",
        message:
          '`tolerationTime` must have `effect: NoExecute` beside it: no other taint ends a running pod',
      },
    ],
  },
  'placement.tolerations[].tolerationTime': time,
  'placement.tolerations[].key': { maxLength: 317, rules: [label()] },
  'placement.tolerations[].value': {
    maxLength: 63,
    rules: [
      {
        rule: `self.matches('${labelValue}')`,
        message: "must be a label's value: at most 63 letters, digits, -, _ and .",
      },
    ],
  },
  'placement.spread': {
    rules: [
      {
        rule: `self.all(one, self.exists_one(other, other.topologyKey == one.topologyKey && ${isHard('other')} == ${isHard('one')}))`,
        message: 'must have a `topologyKey` once for each `whenUnsatisfiable`',
      },
    ],
  },
  'placement.spread[].topologyKey': { maxLength: 317, rules: [label()] },
};

const identity: ChecksByPath = {
  serviceAccount: {
    rules: [
      {
        rule: '!has(self.name) || !has(self.annotations) || size(self.annotations) == 0',
        message:
          '`annotations` has no effect with `name`: Roster changes nothing on a ServiceAccount that exists',
      },
    ],
  },
  security: {
    rules: [
      {
        rule: "!has(self.runAsUser) || self.runAsUser != 0 || (has(self.relax) && 'runAsRoot' in self.relax)",
        message: '`runAsUser` is root, and a hardened worker must not be: it would never start',
      },
    ],
  },
};

const mounts: ChecksByPath = {
  mounts: { keys: ['path'] },
  'mounts[].path': mountPath,
  'mounts[].subPath': inside,
};

const lifecycle: ChecksByPath = {
  gracePeriod: time,
  'preStop.sleep': positive,
  'preStop.httpGet.port': portNumber(),
};

/** What is checked of a pod whose main container has this name. */
export function pod(mainContainer: string): ChecksByPath {
  return together(
    container,
    volumes,
    placement,
    identity,
    lifecycle,
    labels('labels'),
    annotations('annotations'),
    annotations('serviceAccount.annotations'),
    labels('placement.nodeSelector'),
    {
      pullSecrets: {
        rules: [
          {
            rule: 'self.all(one, self.exists_one(other, other == one))',
            message: 'must have names that are unique in the list',
          },
        ],
      },
      '': {
        rules: [
          declared('preStop.httpGet.port'),
          sleep,
          ...names(mainContainer),
          ...volumeNames(),
          ...containerNames(mainContainer),
        ],
      },
      initContainers: { keys: ['name'] },
      sidecars: { keys: ['name'] },
    },
    below('initContainers[]', together(initContainer, mounts)),
    below('sidecars[]', together(container, mounts)),
  );
}

const sleep = {
  rule: `${absent('self.preStop.sleep')} || ${millisecondsOf('self.preStop.sleep')} <= (has(self.gracePeriod) ? ${millisecondsOf('self.gracePeriod')} : duration('${workerDefaults.gracePeriod}').getMilliseconds())`,
  message: '`preStop.sleep` must be at most the grace period, of which it is a part',
};

function names(mainContainer: string): readonly Rule[] {
  const isNotMain = `one.name != '${mainContainer}'`;
  const isNoSidecar = every('self.sidecars', 'other', 'other.name != one.name');
  return [
    {
      rule: `${every('self.initContainers', 'one', `${isNotMain} && ${isNoSidecar}`)} && ${every('self.sidecars', 'one', isNotMain)}`,
      message: `\`initContainers\` and \`sidecars\` must have names that are unique in the pod, where the main container is called ${mainContainer}`,
    },
  ];
}

function volumeNames(): readonly Rule[] {
  const isSeen = (field: string) =>
    some(`self.${field}`, 'one', some('one.mounts', 'mount', 'mount.volume == volume.name'));
  const isVolume = `has(self.podTemplate) || ${some('self.volumes', 'volume', 'volume.name == mount.volume')}`;
  return [
    ...['initContainers', 'sidecars'].map((field) => ({
      rule: every(`self.${field}`, 'one', every('one.mounts', 'mount', isVolume)),
      message: `\`${field}\` must mount volumes of the pod`,
    })),
    {
      rule: every(
        'self.volumes',
        'volume',
        `has(volume.mountPath) || has(self.podTemplate) || ${isSeen('initContainers')} || ${isSeen('sidecars')}`,
      ),
      message: '`volumes` must have a `mountPath`, or a container that mounts them',
    },
  ];
}

/** A container that only the `podTemplate` has may be meant, too, and nothing of it is seen here. */
function containerNames(mainContainer: string): readonly Rule[] {
  const named = 'one.valueFrom.resourceFieldRef.containerName';
  const isContainer = [
    absent(named),
    'has(self.podTemplate)',
    `${named} == '${mainContainer}'`,
    some('self.initContainers', 'other', `other.name == ${named}`),
    some('self.sidecars', 'other', `other.name == ${named}`),
  ].join(' || ');
  return [
    {
      rule: every('self.env', 'one', isContainer),
      message: '`env` must take resources of containers of the pod',
    },
  ];
}

function isHard(spread: string): string {
  return `(has(${spread}.whenUnsatisfiable) && ${spread}.whenUnsatisfiable == 'DoNotSchedule')`;
}

function itemPath(): Checks {
  return {
    rules: [
      ...(inside.rules ?? []),
      { rule: "!self.startsWith('..')", message: 'must not start with two dots' },
    ],
  };
}

function label() {
  return {
    rule: `self.matches('${labelKey}')`,
    message:
      'must be a label: at most 63 letters, digits, -, _ and ., with a DNS name and / before it if you like',
  };
}
