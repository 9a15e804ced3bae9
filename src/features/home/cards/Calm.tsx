import React from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { startOfDay } from '../../../domain/time/localDates';
import { useNow } from '../../../shared/hooks/useNow';
import { useWindows } from '../../../shared/maintenance/useWindows';
import { dayAndClock, dayText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { type Attention } from '../data/attention';

interface Coming {
  task: string;
  at: string;
  day: string;
}

/** When nothing needs anybody: one calm line, and what comes next. */
export function Calm({ attention }: { attention: Attention }) {
  const { windows } = useWindows();
  const now = useNow();
  if (!attention.isCalm) {
    return null;
  }
  const { standings, zone } = attention.maintenance;
  const timed = (task: string, at: string): Coming => ({ task, at, day: dayAndClock(at, zone) });
  const next = [
    ...standings.flatMap(({ task, current, next }) => {
      const one = current ?? next;
      return one ? [timed(task.title, one.due)] : [];
    }),
    ...windows.flatMap(({ title, start, cancelled }) =>
      cancelled || Date.parse(start) < now ? [] : [timed(title, start)]
    ),
    ...nextReview(attention),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))[0];
  return (
    <Text element="p" variant="h5">
      {t('home.calm.nothing', 'Nothing needs you now.')}{' '}
      {next && t('home.calm.next', 'Next: {{task}}, {{day}}.', verbatim({ task: next.task, day: next.day }))}
    </Text>
  );
}

function nextReview({ followUp, maintenance: { zone } }: Attention): Coming[] {
  const { ref, reviewDue } = followUp.nextReview ?? {};
  const date = reviewDue?.slice(0, 10);
  return ref && date
    ? [
        {
          task: t('home.follow-up.review', 'Review of {{ref}}', verbatim({ ref })),
          at: startOfDay(date, zone),
          day: dayText(date),
        },
      ]
    : [];
}
