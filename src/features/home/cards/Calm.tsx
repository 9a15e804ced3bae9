import React from 'react';
import { formatDate, t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { verbatim } from '../../../shared/words/verbatim';
import { type Attention } from '../data';

/** When nothing needs anybody: one calm line, and what comes next. */
export function Calm({ attention: { isCalm, maintenance } }: { attention: Attention }) {
  if (!isCalm) {
    return null;
  }
  const { standings, zone } = maintenance;
  const next = standings
    .flatMap(({ task, next: one }) => (one ? [{ title: task.title, due: one.due }] : []))
    .sort((a, b) => Date.parse(a.due) - Date.parse(b.due))[0];
  return (
    <Text element="p" variant="h5">
      {t('home.calm.nothing', 'Nothing needs you now.')}{' '}
      {next &&
        t(
          'home.calm.next',
          'Next: {{task}}, {{day}}.',
          verbatim({
            task: next.title,
            day: formatDate(new Date(next.due), {
              timeZone: zone,
              weekday: 'long',
              day: 'numeric',
              month: 'long',
              hour: '2-digit',
              minute: '2-digit',
            }),
          })
        )}
    </Text>
  );
}
