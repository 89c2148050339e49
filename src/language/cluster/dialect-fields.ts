import type { Path } from '../../model/source.ts';
import { type Context, complain } from '../place.ts';
import type { WrittenCluster } from '../schema/cluster-template.ts';

/** Reports what the dialect has no use for, so that nothing that is written silently does nothing. */
export function reportForeignFields(context: Context, written: WrittenCluster): void {
  for (const [path, value, why] of foreignFields(written)) {
    if (value === undefined) continue;
    complain(
      context,
      'field-not-in-mode',
      path,
      (field) => `${field} has no meaning with dialect \`${written.dialect}\`: ${why}`,
      { at: 'key', help: 'remove it' },
    );
  }
}

type Foreign = readonly [path: Path, value: unknown, why: string];

function foreignFields(written: WrittenCluster): readonly Foreign[] {
  const { dialect, exposure, scheduler, worker, workers, sampling } = written;
  switch (dialect) {
    case 'dask':
      return [[['sampling'], sampling, 'it is for sampling clusters']];
    case 'resaas': {
      const noClients = 'people never talk to the controller of a sampling cluster';
      const own = 'it has no command line of its own, write `command` and `args`';
      return [
        [['exposure', 'scheduler'], exposure?.scheduler, noClients],
        [['exposure', 'dashboard'], exposure?.dashboard, noClients],
        [
          ['workers', 'adaptive'],
          workers?.adaptive,
          'the controller asks for the workers it needs',
        ],
        [['scheduler', 'start'], scheduler.start, own],
        [['worker', 'start'], worker.start, own],
      ];
    }
  }
}
