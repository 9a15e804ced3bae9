import React from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import { type LastRun, lastRunIn, type ChecklistRunState } from '../../../domain/maintenance/run';
import { type ItemOutcome, type ChecklistRun, type Week, weekOfName } from '../../../domain/maintenance/week';
import { weekKind } from '../../../domain/maintenance/weekKind';
import { read } from '../../../grafana/records/store';
import { Bullets } from '../../../shared/ui/Bullets';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { labelled } from '../../../shared/words/labelled';
import { verbatim } from '../../../shared/words/verbatim';
import { useWeeks } from '../data';
import { dayText } from '../dates';
import { runPath } from '../paths';
import { outcomeValueText } from './Value';
import { verdictName } from './verdicts';

/** So many weeks are read back in search of the last run of a checklist. */
const WEEKS_BACK = 26;

/** The run of the same checklist that was finished before this one began; undefined while it is looked for, and where there is none. */
export function useLastRun(week: string, record: Week, id: string, run: ChecklistRun): LastRun | undefined {
  const { heads } = useWeeks();
  const here = lastRunIn(record, run);
  const earlier = heads
    .filter(({ name, head }) => (weekOfName(name) ?? '') < week && weekOfName(name) !== undefined && head.runs !== '0')
    .map(({ name }) => name)
    .slice(0, WEEKS_BACK);
  const { data } = useQuery({
    queryKey: ['last-run', run.checklist, week, id, earlier],
    queryFn: async ({ signal }) => {
      for (const name of earlier) {
        const { record: past } = await read(weekKind, name, signal);
        const found = past && lastRunIn(past, run);
        if (found) {
          return found;
        }
      }
      return null;
    },
    enabled: !here && earlier.length > 0,
    staleTime: Infinity,
  });
  return here ?? data ?? undefined;
}

/** Titles of the items whose verdict is another one than last time, with both. */
export function changedVerdicts(run: ChecklistRun, outcomes: ChecklistRunState['outcomes'], last: LastRun): string[] {
  return [...outcomes].flatMap(([key, { outcome }]) => {
    const then = last.outcomes.get(key)?.verdict;
    return then && then !== outcome.verdict
      ? [labelled(run.items[key].title, `${verdictName(then)} → ${verdictName(outcome.verdict)}`)]
      : [];
  });
}

export function LastTime({ last: { week, id, run, on }, changed }: { last: LastRun; changed: string[] }) {
  return (
    <section aria-label={t('maintenance.last.title', 'Compared with the last run')}>
      <Text color="secondary">
        {t('maintenance.last.run', 'Last run:')}{' '}
        <InternalLink to={runPath(week, id)}>{`${run.title}, ${dayText(on)}`}</InternalLink>
        {run.version !== undefined &&
          ` · ${t('maintenance.checklists.version', 'version {{version}}', verbatim({ version: run.version }))}`}
        {'. '}
        {changed.length === 0
          ? t('maintenance.last.same', 'No verdict has changed.')
          : t('maintenance.last.changed', '', {
              count: changed.length,
              defaultValue_one: '{{count}} verdict has changed:',
              defaultValue_other: '{{count}} verdicts have changed:',
            })}
      </Text>
      {changed.length > 0 && (
        <Bullets>
          {changed.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </Bullets>
      )}
    </section>
  );
}

/** Value then, beside the value now. */
export function Then({ outcome, now }: { outcome: ItemOutcome; now?: ItemOutcome }) {
  const text = [verdictName(outcome.verdict), outcomeValueText(outcome)].filter(Boolean).join(', ');
  const hasChanged = now !== undefined && now.verdict !== outcome.verdict;
  return (
    <Text color={hasChanged ? 'warning' : 'secondary'} variant="bodySmall">
      {hasChanged
        ? t('maintenance.last.item-changed', 'Last time: {{text}} (changed)', verbatim({ text }))
        : t('maintenance.last.item', 'Last time: {{text}}', verbatim({ text }))}
    </Text>
  );
}
