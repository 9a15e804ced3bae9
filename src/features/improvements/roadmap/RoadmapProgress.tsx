import React, { type ComponentProps, useMemo } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { progressOf } from '../../../domain/improvement/progress';
import { type RoadmapItem } from '../../../domain/improvement/schema';
import { DAY_SECONDS } from '../../../domain/time/units';
import { Chart } from '../../../shared/ui/Chart';
import { verbatim } from '../../../shared/words/verbatim';

/** How the roadmap moved, week by week: how much there was and how much of it was done, and how much was finished. */
export function RoadmapProgress({ items, zone, today }: { items: RoadmapItem[]; zone: string; today: string }) {
  const styles = useStyles2(getStyles);
  const weeks = useMemo(() => progressOf(items, zone, `${today}T12:00:00Z`), [items, zone, today]);
  const times = useMemo(() => weeks.map(({ monday }) => Date.parse(`${monday}T00:00:00Z`) / 1000), [weeks]);
  const all = t('improvements.progress.all', 'All');
  const done = t('improvements.progress.done', 'Done');
  const finished = t('improvements.progress.finished', 'Finished in the week');
  const grown = useMemo(
    () => [
      { name: all, times, values: weeks.map(({ total }) => total) },
      { name: done, times, values: weeks.map((week) => week.done) },
    ],
    [weeks, times, all, done]
  );
  const throughput = useMemo(
    () => [{ name: finished, times, values: weeks.map((week) => week.finished) }],
    [weeks, times, finished]
  );
  const [first, last] = [times.at(0) ?? 0, times.at(-1) ?? 0];
  const span = useMemo(() => ({ start: first - 3 * DAY_SECONDS, end: last + 3 * DAY_SECONDS }), [first, last]);
  const now = weeks.at(-1);
  if (!now) {
    return null;
  }
  const sum = weeks.reduce((total, week) => total + week.finished, 0);
  return (
    <section aria-label={t('improvements.progress.title', 'Progress of the roadmap')} className={styles.charts}>
      <Weekly
        title={t('improvements.progress.title', 'Progress of the roadmap')}
        label={t(
          'improvements.progress.label',
          '{{done}} of {{total}} items are done',
          verbatim({ done: now.done, total: now.total })
        )}
        series={grown}
        span={span}
      />
      <Weekly
        title={t('improvements.progress.throughput', 'Throughput')}
        label={t(
          'improvements.progress.throughput-label',
          '{{sum}} items finished in {{weeks}} weeks',
          verbatim({ sum, weeks: weeks.length })
        )}
        series={throughput}
        span={span}
      />
    </section>
  );
}

type WeeklyProps = Pick<ComponentProps<typeof Chart>, 'label' | 'series' | 'span'> & { title: string };

function Weekly({ title, ...chart }: WeeklyProps) {
  return (
    <div>
      <Text element="h2" variant="h5">
        {title}
      </Text>
      <Chart {...chart} unit="none" decimals={0} height={160} hasPoints />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  charts: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: theme.spacing(2),
    [theme.breakpoints.down('md')]: { gridTemplateColumns: '1fr' },
  }),
});
