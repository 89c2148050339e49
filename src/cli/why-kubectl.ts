import { execFile } from 'node:child_process';
import { type Fetched, ledgerPath, notFetched, standby, unknownPool } from './why-fetched.ts';

/** The admin port of every runtime that the compiler renders. */
const PORT = 8080;
const LEASE = 'roster-controller';

type Options = Readonly<Record<string, string>>;

/** Asks the pod that holds the controller's Lease, through the API server's proxy: no port-forward is needed. */
export async function askKubectl(pool: string, options: Options): Promise<Fetched> {
  const namespace = options['runtime-namespace'] ?? '';
  const leases = `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases/${LEASE}`;
  const lease = await kubectlGet(leases, options);
  if (!lease.ok) return notFetched(leaseProblem(lease.said, namespace));
  const holder = holderOf(lease.text);
  if (!holder)
    return notFetched(
      `no controller leads at present: the Lease ${namespace}/${LEASE} has no holder`,
    );
  const proxy = `/api/v1/namespaces/${namespace}/pods/${holder}:${PORT}/proxy`;
  const answer = await kubectlGet(`${proxy}${ledgerPath(pool)}`, options);
  if (answer.ok) return { ok: true, text: answer.text };
  return notFetched(podProblem(answer.said, pool, `${namespace}/${holder}`));
}

type Asked =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly said: string };

function kubectlGet(path: string, { context, kubeconfig }: Options): Promise<Asked> {
  const args = [
    'get',
    '--raw',
    path,
    ...(context === undefined ? [] : ['--context', context]),
    ...(kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig]),
  ];
  return new Promise((done) => {
    execFile('kubectl', args, { maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      if (error === null) done({ ok: true, text: stdout });
      else if (error.code === 'ENOENT') done({ ok: false, said: 'no kubectl' });
      else done({ ok: false, said: stderr.trim() });
    });
  });
}

function holderOf(lease: string): string | undefined {
  try {
    const { spec } = JSON.parse(lease) as { spec?: { holderIdentity?: string } };
    return spec?.holderIdentity;
  } catch {
    return undefined;
  }
}

function leaseProblem(said: string, namespace: string): string {
  if (said === 'no kubectl')
    return 'there is no kubectl on the PATH; forward the port of the leader and give --url, or save the decisions and give --file';
  if (/NotFound/.test(said))
    return `there is no Lease ${namespace}/${LEASE}; does the controller run, and in the namespace ${namespace}? (--runtime-namespace)`;
  return `kubectl cannot read the Lease ${namespace}/${LEASE}:\n  ${said}`;
}

function podProblem(said: string, pool: string, pod: string): string {
  if (/pods ".*" not found/.test(said))
    return `the pod ${pod} holds the Lease and is gone; another one takes over within half a minute`;
  if (/Conflict|does not lead/.test(said)) return standby;
  if (/NotFound|could not find/.test(said)) return unknownPool(pool);
  if (/Forbidden/.test(said))
    return `you may not reach the pod ${pod} through the API server; that needs the right to \`get\` \`pods/proxy\`:\n  ${said}`;
  return `kubectl cannot reach the pod ${pod}:\n  ${said}`;
}
