/** From the strictest on; the names of the Pod Security Standards. */
export type SecurityLevel = 'restricted' | 'baseline' | 'privileged';

/** How the namespaces of an environment are rendered. */
export interface NamespaceObjects {
  /** Namespaces that somebody else makes. */
  readonly except: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** By namespace, the least that pods of others in it need; ours may need more. */
  readonly podSecurity: Readonly<Record<string, SecurityLevel>>;
}
