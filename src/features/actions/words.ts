import { t } from '@grafana/i18n';
import { type ActionRow, type StateFilter } from '../../domain/incident/actionList';
import { type Measure, type Nature } from '../../domain/incident/schema';
import { improvementPath } from '../../shared/improvements/paths';
import { incidentPath } from '../../shared/incidents/paths';
import { type Mark } from '../../shared/ui/StateMark';
import { actionStateName } from '../../shared/words/actions';
import { formatNumber } from '../../shared/words/numbers';
import { verbatim } from '../../shared/words/verbatim';
import { type MeasureResult } from './data';

export function stateFilterName(state: StateFilter): string {
  switch (state) {
    case 'open':
      return t('actions.state.open', 'To do');
    case 'overdue':
      return t('actions.state.overdue', 'Overdue');
    case 'all':
      return t('actions.state.all', 'All');
    default:
      return actionStateName(state);
  }
}

/** Where it is kept: at its incident, or in the roadmap. */
export function actionPath({ id, incident, review }: ActionRow): string {
  return review ? improvementPath(id) : incidentPath(incident.name, { tab: 'actions' });
}

/** What it belongs to. */
export function ofText({ incident: { ref, title }, review }: ActionRow): string {
  return review ? t('actions.of-review', 'Weekly review {{week}}', verbatim({ week: ref })) : `${ref} ${title}`;
}

export function exportedNatureName(nature: Nature): string {
  switch (nature) {
    case 'corrective':
      return t('actions.nature.corrective', 'Corrective');
    case 'preventive':
      return t('actions.nature.preventive', 'Preventive');
  }
}

export function measureText({ expr, comparison, threshold }: Measure): string {
  return `${expr} ${comparison} ${threshold}`;
}

export function measurementMark(measurement: MeasureResult): Mark {
  if (measurement.state !== 'answered') {
    return 'unknown';
  }
  return measurement.verdict === 'pass' ? 'good' : measurement.verdict === 'fail' ? 'bad' : 'unknown';
}

export function measurementText(measurement: MeasureResult): string {
  switch (measurement.state) {
    case 'asking':
      return t('actions.measure.asking', 'asking…');
    case 'failed':
      return t('actions.measure.failed', 'the query failed');
    case 'nowhere':
      return t('actions.measure.nowhere', 'no Prometheus is chosen in Setup');
    case 'answered': {
      const { verdict, value } = measurement;
      const values = verbatim({ value: value === undefined ? '' : formatNumber(value, Math.abs(value) < 10 ? 3 : 1) });
      return verdict === 'pass'
        ? t('actions.measure.pass', 'reached: {{value}}', values)
        : verdict === 'fail'
          ? t('actions.measure.fail', 'not reached: {{value}}', values)
          : t('actions.measure.nodata', 'no data');
    }
  }
}
