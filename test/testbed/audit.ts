import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { until } from './until.ts';

/** One request that the API server answered, at the level Metadata: who did what to which object. */
export interface AuditEvent {
  readonly auditID: string;
  readonly stage: 'ResponseStarted' | 'ResponseComplete' | 'Panic';
  readonly verb: string;
  readonly requestURI: string;
  readonly user: { readonly username: string; readonly groups: readonly string[] };
  readonly userAgent?: string;
  readonly objectRef?: {
    readonly resource: string;
    readonly namespace?: string;
    readonly name?: string;
    readonly apiGroup?: string;
    readonly subresource?: string;
  };
  readonly responseStatus?: { readonly code: number; readonly reason?: string };
  readonly requestReceivedTimestamp: string;
}

/**
 * Reads the audit log of a testbed. Every request answered before the call is in it: one more request, made here,
 * is waited for, and the API server writes a request's event before it has done with it.
 */
export async function readAudit(
  log: string,
  ask: (path: string) => Promise<unknown>,
): Promise<readonly AuditEvent[]> {
  const mark = `/version?mark=${randomUUID()}`;
  await ask(mark);
  return until(`the audit log holds ${mark}`, async () => {
    const events = parse(await readFile(log, 'utf8'));
    const at = events.findIndex(({ requestURI }) => requestURI === mark);
    return at >= 0 && events.slice(0, at);
  });
}

const changing = new Set(['create', 'update', 'patch', 'delete', 'deletecollection']);

/** The events that wrote something, or tried to and were refused. */
export function writesIn(events: readonly AuditEvent[]): readonly AuditEvent[] {
  return events.filter(({ verb, stage }) => changing.has(verb) && stage === 'ResponseComplete');
}

/** The last line may be half written. */
function parse(text: string): readonly AuditEvent[] {
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}
