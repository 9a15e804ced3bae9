import React from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { byTask, isException, type ReviewFacts } from '../../../domain/maintenance/review';
import { Bullets } from '../../../shared/ui/Bullets';
import { StateMark } from '../../../shared/ui/StateMark';
import { occurrenceMark, occurrenceStateName } from '../../../shared/words/maintenance';
import { dayText } from '../../../shared/words/times';

/** What was not as promised, date by date; what was is folded away, task by task. */
export function DueReview({ due }: Pick<ReviewFacts, 'due'>) {
  const title = t('maintenance.review.due', 'What was due');
  const exceptions = due.filter(isException);
  const kept = byTask(due.filter((line) => !isException(line)));
  return (
    <section aria-label={title}>
      <Text element="h3" variant="h5">
        {title}
      </Text>
      {due.length === 0 && <Text color="secondary">{t('maintenance.review.nothing-due', 'Nothing was due.')}</Text>}
      <Bullets>
        {exceptions.map(({ date, title: task, team, state, by, note }) => (
          <li key={`${task}-${date}`}>
            <StateMark mark={occurrenceMark(state)} /> {dayText(date)} · {task} · {team} · {occurrenceStateName(state)}
            {by && ` · ${by}`}
            {note && ` · ${note}`}
          </li>
        ))}
      </Bullets>
      {exceptions.length === 0 && due.length > 0 && (
        <Text>{t('maintenance.review.no-exception', 'Everything was done as planned, or is still to come.')}</Text>
      )}
      {kept.length > 0 && (
        <details>
          <summary>
            {t('maintenance.review.kept', '', {
              count: due.length - exceptions.length,
              defaultValue_one: '{{count}} date done as planned, or to come',
              defaultValue_other: '{{count}} dates done as planned, or to come',
            })}
          </summary>
          <Bullets>
            {kept.flatMap(({ lines }) =>
              lines.map(({ date, title: task, team, state, by, note }) => (
                <li key={`${task}-${date}`}>
                  <StateMark mark={occurrenceMark(state)} />{' '}
                  {[task, team, dayText(date), occurrenceStateName(state), by, note].filter(Boolean).join(' · ')}
                </li>
              ))
            )}
          </Bullets>
        </details>
      )}
    </section>
  );
}
