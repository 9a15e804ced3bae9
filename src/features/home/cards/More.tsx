import React, { useEffect, useMemo } from 'react';
import { t } from '@grafana/i18n';
import { Text, TextLink } from '@grafana/ui';
import { useQueries } from '@tanstack/react-query';
import { whoDoes } from '../../../domain/maintenance/owners';
import { occurrenceKey } from '../../../domain/maintenance/task';
import { windowState } from '../../../domain/maintenance/windows/times';
import { addDays, localDateOf, startOfDay } from '../../../domain/time/localDates';
import { currentPerson } from '../../../grafana/user';
import { BACKUPS_PATH, backupPath } from '../../../shared/backups/paths';
import { useBackupsAtRisk } from '../../../shared/backups/useBackups';
import { useNow } from '../../../shared/hooks/useNow';
import { incidentPath, INCIDENTS_PATH } from '../../../shared/incidents/paths';
import { incidentQuery } from '../../../shared/incidents/useIncidentHeads';
import { occurrencePath } from '../../../shared/maintenance/occurrencePath';
import { WINDOWS_PATH, windowPath } from '../../../shared/maintenance/paths';
import { useWeek } from '../../../shared/maintenance/useWeek';
import { useWindows } from '../../../shared/maintenance/useWindows';
import { RUNBOOKS, runbookPath } from '../../../shared/runbooks/paths';
import { useFreshness, useRunbooks, useRunHeads } from '../../../shared/runbooks/useRunbooks';
import { StateMark } from '../../../shared/ui/StateMark';
import { roleName } from '../../../shared/words/incidents';
import { clockText, dayAndClock } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { type Attention } from '../data';
import { Card, moreText, useCardStyles } from './Card';

const MOST = 5;
/** Records of running incidents that are read for their tasks: more of them at once is no day for Home. */
const MOST_RECORDS = 5;

interface Props {
  attention: Attention;
  /** How much of this needs somebody; undefined while it is not known. */
  onNeeds: (count: number | undefined) => void;
}

/** What is this person's, and what else needs somebody; parts with nothing in them take no room. */
export function More({ attention, onNeeds }: Props) {
  const mine = useMine(attention);
  const backups = useBackupsAtRisk();
  const stale = useStaleRunbooks();
  const windows = useWindowsOfToday(attention.maintenance.zone);
  const isPending = backups.isPending || stale.isPending;
  const needs = mine.length + backups.atRisk.length + stale.found.length + windows.length;
  useEffect(() => onNeeds(isPending ? undefined : needs), [onNeeds, isPending, needs]);
  return (
    <>
      {mine.length > 0 && (
        <List
          title={t('home.mine.title', 'Mine')}
          href={INCIDENTS_PATH}
          items={mine.map(({ key, href, title, note }) => ({ key, href, title, note, mark: 'neutral' }))}
        />
      )}
      {(backups.atRisk.length > 0 || backups.error) && (
        <List
          title={t('home.backups.title', 'Backups')}
          href={BACKUPS_PATH}
          error={backups.error}
          onRetry={backups.refetch}
          items={backups.atRisk.map(({ key, element, assessment }) => ({
            key,
            href: backupPath(key),
            title: element.name,
            note:
              assessment.state === 'failed'
                ? t('home.backups.late', 'late or not restorable')
                : t('home.backups.asked', 'to be looked at'),
            mark: assessment.state === 'failed' ? 'bad' : 'warning',
          }))}
        />
      )}
      {stale.found.length > 0 && (
        <List
          title={t('home.runbooks.title', 'Runbooks to review')}
          href={RUNBOOKS}
          items={stale.found.map(({ name, title }) => ({
            key: name,
            href: runbookPath(name),
            title,
            note: t('home.runbooks.stale', 'not proven for too long'),
            mark: 'warning',
          }))}
        />
      )}
      {windows.length > 0 && (
        <List
          title={t('home.windows.title', 'Maintenance windows today')}
          href={WINDOWS_PATH}
          items={windows.map(({ name, title, start, end, isRunning }) => ({
            key: name,
            href: windowPath(name),
            title,
            note: `${clockText(start, attention.maintenance.zone)} – ${clockText(end, attention.maintenance.zone)}`,
            mark: isRunning ? 'warning' : 'neutral',
          }))}
        />
      )}
    </>
  );
}

interface Item {
  key: string;
  href: string;
  title: string;
  note: string;
  mark: 'bad' | 'warning' | 'neutral';
}

interface ListProps {
  title: string;
  href: string;
  items: Item[];
  error?: Error | null;
  onRetry?: () => void;
}

function List({ title, href, items, error, onRetry }: ListProps) {
  const styles = useCardStyles();
  return (
    <Card title={title} href={href} isPending={false} error={error} onRetry={onRetry}>
      <ul className={styles.list}>
        {items.slice(0, MOST).map((item) => (
          <li key={item.key} className={styles.item}>
            <StateMark mark={item.mark} label={markName(item.mark)} />
            <span className={styles.grow}>
              <TextLink href={item.href}>{item.title}</TextLink> <Text color="secondary">{item.note}</Text>
            </span>
          </li>
        ))}
      </ul>
      {items.length > MOST && <TextLink href={href}>{moreText(items.length - MOST)}</TextLink>}
    </Card>
  );
}

function markName(mark: Item['mark']): string {
  switch (mark) {
    case 'bad':
      return t('home.mark.bad', 'needs somebody now');
    case 'warning':
      return t('home.mark.warning', 'needs somebody soon');
    case 'neutral':
      return t('home.mark.neutral', 'to be known');
  }
}

/** Roles and open tasks in running incidents, maintenance that is due, and open actions, of the person who looks. */
function useMine({ running, followUp, maintenance }: Attention): Array<Omit<Item, 'mark'>> {
  const { uid, name } = currentPerson();
  const asked = running.incidents.slice(0, MOST_RECORDS);
  const records = useQueries({
    queries: asked.map(({ name: incident }) => incidentQuery(incident)),
    combine: (results) => results.flatMap(({ data }) => data?.record ?? []),
  });
  const { mineToDo, mineToReview } = followUp;
  const { standings, thisWeek, zone } = maintenance;
  const { record: week } = useWeek(thisWeek, false);
  return useMemo(() => {
    const isMe = (person: { uid?: string; name: string } | undefined) =>
      person !== undefined && (person.uid ? person.uid === uid : person.name === name);
    const inIncidents = records.flatMap((incident) => [
      ...Object.entries(incident.roles)
        .filter(([, { person }]) => isMe(person))
        .map(([role]) => ({
          key: `${incident.name} ${role}`,
          href: incidentPath(incident.name),
          title: incident.title,
          note: roleName(role),
        })),
      ...Object.entries(incident.tasks)
        .filter(([, task]) => task.state === 'open' && isMe(task.owner))
        .map(([key, task]) => ({
          key: `${incident.name} ${key}`,
          href: incidentPath(incident.name),
          title: task.title,
          note: t('home.mine.task', 'task in {{incident}}', verbatim({ incident: incident.title })),
        })),
    ]);
    const actions = mineToDo.map(({ incident, id, title, ref }) => ({
      key: `${incident} ${id}`,
      href: incidentPath(incident, { tab: 'actions' }),
      title,
      note: t('home.mine.action', 'action of {{ref}}', verbatim({ ref })),
    }));
    const reviews = mineToReview.map(({ name: incident, ref, title }) => ({
      key: `${incident} review`,
      href: incidentPath(incident, { tab: 'review' }),
      title,
      note: t('home.mine.review', 'review of {{ref}}', verbatim({ ref })),
    }));
    const tasks = standings.flatMap(({ task, current }) =>
      current && isMe(whoDoes(task, current, week?.handovers ?? {}).person)
        ? [
            {
              key: occurrenceKey(current),
              href: occurrencePath(current),
              title: task.title,
              note: t('home.mine.due', 'maintenance, due {{time}}', verbatim({ time: dayAndClock(current.due, zone) })),
            },
          ]
        : []
    );
    return [...inIncidents, ...tasks, ...actions, ...reviews];
  }, [records, mineToDo, mineToReview, standings, week, zone, uid, name]);
}

const NONE_BROKEN = () => 0;

function useStaleRunbooks() {
  const { runbooks, isPending } = useRunbooks();
  const { byRunbook } = useRunHeads();
  const used = useMemo(() => runbooks.filter(({ retired }) => !retired), [runbooks]);
  const freshness = useFreshness(used, byRunbook, NONE_BROKEN);
  return { found: used.filter(({ name }) => freshness.get(name)?.state === 'stale'), isPending };
}

function useWindowsOfToday(zone: string) {
  const { windows } = useWindows();
  const now = useNow();
  const today = localDateOf(new Date(now).toISOString(), zone);
  const [from, to] = [Date.parse(startOfDay(today, zone)), Date.parse(startOfDay(addDays(today, 1), zone))];
  return windows
    .filter(({ start, end }) => Date.parse(start) < to && Date.parse(end) > from)
    .flatMap((window) => {
      const state = windowState(window, now);
      return state === 'planned' || state === 'running' ? [{ ...window, isRunning: state === 'running' }] : [];
    })
    .sort((one, other) => Date.parse(one.start) - Date.parse(other.start));
}
