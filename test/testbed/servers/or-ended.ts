import type { Server } from '../lifetime/open-lifetime.ts';

/** Gives what `work` gives, or throws how a server ended when one does first. */
export async function orEnded<T>(work: Promise<T>, servers: readonly Server[]): Promise<T> {
  const ended = servers.map(async (server): Promise<never> => {
    throw new Error(await server.ended);
  });
  return await Promise.race([work, ...ended]);
}
