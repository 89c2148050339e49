import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Gives each pod a loopback address of its own. */
export interface PodAddresses {
  /** The pod's address; the same one for as long as it is not freed. */
  readonly give: (podUid: string) => string;
  readonly free: (podUid: string) => void;
  readonly close: () => Promise<void>;
}

// Out of 127.0/16 (everybody's) and 127.96/16 to 127.111/16 (Services of testbeds).
const firstBlock = 112;
const blocks = 143;
/** Whoever listens here holds the block: the system frees it with the process, however that ends. */
const lockPort = 47_113;
const perBlock = 254 * 254;

/**
 * Claims 127.x.0.0/16 for the pods of one testbed; `chance`, from 0 to below 1, says where to look first for a free one.
 * Where only 127.0.0.1 is set up, as on macOS, all pods share that, and must then not share a port.
 */
export async function claimPodAddresses(chance: number): Promise<PodAddresses> {
  const start = Math.floor(chance * blocks);
  for (let tried = 0; tried < blocks; tried += 1) {
    const block = firstBlock + ((start + tried) % blocks);
    const lock = await listen(`127.${block}.255.254`);
    if (lock === 'absent') return allShare('127.0.0.1');
    if (lock !== 'taken') return ownAddresses(block, lock);
  }
  throw new Error(`all ${blocks} blocks of loopback addresses are taken by testbeds`);
}

function ownAddresses(block: number, lock: Server): PodAddresses {
  const given = new Map<string, string>();
  const taken = new Set<string>();
  let next = 0;
  function give(podUid: string): string {
    const known = given.get(podUid);
    if (known !== undefined) return known;
    if (given.size >= perBlock) throw new Error('no pod address is left');
    let address: string;
    // On from the last one: an address just freed comes last, so that nobody meets a new pod at an old one's.
    do {
      address = `127.${block}.${Math.floor(next / 254) + 1}.${(next % 254) + 1}`;
      next = (next + 1) % perBlock;
    } while (taken.has(address));
    given.set(podUid, address);
    taken.add(address);
    return address;
  }
  function free(podUid: string): void {
    taken.delete(given.get(podUid) ?? '');
    given.delete(podUid);
  }
  async function close(): Promise<void> {
    if (!lock.listening) return;
    lock.close();
    await once(lock, 'close');
  }
  return { give, free, close };
}

function allShare(address: string): PodAddresses {
  return { give: () => address, free: () => {}, close: async () => {} };
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
