import { EXPORTERS } from '../backup/exporters';
import { elementKey } from '../backup/register';
import { type ElementDefinition, EXPORTER_KEYS, type ExporterKey } from '../backup/schema';
import { writeSelector } from '../promql/promql';
import { grouping, type Names } from './names';

/** A backup that a series tells of. */
export interface FoundBackup {
  exporter: ExporterKey;
  labels: Record<string, string>;
  /** As the exporter says it: a Unix time, or the seconds since. */
  value: number;
}

export interface ProposedBackup {
  /** In the register of backups. */
  key: string;
  definition: ElementDefinition;
  /** What will be asked. */
  query: string;
  /** Unix time of the last success; absent: there was none yet. */
  last?: number;
}

/** Instances of one cluster all tell of the same backups. */
const INSTANCES = ['pod', 'instance'];
const DAY_HOURS = 24;
/** Files that others write are no backups. */
const BACKUP_FILE = /backup|dump|snapshot|archive|sauvegarde/i;

/** What to ask about the last success of each backup, of the exporters that are there. */
export function backupQueries(names: Names): Array<{ exporter: ExporterKey; query: string }> {
  const present = EXPORTER_KEYS.filter((exporter) => names.has(EXPORTERS[exporter].success[0].metric));
  return present
    .filter((exporter) => exporter !== 'cloudnative-pg' || !present.includes('barman-cloud'))
    .map((exporter) => {
      const { success, tellApart } = EXPORTERS[exporter];
      const [{ metric, reads }] = success;
      const selector = writeSelector({ name: names.of(metric) ?? metric, matchers: [] });
      const by = tellApart.filter((label) => !INSTANCES.includes(label)).map(grouping);
      return { exporter, query: `${reads === 'age' ? 'min' : 'max'} by (${by.join(', ')}) (${selector})` };
    });
}

/** Elements of a backup policy, each read from what was found; what is promised of them is the usual, for the team to change. */
export function backupsOf(found: readonly FoundBackup[], now: number): ProposedBackup[] {
  const taken = new Set<string>();
  return found.flatMap(({ exporter, labels, value }) => {
    const own = Object.fromEntries(Object.entries(labels).filter(([, each]) => each !== '' && each.length <= 200));
    if (exporter === 'textfile' && !BACKUP_FILE.test(own.file ?? '')) {
      return [];
    }
    const { name: tool, success } = EXPORTERS[exporter];
    const [{ metric, reads }] = success;
    const said = Object.values(own).join(' · ');
    const name = (exporter === 'convention' ? said || tool : [tool, said].filter(Boolean).join(' · ')).slice(0, 200);
    const key = elementKey(name) || exporter;
    if (taken.has(key)) {
      return [];
    }
    taken.add(key);
    const last = reads === 'age' ? now / 1000 - value : value;
    const matchers = Object.entries(own).map(([label, each]) => ({ label, operator: '=' as const, value: each }));
    return [
      {
        key,
        query: writeSelector({ name: metric, matchers }),
        ...(last > 0 && Number.isFinite(last) && { last }),
        definition: {
          name,
          covers: [],
          priority: 'data',
          frequency: { kind: 'every', hours: DAY_HOURS },
          retention: { kind: 'days', days: 30 },
          rpoMinutes: DAY_HOURS * 60,
          rtoMinutes: 60,
          drillDays: 90,
          restore: {},
          source: { kind: 'exporter', exporter, labels: own },
        },
      },
    ];
  });
}
