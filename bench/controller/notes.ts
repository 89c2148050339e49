import { asShipped } from './processes/controller-plan.ts';

/** How the controller is measured as a process. */
export const liveNotes = `A bundle of the runtime's composition in a process of its own, made as the runtime's own bundle is, before a stand-in of an API
server in another process: namespaces of 50 pools (two groups of 20 and ten by themselves) with three workers each, pods and
all. Of twenty pools fourteen follow a queue, the rest are of other modes.

- **pushed**: all signals are told every 10 s, and a change at once, by another process; the time runs from before it is
  sent until the PATCH has reached the API server. **polled**: Prometheus is asked for each signal and the age of its
  samples, every 15 s, so most of the latency is the interval.
- *start* is from the start of the process until it asks nothing any more: everything listed, every status written.
- *changing*: two signals in a thousand change each second. *at once*: a tenth of all change in the same moment.
- *requests/s* is what the controller allows itself; ${asShipped.perSecond} with a burst of ${asShipped.burst} is the default. Renewals of the Lease are not
  among the writes.
- CPU is of one core, user and system, by the kernel's count in ticks of 10 ms; memory is the resident set.`;

/** What makes the comparison fair, and what does not. */
export function fairness(pools: number): string {
  return `${pools.toLocaleString('en-US')} Deployments each, on the same real API server (etcd, kube-apiserver), one contender after the other. The
rival is the controller that ships with Kubernetes, alone in its controller manager, so that its CPU and memory are its own.
KEDA rides on it: from one worker up it is a HorizontalPodAutoscaler that scales, and KEDA serves its metric. What KEDA takes
comes on top: its operator and metrics server, and for each request a question to the broker, or with \`useCachedMetrics\` what
it knew at its last poll (every 30 s unless written otherwise). From none to one KEDA goes by itself, at its poll.

- The signal is the same number for both. The autoscaler reads it through an external-metrics API behind the aggregation
  layer, which answers from memory at once; ours is told (*pushed*), or polls a Prometheus that answers from memory.
- The latency is from the change of the number until the write of \`deployments/scale\` reached the API server, by the audit
  log's clock. Changes are spread over 15 s, a whole turn of whoever looks every 15 s.
- Both may go to the new number at once: holds, stabilization windows and rates are off. Both only go up.
- *Pushed* against a poll is another mechanism, not faster arithmetic. Compare *polling every 15 s* with the autoscaler's
  15 s for like with like; where no source pushes, that row is ours.
- Rows with 1,000 requests/s give the autoscaler fifty times what it has by default; its third row is the default.
- The autoscaler runs without leader election; with it there would be renewals of a Lease as with ours.
- Nobody makes Pods here. What the Deployment controller, the scheduler and a kubelet take is the same for both.
- An autoscaler knows no groups, fallbacks or deadlines, and writes no reasons beside its conditions; ours does all of it.
- The reads of the autoscaler are requests for the metric and the scale; ours has watches instead, which cost at their start.`;
}
