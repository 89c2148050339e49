import { join } from 'node:path';
import type { Clock } from '../../clock.ts';
import type { ContainerRuntime, Start, StartRequest } from '../container-runtime.ts';
import { whyNotFound } from './find-program.ts';
import { dropPod, type KeptPod, keepPod, logOf, newLog } from './kept-pod.ts';
import type { Launch } from './launch-command.ts';
import { terminationMessagePath } from './lay-root.ts';
import { NotStarted } from './not-started.ts';
import type { PodAddresses } from './pod-addresses.ts';
import { type PrepareParts, prepare } from './prepare.ts';
import { endedAtOnce, runProcess } from './run-process.ts';

export interface ProcessRuntimeOptions extends Partial<PrepareParts> {
  readonly config: PrepareParts['config'];
  /** What pods leave lies here, one folder each; nobody but the owner may enter those. */
  readonly folder: string;
  readonly clock: Clock;
  readonly launch: Launch;
  /** Told when a pod is forgotten; its address is then free for another. */
  readonly addresses?: Pick<PodAddresses, 'free'>;
}

/**
 * Runs a pod's containers as processes of this machine. There is no container around them: they see the machine's files and
 * its network. A volume mounted at `/etc/x` is at `$POD_ROOT/etc/x` (paths in commands and variables are not rewritten), a server
 * has to listen on the pod's IP and not on all addresses, and KUBECONFIG makes its clients act as the pod's ServiceAccount.
 */
export function processRuntime(options: ProcessRuntimeOptions): ContainerRuntime {
  const { folder, clock, launch, addresses } = options;
  const { PATH = '/usr/local/bin:/usr/bin:/bin', HOME = '/' } = process.env;
  const parts: PrepareParts = {
    images: {},
    host: { PATH, HOME },
    hostIp: '127.0.0.1',
    allocatable: {},
    ...options,
  };
  const pods = new Map<string, KeptPod>();
  let starts = 0;

  async function startNow(request: StartRequest, signal: AbortSignal): Promise<Start> {
    const { pod, container } = request;
    const uid = pod.metadata?.uid ?? '';
    const kept = pods.get(uid) ?? keepPod(join(folder, uid));
    pods.set(uid, kept);
    const { command, setting, root } = await prepare(request, kept, parts);
    const path = setting.variables.get('PATH') ?? '';
    const problem = await whyNotFound(command[0], path, setting.cwd);
    starts += 1;
    const start = await newLog(kept, container.name, String(starts));
    if (pods.get(uid) !== kept) {
      await dropPod(kept); // what was laid out after the pod was forgotten
      throw new Error('the pod was forgotten while its container started');
    }
    signal.throwIfAborted();
    const paths = { message: terminationMessagePath(root, container), log: start.log };
    start.running =
      problem === undefined
        ? runProcess(command, { request, setting, launch, clock, paths })
        : endedAtOnce(problem);
    return { started: true, running: start.running };
  }

  return {
    name: 'process',
    start: async (request, signal) => {
      try {
        return await startNow(request, signal);
      } catch (error) {
        if (!(error instanceof NotStarted)) throw error;
        return { started: false, reason: error.reason, message: error.message };
      }
    },
    logs: async (of) => {
      const kept = pods.get(of.podUid);
      return kept && logOf(kept, of);
    },
    forget: async (podUid) => {
      const kept = pods.get(podUid);
      pods.delete(podUid);
      if (kept) await dropPod(kept);
      addresses?.free(podUid);
    },
  };
}
