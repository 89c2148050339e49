import type { Subject } from './api-calls.ts';
import { reads } from './api-client-reads.ts';
import { writes } from './api-client-writes.ts';

type Register = (name: string, run: () => Promise<void>) => void;
type Use = (test: (subject: Subject) => Promise<void>) => Promise<void>;

/** What every API client with its server does, the fake and the real one alike. */
export function apiClientConforms(register: Register, use: Use): void {
  for (const [name, run] of Object.entries({ ...reads, ...writes })) {
    register(name, () => use(run));
  }
}
