import type { KubernetesObject } from '../../object.ts';
import { type ComponentName, clusterWideMetadata, type Installed, userOf } from '../component.ts';

/** An expression in CEL that must hold, and what is said where it does not. */
export interface Validation {
  readonly expression: string;
  readonly message: string;
}

/** What a component may do to objects of one kind, whatever its Roles say. */
export interface Confinement {
  /** Part of the name of the policy. */
  readonly what: string;
  readonly components: readonly ComponentName[];
  readonly apiGroup: string;
  /** With subresources, such as `pods/*`. */
  readonly resources: readonly string[];
  readonly variables?: readonly { readonly name: string; readonly expression: string }[];
  readonly validations: readonly Validation[];
}

interface Policy extends KubernetesObject {
  readonly spec: object;
}

const group = 'admissionregistration.k8s.io/v1';

/** A ValidatingAdmissionPolicy with its binding; it says nothing to anybody but the runtime's own ServiceAccounts. */
export function confine(
  { what, components, apiGroup, resources, variables = [], validations }: Confinement,
  one: Installed,
): readonly KubernetesObject[] {
  refuseSize(what, variables);
  const users = components.map((component) => quote(userOf(component, one)));
  const metadata = (kind: string) => clusterWideMetadata(kind, 'controller', one, what);
  const policy: Policy = {
    apiVersion: group,
    kind: 'ValidatingAdmissionPolicy',
    metadata: metadata('ValidatingAdmissionPolicy'),
    spec: {
      // what cannot be decided is refused: the runtime loses a write then, and nobody else anything
      failurePolicy: 'Fail',
      matchConditions: [
        { name: 'runtime', expression: `request.userInfo.username in [${users.join(', ')}]` },
      ],
      matchConstraints: {
        resourceRules: [
          { apiGroups: [apiGroup], apiVersions: ['*'], operations: ['*'], resources },
        ],
      },
      ...(variables.length > 0 && { variables }),
      validations: validations.map((each) => ({ ...each, reason: 'Forbidden' })),
    },
  };
  const binding: Policy = {
    apiVersion: group,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: metadata('ValidatingAdmissionPolicyBinding'),
    spec: { policyName: policy.metadata.name, validationActions: ['Deny'] },
  };
  return [policy, binding];
}

/** The API server stores nothing above 1.5 MB, and a binding whose policy it did not store confines nobody. */
const largest = 1_200_000;

function refuseSize(what: string, variables: NonNullable<Confinement['variables']>): void {
  const size = variables.reduce((sum, { expression }) => sum + expression.length, 0);
  if (size > largest) {
    throw new Error(
      `the admission policy of ${what} would have ${size} characters, more than the ${largest} that the API server can store; split the environment`,
    );
  }
}

/** A text as CEL reads it, whose escapes are a superset of JSON's for what names and patterns hold. */
export function quote(text: string): string {
  return JSON.stringify(text);
}

/** A list of texts in CEL. */
export function quoteAll(texts: readonly string[]): string {
  return `[${texts.map(quote).join(', ')}]`;
}
