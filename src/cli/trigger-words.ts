import type { Trigger } from '../model/job-template.ts';

/** What starts a job, in a few words: `30 2 * * * Europe/Warsaw`, `queue media.render and HTTP`. */
export function startsOn(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'once':
      return 'a change';
    case 'schedule':
      return `${trigger.cron} ${trigger.timezone}`;
    case 'keda':
      return `KEDA, ${trigger.signal.source}`;
    case 'requests': {
      const { queue, http } = trigger;
      return [queue && `queue ${queue.queue}`, http && `HTTP ${http.path}`]
        .filter((one) => one !== undefined)
        .join(' and ');
    }
  }
}
