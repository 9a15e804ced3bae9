import React from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import {
  type Occurrence,
  occurrenceKey,
  occurrencesOf,
  occurrenceState,
  type Task,
} from '../../../domain/maintenance/task';
import { type Result, weekName } from '../../../domain/maintenance/week';
import { weekKind } from '../../../domain/maintenance/weekKind';
import { daysBetween, startOfDay, weekOf } from '../../../domain/time/recurrence';
import { read } from '../../../grafana/records/store';
import { RequestError } from '../../../grafana/request';
import { type Maintenance } from '../../../shared/maintenance/useMaintenance';
import { Bullets } from '../../../shared/ui/Bullets';
import { Chart } from '../../../shared/ui/Chart';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { StateMark } from '../../../shared/ui/StateMark';
import { formatDuration } from '../../../shared/words/durations';
import { occurrenceMark, occurrenceStateName } from '../../../shared/words/maintenance';
import { dayText } from '../../../shared/words/times';

/** So many of the last dates are told. */
const SHOWN = 26;

interface Props {
  taskKey: string;
  task: Task;
  maintenance: Maintenance;
  months: string[];
}

/** The last dates of one task: done or not, how late, by whom, how long it took. */
export function TaskHistory({ taskKey, task, maintenance: { ledger, now, zone }, months }: Props) {
  const from = startOfDay(`${months[0]}-01`, zone);
  const found = occurrencesOf(taskKey, task, from, now, ledger).slice(-SHOWN).reverse();
  const weeks = [...new Set(found.filter((one) => ledger.has(occurrenceKey(one))).map(({ date }) => weekOf(date)))];
  const { data: results = {}, error, refetch } = useResults(weeks);
  if (found.length === 0) {
    return <Text>{t('maintenance.past.no-date', 'No date of this task has come yet.')}</Text>;
  }
  return (
    <>
      {error && (
        <RequestFailure
          error={error}
          onRetry={() => void refetch()}
          severity="warning"
          what={t('maintenance.history', 'Earlier weeks')}
        />
      )}
      <Trend found={found} results={results} />
      <Bullets>
        {found.map((one) => {
          const state = occurrenceState(one, ledger, now);
          const late =
            ledger.get(occurrenceKey(one)) && daysBetween(one.date, ledger.get(occurrenceKey(one))?.on ?? one.date);
          const result = results[occurrenceKey(one)];
          const parts = [
            dayText(one.date),
            occurrenceStateName(state),
            ...(late
              ? [
                  t('maintenance.past.days', '', {
                    count: late,
                    defaultValue_one: '{{count}} day from its date',
                    defaultValue_other: '{{count}} days from its date',
                  }),
                ]
              : []),
            result?.by.name,
            result?.minutes === undefined ? '' : formatDuration(result.minutes * 60),
            result?.costCode,
            result?.reason,
          ];
          return (
            <li key={one.date}>
              <StateMark mark={occurrenceMark(state)} /> {parts.filter(Boolean).join(' · ')}
            </li>
          );
        })}
      </Bullets>
    </>
  );
}

/** How long it took, date by date, where somebody said so more than once. */
function Trend({ found, results }: { found: Occurrence[]; results: Record<string, Result> }) {
  const spent = [...found].reverse().flatMap((one) => {
    const minutes = results[occurrenceKey(one)]?.minutes;
    return minutes === undefined ? [] : [{ at: Date.parse(one.due) / 1000, seconds: minutes * 60 }];
  });
  return spent.length > 1 ? (
    <Chart
      label={t('maintenance.past.trend', 'Time spent on each date')}
      series={[
        {
          name: t('maintenance.past.trend', 'Time spent on each date'),
          times: spent.map(({ at }) => at),
          values: spent.map(({ seconds }) => seconds),
        },
      ]}
      span={{ start: spent[0].at, end: spent[spent.length - 1].at }}
      unit="s"
      hasPoints
    />
  ) : null;
}

function useResults(weeks: string[]) {
  return useQuery({
    queryKey: ['task-history', weeks],
    queryFn: async ({ signal }) => {
      const results: Record<string, Result> = {};
      for (const week of weeks) {
        try {
          Object.assign(results, (await read(weekKind, weekName(week), signal)).record?.results);
        } catch (error) {
          if (!(error instanceof RequestError && error.kind === 'missing')) {
            throw error;
          }
        }
      }
      return results;
    },
    enabled: weeks.length > 0,
    staleTime: 60_000,
  });
}
