import { imageReference } from '../../../model/job/image-reference.ts';
import { resources } from './resources.ts';
import {
  absent,
  at,
  type Checks,
  type ChecksByPath,
  exactlyOne,
  positive,
  type Rule,
  some,
  together,
} from './rule.ts';

const probeNames = ['startup', 'readiness', 'liveness'] as const;
const probePaths = probeNames.map((name) => `probes.${name}`);
const variable = '^[ -<>-~]+$';
const fieldPath = [
  'metadata[.](name|namespace|uid)',
  'spec[.](nodeName|serviceAccountName)',
  'status[.](hostIPs?|podIPs?)',
  `metadata[.](labels|annotations)\\['.*'\\]`,
].join('|');

/** The grammar of image references; groups have no names in a schema. */
const image: ChecksByPath = {
  image: { pattern: imageReference.source.replaceAll(/\?<\w+>/g, '') },
};

/** Checks environment variables. */
const environment: ChecksByPath = {
  env: { keys: ['name'] },
  'env[]': {
    rules: [
      {
        rule: "!has(self.valueFrom) || self.?value.orValue('') == ''",
        message: '`valueFrom` and `value` must not both be given',
      },
    ],
  },
  // patterns and no rules here: every variable may have them, and patterns cost nothing
  'env[].name': { pattern: variable },
  'env[].valueFrom.fieldRef.apiVersion': { enum: ['v1'] },
  'env[].valueFrom.fieldRef.fieldPath': { pattern: `^(${fieldPath})$` },
  'env[].valueFrom.resourceFieldRef.resource': {
    pattern: '^(requests|limits)[.](cpu|memory|ephemeral-storage|hugepages-.+)$',
  },
  'envFrom[]': { rules: [exactlyOne(['configMapRef', 'secretRef'])] },
  'envFrom[].prefix': { pattern: variable },
};

/** Checks the ports of a container; those that run beside others may have none. */
const ports: ChecksByPath = {
  ports: {
    rules: [
      {
        rule: 'self.all(one, self.exists_one(other, other.name == one.name))',
        message: 'must have names that are unique in the list',
      },
      {
        rule: "self.all(one, self.exists_one(other, other.containerPort == one.containerPort && (has(other.protocol) ? other.protocol : 'TCP') == (has(one.protocol) ? one.protocol : 'TCP')))",
        message: 'must have numbers that are unique in the list',
      },
    ],
  },
};

/** Checks the probes of a container; where they connect to is checked where its ports are seen. */
const probeShapes: ChecksByPath = together(
  at(probePaths, { rules: [exactlyOne(['exec', 'httpGet', 'tcpSocket', 'grpc'])] }),
  at(['probes.startup.successThreshold', 'probes.liveness.successThreshold'], {
    rules: [
      { rule: 'self == 1', message: 'must be 1: only readiness can wait for several successes' },
    ],
  }),
  at(
    probePaths.flatMap((path) => [`${path}.period`, `${path}.timeout`]),
    positive,
  ),
  at(
    probePaths.flatMap((path) => [`${path}.httpGet.port`, `${path}.tcpSocket.port`]),
    portNumber(),
  ),
);

/** The number of a port where also a name may stand. */
export function portNumber(): Checks {
  return { minimum: 1, maximum: 65_535, maxLength: 15 };
}

/** A port that something connects to must be a number, or declared by the container. */
export function declared(path: string): Rule {
  return {
    rule: `${absent(`self.${path}`)} || type(self.${path}) == int || ${some('self.ports', 'one', `one.name == self.${path}`)}`,
    message: `\`${path}\` must be 1 to 65535 or the name of a declared port`,
  };
}

const probePorts: ChecksByPath = {
  '': {
    rules: probePaths.flatMap((path) => [
      declared(`${path}.httpGet.port`),
      declared(`${path}.tcpSocket.port`),
    ]),
  },
};

/** What is checked of a container that ends before the others start. */
export const initContainer = together(image, environment, resources);

/** What is checked of a container that listens and is watched. */
export const container = together(image, environment, resources, ports, probeShapes, probePorts);
