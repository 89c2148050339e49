import type { Instant } from '../../model/units.ts';
import type { KubeObject } from './api-client.ts';

/** A Lease as the API server keeps it. */
export interface Lease extends KubeObject {
  readonly spec?: {
    /** Empty or absent where nobody holds it. */
    readonly holderIdentity?: string | null;
    readonly leaseDurationSeconds?: number | null;
    readonly acquireTime?: string | null;
    readonly renewTime?: string | null;
    readonly leaseTransitions?: number | null;
  };
}

/** One holding of a lease, told from every other by who took it and when; a restarted process of the same name is another. */
export interface Term {
  readonly identity: string;
  /** With microseconds, as `microTime` writes it. */
  readonly acquireTime: string;
  readonly transitions: number;
}

/** The `MicroTime` of a Lease; the server stores these moments and nobody's decision depends on them. */
export function microTime(wall: Instant): string {
  return new Date(wall).toISOString().replace('Z', '000Z');
}

/** Whether the record was written in this term: its answer to us may have been lost. */
export function isOf({ spec }: Lease, term: Term): boolean {
  if (spec === undefined || spec.holderIdentity !== term.identity) return false;
  if ((spec.leaseTransitions ?? 0) !== term.transitions || !spec.acquireTime) return false;
  return Date.parse(spec.acquireTime) === Date.parse(term.acquireTime);
}

/** Whether anybody holds the lease by its record; whether that one still lives is another question. */
export function isHeld({ spec }: Lease): boolean {
  return (spec?.holderIdentity ?? '') !== '';
}
