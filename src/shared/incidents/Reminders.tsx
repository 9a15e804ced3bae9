import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { INCIDENTS } from '../../domain/incident/head';
import { type Reminder, remindersOf } from '../../domain/incident/reminders';
import { currentPerson } from '../../grafana/user';
import { useNow } from '../hooks/useNow';
import { useDraft } from '../records/useDraft';
import { useHeads } from '../records/useHeads';
import { InternalLink } from '../ui/InternalLink';
import { formatDuration } from '../words/durations';
import { verbatim } from '../words/verbatim';
import { OPEN_INCIDENTS } from './openIncidents';
import { incidentPath } from './paths';

const SNOOZE_MINUTES = 15;
const SHOWN = 5;

/** Late updates and tasks of open incidents, on every page but the room itself, which shows its own. */
export function Reminders() {
  const styles = useStyles2(getStyles);
  const now = useNow(10_000);
  const { heads } = useHeads(INCIDENTS, OPEN_INCIDENTS);
  const [snoozed, setSnoozed] = useDraft<Record<string, number>>('reminders.snoozed', {});
  const isInRoom = useIsInRoom();
  const reminders = remindersOf(heads, currentPerson().uid, now).filter(
    ({ key, name }) => !isInRoom(name) && !((snoozed[key] ?? 0) > now)
  );
  if (reminders.length === 0) {
    return null;
  }
  const snooze = (key: string) => {
    const running = Object.entries(snoozed).filter(([, until]) => until > now);
    setSnoozed({ ...Object.fromEntries(running), [key]: now + SNOOZE_MINUTES * 60_000 });
  };
  return (
    <ul className={styles.bar} aria-label={t('reminders.title', 'Reminders')}>
      {reminders.slice(0, SHOWN).map((reminder) => (
        <li key={reminder.key} className={styles.reminder}>
          <span aria-hidden>▲</span>
          <span>
            {reminder.ref}: <InternalLink to={incidentPath(reminder.name)}>{reminderText(reminder, now)}</InternalLink>
          </span>
          <Button
            size="sm"
            variant="secondary"
            fill="text"
            aria-label={t(
              'reminders.snooze-this',
              'Snooze for {{minutes}} min: {{what}}',
              verbatim({ minutes: SNOOZE_MINUTES, what: `${reminder.ref}: ${reminderText(reminder, now)}` })
            )}
            onClick={() => snooze(reminder.key)}
          >
            {t('reminders.snooze', 'Snooze for {{minutes}} min', verbatim({ minutes: SNOOZE_MINUTES }))}
          </Button>
        </li>
      ))}
      {reminders.length > SHOWN && (
        <li>
          {t('reminders.more', '', {
            count: reminders.length - SHOWN,
            defaultValue_one: 'and {{count}} more',
            defaultValue_other: 'and {{count}} more',
          })}
        </li>
      )}
    </ul>
  );
}

function reminderText({ kind, due, title }: Reminder, now: number): string {
  const values = verbatim({ title: title ?? '', time: formatDuration((now - Date.parse(due)) / 1000) });
  return kind === 'update'
    ? t('reminders.update', 'update overdue by {{time}}', values)
    : t('reminders.task', 'check back on “{{title}}”, {{time}} late', values);
}

function useIsInRoom(): (name: string) => boolean {
  const { pathname, search } = useLocation();
  const tab = new URLSearchParams(search).get('tab') ?? 'room';
  return (name) => tab === 'room' && pathname.endsWith(`/incidents/${name}`);
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    listStyle: 'none',
    margin: theme.spacing(0, 0, 1),
    padding: theme.spacing(0.5, 1.5),
    background: theme.colors.warning.transparent,
    borderLeft: `${theme.spacing(0.5)} solid ${theme.colors.warning.border}`,
    borderRadius: theme.shape.radius.default,
    '@media print': { display: 'none' },
  }),
  reminder: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
});
