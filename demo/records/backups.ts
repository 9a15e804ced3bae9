import { type PolicyKey, policyLines } from '../../src/domain/backup/defaults';
import { noBackups } from '../../src/domain/backup/register';
import {
  type BackupsRegister,
  type Element,
  type ElementDefinition,
  type ExporterKey,
} from '../../src/domain/backup/schema';
import { DAY_MS, MINUTE_MS } from '../../src/domain/time/units';
import { idOf, PEOPLE } from './identity';

/** Both policies as a team has them after some weeks, and what other exporters tell of: one late, one at 0, one orphaned. */
export function sampleBackups(now: number): BackupsRegister {
  const at = (days: number, minutes = 0) => new Date(now - days * DAY_MS + minutes * MINUTE_MS).toISOString();
  const lines = { ...linesOf('service'), ...linesOf('platform') };
  const elements: Record<string, Element> = {
    ...lines,
    redis: { ...lines.redis, restore: { runbook: 'rb-redis-refuses-connections' } },
    'kubernetes-configuration': from(lines['kubernetes-configuration'], 'velero', { schedule: 'nightly' }),
    images: { ...lines.images, source: { kind: 'hand' } },
    'source-code': { ...lines['source-code'], source: { kind: 'hand' } },
    logs: { ...lines.logs, source: { kind: 'hand' } },
    'old-cluster': from({ ...lines['kubernetes-configuration'], name: 'Old cluster' }, 'velero', {
      schedule: 'old-cluster',
    }),
    orders: from({ ...lines.mssql, name: 'Orders database', covers: [] }, 'cloudnative-pg', { cluster: 'orders' }),
    uploads: from({ ...lines.redis, name: 'Uploaded files' }, 'restic', {
      client_hostname: 'files',
      snapshot_tag: 'uploads',
    }),
  };
  return {
    ...noBackups(idOf('backups')),
    demo: true,
    elements,
    evidence: {
      [idOf('evidence', 'redis')]: {
        element: 'redis',
        success: at(1),
        oldest: at(8),
        level: 'readable',
        text: 'Listed the bucket and loaded the RDB file with redis-check-rdb.',
        at: at(1, 10),
        by: PEOPLE.ana,
      },
      [idOf('evidence', 'images')]: {
        element: 'images',
        success: at(4),
        level: 'exists',
        text: 'All four images are in the private registry.',
        at: at(4, 5),
        by: PEOPLE.marc,
      },
    },
    drills: {
      [idOf('drill', 'redis')]: {
        element: 'redis',
        started: at(20),
        finished: at(20, 25),
        by: PEOPLE.ana,
        finishedBy: PEOPLE.ana,
        level: 'usable',
        result: {
          rtoSeconds: 25 * 60,
          rpoSeconds: 5 * 3_600,
          comparisons: [],
          text: 'Restored into a second Redis; the number of keys and ten quotes were the same.',
        },
      },
    },
  };
}

function linesOf(policy: PolicyKey): Record<string, ElementDefinition> {
  return Object.fromEntries(
    Object.entries(policyLines(policy, 'en')).map(([key, line]) => [key, { ...line, owner: 'DevOps' }])
  );
}

function from(line: ElementDefinition, exporter: ExporterKey, labels: Record<string, string>): Element {
  return { ...line, source: { kind: 'exporter', exporter, labels } };
}
