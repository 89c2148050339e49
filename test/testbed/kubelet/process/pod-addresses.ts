import { type Block, claimBlock } from '../../loopback/claim-block.ts';

/** Gives each pod a loopback address of its own. */
export interface PodAddresses {
  /** The pod's address; the same one for as long as it is not freed. */
  readonly give: (podUid: string) => string;
  readonly free: (podUid: string) => void;
  readonly close: () => Promise<void>;
}

// Out of 127.0/16 (everybody's), 127.96/16 to 127.111/16 (Services of testbeds) and 127.250/16 on (the tests of claims).
const range = { first: 112, count: 138 };
const perBlock = 254 * 254;

/**
 * Claims 127.x.0.0/16 for the pods of one testbed; `chance`, from 0 to below 1, says where to look first for a free one.
 * Where only 127.0.0.1 is set up, as on macOS, all pods share that, and must then not share a port.
 */
export async function claimPodAddresses(chance: number): Promise<PodAddresses> {
  const claimed = await claimBlock({ ...range, chance });
  return claimed === undefined ? allShare('127.0.0.1') : ownAddresses(claimed);
}

function ownAddresses({ block, release }: Block): PodAddresses {
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
  return { give, free, close: release };
}

function allShare(address: string): PodAddresses {
  return { give: () => address, free: () => {}, close: async () => {} };
}
