import { type Language } from '../text/language';
import { defaultChecklists, MAINTENANCE_CHECKLIST } from './checklistDefaults';
import { type Checklist, type ChecklistItem, type QueryItem } from './checklistItem';

/** What the demo's metrics answer to items of the daily check. */
const MEASURED: Record<string, Pick<QueryItem, 'expr' | 'comparison' | 'threshold' | 'unit'>> = {
  disk: { expr: 'max(system_disk_usage_percent)', comparison: '<', threshold: 85, unit: '%' },
  memory: { expr: 'max(system_memory_usage_percent)', comparison: '<', threshold: 80, unit: '%' },
  redis: { expr: 'min(redis_up)', comparison: '==', threshold: 1 },
  // one in five fails by design
  health: {
    expr: 'sum(rate(flask_requests_total{endpoint="/health",status!~"5.."}[15m])) / sum(rate(flask_requests_total{endpoint="/health"}[15m]))',
    comparison: '>=',
    threshold: 0.7,
  },
  backups: {
    expr: 'time() - min(backup_last_success_timestamp_seconds)',
    comparison: '<',
    threshold: 93600,
    unit: 's',
  },
};

/** The demo's checklists as a team's own: they come with the demo, and tests begin with them. */
export function demoChecklists(language: Language): Record<string, Checklist> {
  const { [MAINTENANCE_CHECKLIST]: list } = defaultChecklists(language);
  const items = Object.entries(list.items).map(([key, item]): [string, ChecklistItem] => [
    key,
    MEASURED[key] ? { ...item, kind: 'query', ...MEASURED[key] } : item,
  ]);
  return { [MAINTENANCE_CHECKLIST]: { ...list, items: Object.fromEntries(items) } };
}
