import { t } from '@grafana/i18n';
import { type Entry, type Evidence } from '../../../domain/incident/schema';
import { verbatim } from '../../../shared/words/verbatim';
import { evidenceValueText } from './EvidenceView';

/** A capture in a line: when it was, and each signal with its value. */
export function captureText(entries: Entry[]): string {
  const values = entries.flatMap(({ evidence }) => (evidence ? [evidenceText(evidence)] : [])).join(' · ');
  return t(
    'incidents.capture.text',
    '{{when}}: {{values}}',
    verbatim({ when: momentName(entries[0].evidence?.moment), values })
  );
}

export function evidenceText({ title, value, unit }: Evidence): string {
  return `${title} ${value === undefined ? t('incidents.unknown', 'unknown') : evidenceValueText(value, unit)}`;
}

function momentName(moment: Evidence['moment']): string {
  switch (moment) {
    case 'declare':
      return t('incidents.capture.declare', 'Captured when declared');
    case 'mitigate':
      return t('incidents.capture.mitigate', 'Captured when mitigated');
    case 'resolve':
      return t('incidents.capture.resolve', 'Captured when resolved');
    default:
      return t('incidents.capture.hand', 'Captured by hand');
  }
}
