import type { WaitingReason } from '../container-runtime.ts';

/** Why a container cannot be started now; the runtime turns it into the answer to the start. */
export class NotStarted extends Error {
  readonly reason: WaitingReason;

  constructor(message: string, why: { readonly reason: WaitingReason; readonly cause?: unknown }) {
    super(message, why);
    this.reason = why.reason;
  }
}
