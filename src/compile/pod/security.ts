import type * as k8s from 'cdk8s-plus-27/lib/imports/k8s.js';
import type { Relaxation, Security } from '../../model/pod.ts';
import { defined } from '../defined.ts';

/** The pod's part of the hardened default; a rule that the policy relaxes is left out, not turned round. */
export function podSecurity(security: Security): k8s.PodSecurityContext | undefined {
  const { runAsUser, runAsGroup, fsGroup } = security;
  return unlessEmpty(
    defined<k8s.PodSecurityContext>({
      runAsNonRoot: unless('runAsRoot', security, true),
      runAsUser,
      runAsGroup,
      fsGroup,
      seccompProfile: unless('seccomp', security, { type: 'RuntimeDefault' }),
    }),
  );
}

/** The container's part of the hardened default. */
export function containerSecurity(security: Security): k8s.SecurityContext | undefined {
  return unlessEmpty(
    defined<k8s.SecurityContext>({
      allowPrivilegeEscalation: unless('privilegeEscalation', security, false),
      readOnlyRootFilesystem: unless('writableRootFilesystem', security, true),
      capabilities: unless('capabilities', security, { drop: ['ALL'] }),
    }),
  );
}

/** Whether pods get a token of their ServiceAccount: no, or nothing said. */
export function automount(security: Security): false | undefined {
  return unless('serviceAccountToken', security, false);
}

function unless<T>(rule: Relaxation, { relax }: Security, value: T): T | undefined {
  return relax.includes(rule) ? undefined : value;
}

function unlessEmpty<T extends object>(fields: T): T | undefined {
  return Object.keys(fields).length === 0 ? undefined : fields;
}
