import { t } from '@grafana/i18n';
import { type Verdict } from '../../../domain/maintenance/checklistItem';
import { type Mark } from '../../../shared/ui/StateMark';

export function verdictName(verdict: Verdict): string {
  switch (verdict) {
    case 'pass':
      return t('maintenance.verdict.pass', 'passed');
    case 'fail':
      return t('maintenance.verdict.fail', 'failed');
    case 'nodata':
      return t('maintenance.verdict.nodata', 'no data');
    case 'skip':
      return t('maintenance.verdict.skip', 'skipped');
  }
}

export function verdictMark(verdict: Verdict): Mark {
  const marks: Record<Verdict, Mark> = { pass: 'good', fail: 'bad', nodata: 'unknown', skip: 'neutral' };
  return marks[verdict];
}
