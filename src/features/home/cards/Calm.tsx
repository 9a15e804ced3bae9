import React from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { useNow } from '../../../shared/hooks/useNow';
import { useWindows } from '../../../shared/maintenance/useWindows';
import { dayAndClock } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { type Attention } from '../data';

/** When nothing needs anybody: one calm line, and what comes next. */
export function Calm({ attention: { isCalm, maintenance } }: { attention: Attention }) {
  const { windows } = useWindows();
  const now = useNow();
  if (!isCalm) {
    return null;
  }
  const { standings, zone } = maintenance;
  const next = [
    ...standings.flatMap(({ task, next: one }) => (one ? [{ title: task.title, due: one.due }] : [])),
    ...windows.flatMap(({ title, start, cancelled }) =>
      cancelled || Date.parse(start) < now ? [] : [{ title, due: start }]
    ),
  ].sort((a, b) => Date.parse(a.due) - Date.parse(b.due))[0];
  return (
    <Text element="p" variant="h5">
      {t('home.calm.nothing', 'Nothing needs you now.')}{' '}
      {next &&
        t(
          'home.calm.next',
          'Next: {{task}}, {{day}}.',
          verbatim({
            task: next.title,
            day: dayAndClock(next.due, zone),
          })
        )}
    </Text>
  );
}
