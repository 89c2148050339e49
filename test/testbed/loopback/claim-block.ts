import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** 127.`block`.0.0/16, held by this process until it lets go or ends, however that comes. */
export interface Block {
  readonly block: number;
  readonly release: () => Promise<void>;
}

/** Blocks `first` to `first + count - 1`; `chance`, from 0 to below 1, says where to look first for a free one. */
export interface Choice {
  readonly first: number;
  readonly count: number;
  readonly chance: number;
}

/** Whoever listens here holds the block. */
const lockPort = 47_113;

/**
 * Claims a block of loopback addresses for one testbed, so that two side by side do not answer for each other. Undefined
 * where only 127.0.0.1 is set up, as on macOS. Rejects when all blocks are taken.
 */
export async function claimBlock({ first, count, chance }: Choice): Promise<Block | undefined> {
  const start = Math.floor(chance * count);
  for (let tried = 0; tried < count; tried += 1) {
    const block = first + ((start + tried) % count);
    const lock = await listen(`127.${block}.255.254`);
    if (lock === 'absent') return undefined;
    if (lock !== 'taken') return { block, release: () => close(lock) };
  }
  throw new Error(
    `127.${first}.0.0/16 to 127.${first + count - 1}.0.0/16 are all taken by other testbeds`,
  );
}

async function listen(host: string): Promise<Server | 'taken' | 'absent'> {
  const server = createServer((socket) => socket.destroy());
  try {
    server.listen({ host, port: lockPort, exclusive: true });
    await once(server, 'listening');
    server.unref();
    return server;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') return 'taken';
    if (code === 'EADDRNOTAVAIL') return 'absent';
    throw new Error(`claiming the addresses around ${host}`, { cause: error });
  }
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  server.close();
  await once(server, 'close');
}
