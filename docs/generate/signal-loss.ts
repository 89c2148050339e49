/** What happens when nobody knows the signal any more, by who moves the number. */
export const signalLoss = `## When the signal is lost

A gap is not a zero: nothing that is missing lowers a number of workers. What happens depends on who moves it, and on what is gone.

**KEDA reads the source itself** (every mode but \`share\`). As soon as KEDA cannot read it, neither KEDA nor its HPA moves anything down;
windows still raise. KEDA counts a failure whenever the HPA asks, which is every 15 s by default whatever \`pollingInterval\` says, and after
\`holdFor\` of failures it does what \`then\` says. With \`then: hold\` that is nothing, for as long as it takes. A query that gives several
series, NaN or infinity cannot be read either. A pool that has no workers at that moment stays without.

**KEDA scales by a share** (\`formula: roster\`). Between the source and KEDA stand an exporter and Prometheus.

- *The exporter is gone*, or does not reach its broker, or the query has no sample: the share stays as it was for the time of one failed scrape
  (a minute, and two evaluations of the rule: 1m30s at most, and never longer than \`holdFor\`). Then the series of the share ends, KEDA reads
  nothing, and it all goes on as above: nothing moves, and after \`holdFor\` more KEDA does what \`then\` says. The other pools of the group do
  not take the share of this one for \`holdFor\` from the beginning of the gap; after that they do, even if it still has its workers.
- *Prometheus is gone*, or does not answer KEDA: nothing moves from the first failure on, and after \`holdFor\` KEDA does what \`then\` says.
- *The queue is gone* and the exporter still reaches its broker: for five minutes that is a gap like any other, then it is no backlog.

**KEDA scales by a share of HyperFlow's formulas.** As upstream: with \`formula: hyperflow\` a scrape that fails counts as an empty queue, while a
missing quota or Prometheus holds; with \`formula: wpok\` every gap holds.

**The runtime** holds the last number for \`holdFor\` and then does what \`then\` says, whatever is gone.
`;
