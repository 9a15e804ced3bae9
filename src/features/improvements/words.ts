import { t } from '@grafana/i18n';
import { PLUGIN_BASE_URL } from '../../constants';
import { type WorkRow } from '../../domain/improvement/rows';
import { type RoadmapState } from '../../domain/improvement/schema';
import { incidentPath } from '../../shared/incidents/paths';
import { dateText } from '../../shared/words/times';
import { verbatim } from '../../shared/words/verbatim';

export function stateName(state: RoadmapState): string {
  switch (state) {
    case 'toDo':
      return t('improvements.state.to-do', 'To do');
    case 'planned':
      return t('improvements.state.planned', 'Planned');
    case 'inProgress':
      return t('improvements.state.in-progress', 'In progress');
    case 'done':
      return t('improvements.state.done', 'Done');
  }
}

export function workSourceName(source: WorkRow['source']): string {
  switch (source) {
    case 'roadmap':
      return t('improvements.source.roadmap', 'Roadmap');
    case 'action':
      return t('improvements.source.action', 'Actions of incidents');
    case 'checklist':
      return t('improvements.source.checklist', 'Failed checklist items');
    case 'security':
      return t('improvements.source.security', 'Failed security items');
  }
}

/** Where the truth of a row is kept, in a few words. */
export function originText(row: Exclude<WorkRow, { source: 'roadmap' }>): string {
  switch (row.source) {
    case 'action':
      return row.isPrivate
        ? t('improvements.origin.private', 'Action of {{ref}} (private)', verbatim({ ref: row.incident.ref }))
        : t('improvements.origin.action', 'Action of {{ref}}', verbatim({ ref: row.incident.ref }));
    case 'checklist':
      return t('improvements.origin.checklist', 'Failed in “{{checklist}}”', verbatim({ checklist: row.checklist }));
    case 'security':
      return t('improvements.origin.security', 'Fails in the security checklist');
  }
}

export function originPath(row: Exclude<WorkRow, { source: 'roadmap' }>): string {
  switch (row.source) {
    case 'action':
      return incidentPath(row.incident.name, { tab: 'actions' });
    case 'checklist':
      return `${PLUGIN_BASE_URL}/maintenance/runs/${row.week}/${encodeURIComponent(row.run)}`;
    case 'security':
      return `${PLUGIN_BASE_URL}/security?item=${encodeURIComponent(row.item)}`;
  }
}

/** `2027-Q1` and days as people write them. */
export function dueText(due: string): string {
  const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(due) ?? [];
  return year === undefined
    ? dateText(`${due}T12:00:00Z`, 'UTC')
    : t('improvements.quarter', 'Q{{quarter}} {{year}}', verbatim({ quarter, year }));
}
