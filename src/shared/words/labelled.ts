import { t } from '@grafana/i18n';
import { verbatim } from './verbatim';

/** "Owner: Ana", with the colon as the reader's language sets it. */
export function labelled(label: string, value: string | number): string {
  return t('words.labelled', '{{label}}: {{value}}', verbatim({ label, value }));
}
