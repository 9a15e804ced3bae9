import { t } from '@grafana/i18n';
import { addReasonTexts } from '.';
import { verbatim } from '../verbatim';

addReasonTexts({
  'promql.empty': () => t('objectives.reasons.promql-empty', 'Write a query'),
  'promql.tooLong': ({ limit }) =>
    t('objectives.reasons.promql-too-long', 'A query has at most {{limit}} characters', verbatim({ limit })),
  'promql.unfinished': () =>
    t('objectives.reasons.promql-unfinished', 'The query is not finished: something is missing at its end'),
  'promql.syntax': ({ position, near }) =>
    t(
      'objectives.reasons.promql-syntax',
      'The query stops making sense at character {{position}}, near “{{near}}”',
      verbatim({ position, near })
    ),
});
