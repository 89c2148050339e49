import type { Rule } from './rule.ts';

/** What can be wrong with where policies go: GitOps, the runtime, namespaces. */
export const environmentCodes = {
  'gitops-field-unused': {
    severity: 'error',
    title: 'a field of GitOps that does nothing here',
    help: 'It belongs to an engine that the environment does not use, or to an object that is not rendered; remove it, or give what it needs.',
  },
  'invalid-repository-path': {
    severity: 'error',
    title: 'a path that does not lie in the repository',
    help: 'Write it from the root of the repository, without .. and without / before it.',
  },
  'runtime-reach-open': {
    severity: 'warning',
    title: 'the runtime may talk to anybody',
    help: "A connection that the runtime reads does not say where it is, so that the runtime's NetworkPolicy cannot let through just that; give the connection a `network`.",
  },
  'admission-too-large': {
    severity: 'error',
    title: 'the admission policy of the runtime would be larger than the API server can store',
    help: 'The images that JobTemplates allow stand in one policy; without it nothing would confine the runtime.',
  },
} as const satisfies Record<string, Rule>;
