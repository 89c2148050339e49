import { compile } from '../../../src/compile/compile.ts';
import { check } from '../../../src/language/check.ts';
import { crds } from '../../../src/language/crd/crds.prebuilt.ts';
import type { Manifest } from '../../testbed/apply/read-manifests.ts';
import type { ApiObject } from '../../testbed/client/api-object.ts';
import { here, nodeLabel, type Policy, work } from './policies.ts';

/** Where an estate goes, and what its signals are read from. */
export interface Place {
  /** The namespace of the policies. */
  readonly namespace: string;
  /** The namespace of the runtime. */
  readonly home: string;
  /** `spec.connections` of the Environment. */
  readonly connections: object;
  /** Whether objects of the Prometheus operator are rendered. */
  readonly rules: boolean;
}

/** What the compiler makes of policies: the text goes the whole way, through the language. Throws with all that is wrong. */
export function estateManifests(policies: readonly Policy[], place: Place): readonly Manifest[] {
  const documents = [environment(place), ...policies].map((one) =>
    JSON.stringify(one, undefined, 2).replaceAll(here, place.namespace),
  );
  const { estates, diagnostics } = check([
    { path: 'policies.yaml', text: documents.join('\n---\n') }, // JSON is YAML
  ]);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [estate] = estates;
  if (errors.length > 0 || estate === undefined) {
    throw new Error(errors.map(({ message }) => message).join('\n'));
  }
  return compile(estate, crds).map((manifest) => {
    const object = manifest.object as unknown as ApiObject;
    return { file: `${object.kind} ${object.metadata.name}`, object };
  });
}

function environment({ namespace, home, connections, rules }: Place): Policy {
  return {
    apiVersion: 'roster.dev/v1alpha1',
    kind: 'Environment',
    metadata: { name: 'test' },
    spec: {
      namespaces: { [work]: namespace },
      namespaceObjects: { enabled: false },
      versions: { kubernetes: '1.33', keda: '2.17' },
      prometheusOperator: { enabled: rules },
      runtime: {
        namespace: home,
        image: 'registry.example.org/roster/runtime:0.1.0',
        // no node has this: the test is the controller
        controller: { nodeSelector: { [nodeLabel]: 'none' } },
      },
      connections,
    },
  };
}
