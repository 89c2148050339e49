import { keepNode, type NodeParts, registerNode, unregisterNode } from './keep-node.ts';
import type { NodeSpec } from './node-object.ts';
import type { PodSet } from './pod-set.ts';

export interface NodeSetParts extends NodeParts {
  readonly pods: PodSet;
}

/** The Nodes of a stand-in, each with its own heartbeat. */
export interface NodeSet {
  readonly names: () => readonly string[];
  readonly add: (spec: NodeSpec) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  readonly lose: (name: string) => Promise<void>;
  readonly recover: (name: string) => Promise<void>;
  /** Resolves when all heartbeats have stopped, after the signal was aborted. */
  readonly settle: () => Promise<void>;
}

interface KeptNode {
  readonly spec: NodeSpec;
  power: AbortController;
  beating: Promise<void>;
}

/** Holds no Node at first; all stop with `signal`. */
export function makeNodeSet(parts: NodeSetParts, signal: AbortSignal): NodeSet {
  const nodes = new Map<string, KeptNode>();
  signal.addEventListener('abort', () => {
    for (const { power } of nodes.values()) power.abort();
  });
  const get = (name: string): KeptNode => {
    const node = nodes.get(name);
    if (node === undefined) throw new Error(`no Node ${name} in this kubelet`);
    return node;
  };
  const powerOn = (node: KeptNode): void => {
    node.power = new AbortController();
    if (signal.aborted) node.power.abort();
    node.beating = keepNode(node.spec, parts, node.power.signal);
    parts.pods.switchOn(node.spec.name);
  };
  const lose = async (name: string): Promise<void> => {
    const { power, beating } = get(name);
    power.abort();
    await Promise.all([beating, parts.pods.switchOff(name)]);
  };
  return {
    names: () => [...nodes.keys()],
    add: async (spec) => {
      if (nodes.has(spec.name)) throw new Error(`there is a Node ${spec.name} already`);
      const power = new AbortController();
      const node = { spec, power, beating: Promise.resolve() };
      nodes.set(spec.name, node);
      try {
        await registerNode(spec, parts, AbortSignal.any([signal, power.signal]));
      } catch (error) {
        nodes.delete(spec.name);
        throw error;
      }
      powerOn(node);
    },
    remove: async (name) => {
      await lose(name);
      nodes.delete(name);
      await unregisterNode(name, parts, signal);
    },
    lose,
    recover: async (name) => {
      const node = get(name);
      if (!node.power.signal.aborted) throw new Error(`Node ${name} is not lost`);
      await registerNode(node.spec, parts, signal);
      powerOn(node);
    },
    settle: async () => {
      await Promise.all([...nodes.values()].map(({ beating }) => beating));
    },
  };
}
