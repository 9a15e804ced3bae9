import { useMemo, useState } from 'react';
import { t } from '@grafana/i18n';
import { useQueries } from '@tanstack/react-query';
import { objectiveIn } from '../../../domain/objective/exampleNames';
import { exclusionsOf } from '../../../domain/objective/exclusion';
import { countsDues } from '../../../domain/objective/records';
import { definitionOf } from '../../../domain/objective/schema';
import { slaReport, type SlaReport, type PeriodAnswer } from '../../../domain/objective/sla/report';
import { isAsked } from '../../../domain/objective/state';
import { HOUR_SECONDS } from '../../../domain/time/units';
import { periodBefore } from '../../../domain/time/window';
import { dataSources, resolvePrometheus } from '../../../grafana/dataSources';
import { measureObjective } from '../../../grafana/objectives/measureObjective';
import { type RequestError } from '../../../grafana/request';
import { useSettings, useTeamZone } from '../../../shared/hooks/useSettings';
import { useIncidentHeads } from '../../../shared/incidents/useIncidentHeads';
import { useDues } from '../../../shared/objectives/useMeasurements';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { useServerMemory } from '../../../shared/objectives/useServerMemory';
import { queryFailure } from '../../../shared/words/objectives';
import { type ReportChoice } from '../report/useReportPeriod';

export interface ReportView {
  /** None without the objectives or the incidents: it would say that there are none. */
  report?: SlaReport;
  /** Of the objectives that are asked of Prometheus. */
  done: number;
  asked: number;
  isComplete: boolean;
  /** The incidents cannot be listed. */
  incidentsError: RequestError | null;
  /** Records that were not read, though they may say more. */
  unread: number;
  refetch: () => void;
}

/** Everything that a report of a period needs, asked once: a report does not change under its reader. */
export function useSlaReport({
  period,
  withPrivate,
  language,
}: Pick<ReportChoice, 'period' | 'withPrivate' | 'language'>): ReportView {
  const [now] = useState(() => Date.now() / 1000);
  const zone = useTeamZone();
  const { record, objectives, isPending: registerPending } = useObjectives();
  const { settings, isPending: settingsPending } = useSettings();
  const sources = useMemo(() => dataSources(), []);
  const fallback = useMemo(() => resolvePrometheus(settings, sources)?.uid, [settings, sources]);
  const { incidents, error, isPending: headsPending, isReading, refetch } = useIncidentHeads();
  const { dues, unread } = useDues(objectives, headsPending ? undefined : incidents);
  const exclusions = record?.exclusions;
  const memory = useServerMemory();
  const { start } = periodBefore(period, zone);
  const asked = objectives.filter(([, objective]) => isAsked(objective));
  const answers = useQueries({
    queries: asked.map(([key, objective]) => {
      const uid = objective.dataSource ?? fallback;
      const definition = definitionOf(objective);
      const excluded = exclusionsOf(exclusions, key, objective).map((each) => ({ start: each.start, end: each.end }));
      return {
        queryKey: ['objective-report', uid, definition, start, excluded],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          measureObjective(definition, uid ?? '', {
            memory,
            signal,
            excluded,
            reach: Math.ceil((Date.now() / 1000 - start) / HOUR_SECONDS + 1) * HOUR_SECONDS,
            isHourly: true,
            isPastOnly: true,
          }),
        enabled: uid !== undefined && !settingsPending,
        staleTime: Infinity,
        retry: false,
      };
    }),
  });
  // where no data source is configured, nothing is asked
  const isSettled = ({ data, error: failed }: (typeof answers)[number], index: number) =>
    data || failed || (!settingsPending && !asked[index][1].dataSource && !fallback);
  const done = answers.filter(isSettled).length;
  const needsDues = objectives.some(([, { indicator }]) => countsDues(indicator));
  const isComplete =
    done === asked.length &&
    !registerPending &&
    !settingsPending &&
    !headsPending &&
    !isReading &&
    (!needsDues || dues !== undefined || error !== null);
  const stamp = answers.map(({ dataUpdatedAt, errorUpdatedAt }) => `${dataUpdatedAt}.${errorUpdatedAt}`).join();
  const report = useMemo(() => {
    if (!isComplete || !record || error) {
      return undefined;
    }
    const measured = Object.fromEntries(
      asked.map(([key, { dataSource }], index): [string, PeriodAnswer] => {
        const { data, error: failed } = answers[index];
        if (!data) {
          return [
            key,
            {
              failure: failed
                ? queryFailure(failed).title
                : dataSource || fallback
                  ? t('objectives.report.not-asked', 'not asked')
                  : t('objectives.report.no-source', 'no Prometheus data source is configured'),
            },
          ];
        }
        return [key, { slices: data.measurement.slices, hours: data.hours }];
      })
    );
    return slaReport({
      period,
      zone,
      now,
      objectives: objectives.map(([key, objective]) => [key, objectiveIn(key, objective, language)]),
      measured,
      heads: incidents,
      dues,
      exclusions,
      withPrivate,
    });
    // answers and asked are new arrays at every render; `stamp` says when they hold something new
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [
    isComplete,
    record,
    error,
    stamp,
    period,
    zone,
    now,
    objectives,
    incidents,
    dues,
    exclusions,
    withPrivate,
    language,
  ]);
  return {
    report,
    done,
    asked: asked.length,
    isComplete,
    incidentsError: error,
    unread,
    refetch: () => {
      refetch();
      answers.forEach((answer) => answer.error && void answer.refetch());
    },
  };
}
