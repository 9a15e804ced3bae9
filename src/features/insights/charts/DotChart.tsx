import React, { type KeyboardEvent, type MouseEvent, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { useNavigate } from 'react-router-dom';
import { type Timing, type Durations } from '../../../domain/insights/insights';
import { beganAt } from '../../../domain/insights/reliability';
import { type Span } from '../../../domain/time/window';
import { incidentPath } from '../../../shared/incidents/paths';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { formatDuration } from '../../../shared/words/durations';
import { verbatim } from '../../../shared/words/verbatim';
import { dayInZone } from '../words';
import { PLOT, scalesOf } from './scales';
import { useWidth } from './useWidth';

interface Props {
  label: string;
  measured: Durations;
  period: Span;
  zone: string;
}

interface Dot extends Timing {
  left: number;
  top: number;
}

const NEAR = 24;

/**
 * Every incident as a dot before any aggregate. Ten thousand dots are two paths; the mouse finds the nearest one, the arrow
 * keys go from one to the next, Enter opens it.
 */
export function DotChart(props: Props) {
  const [frame, width] = useWidth();
  return <div ref={frame}>{width !== undefined && <Plot {...props} width={width} />}</div>;
}

function Plot({ label, measured: { timings, median, p90 }, period, zone, width }: Props & { width: number }) {
  const styles = useStyles2(getStyles);
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<string>();
  const { dots, scales } = useMemo(() => {
    const scales = scalesOf(
      timings.map(({ seconds }) => seconds),
      period,
      width
    );
    const dots = timings
      .map((timing): Dot => ({
        ...timing,
        left: scales.x(beganAt(timing.incident) ?? period.start),
        top: scales.y(timing.seconds),
      }))
      .sort((a, b) => a.left - b.left);
    return { dots, scales };
  }, [timings, period, width]);
  const paths = useMemo(() => ({ ended: circles(dots), open: triangles(dots) }), [dots]);
  const index = dots.findIndex(({ incident }) => incident.name === chosen);
  const dot = dots[index];

  const nearest = ({ clientX, clientY, currentTarget }: MouseEvent) => {
    const { left, top } = currentTarget.getBoundingClientRect();
    return nearestTo(dots, clientX - left, clientY - top);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = {
      ArrowRight: index + 1,
      ArrowUp: index + 1,
      ArrowLeft: index - 1,
      ArrowDown: index - 1,
      Home: 0,
      End: Infinity,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setChosen(dots[Math.max(0, Math.min(dots.length - 1, to))]?.incident.name);
    } else if (event.key === 'Enter' && dot) {
      navigate(incidentPath(dot.incident.name));
    }
  };
  return (
    <>
      <div
        className={styles.chart}
        role="slider"
        tabIndex={0}
        aria-label={t(
          'insights.chart.label',
          '{{measure}}: one dot an incident; arrow keys go through them, Enter opens one',
          verbatim({ measure: label })
        )}
        aria-valuemin={0}
        aria-valuemax={dots.length}
        aria-valuenow={index + 1}
        aria-valuetext={dot ? dotText(dot, zone) : t('insights.chart.none', 'no incident chosen')}
        onKeyDown={onKeyDown}
        onMouseMove={(event) => setChosen(nearest(event)?.incident.name)}
        onClick={(event) => {
          const found = nearest(event);
          if (found) {
            navigate(incidentPath(found.incident.name));
          }
        }}
      >
        <svg width={width} height={PLOT.height} aria-hidden="true" focusable="false">
          {scales.durations.map((tick) => (
            <g key={tick}>
              <line
                x1={PLOT.left}
                x2={width - PLOT.right}
                y1={scales.y(tick)}
                y2={scales.y(tick)}
                className={styles.grid}
              />
              <text x={PLOT.left - 8} y={scales.y(tick) + 4} textAnchor="end" className={styles.text}>
                {formatDuration(tick)}
              </text>
            </g>
          ))}
          {scales.times.map((time) => (
            <text key={time} x={scales.x(time)} y={PLOT.height - 8} textAnchor="middle" className={styles.text}>
              {dayInZone(time, zone)}
            </text>
          ))}
          <path d={paths.ended} className={styles.ended} />
          <path d={paths.open} className={styles.open} />
          <Level at={median.value} name={t('insights.name.median', 'Median')} y={scales.y} width={width} />
          <Level at={p90.value} name={t('insights.name.p90', 'P90')} y={scales.y} width={width} />
          {dot && <circle cx={dot.left} cy={dot.top} r={8} className={styles.chosen} />}
        </svg>
      </div>
      <div className={styles.caption}>
        {dot ? (
          <InternalLink to={incidentPath(dot.incident.name)}>{dotText(dot, zone)}</InternalLink>
        ) : (
          <span>{t('insights.chart.legend', '● ended  △ still open: at least so long  ┄ median and P90')}</span>
        )}
      </div>
    </>
  );
}

function Level({ at, name, y, width }: { at?: number; name: string; y: (duration: number) => number; width: number }) {
  const styles = useStyles2(getStyles);
  if (at === undefined) {
    return null;
  }
  return (
    <g>
      <line x1={PLOT.left} x2={width - PLOT.right} y1={y(at)} y2={y(at)} className={styles.level} />
      <text x={PLOT.left + 4} y={y(at) - 4} className={styles.levelText}>
        {`${name} ${formatDuration(at)}`}
      </text>
    </g>
  );
}

function dotText({ incident, seconds, open }: Timing, zone: string): string {
  const values = verbatim({
    incident: `${incident.ref} ${incident.title}`,
    duration: formatDuration(seconds),
    date: dayInZone(beganAt(incident) ?? 0, zone),
  });
  return open
    ? t('insights.chart.dot-open', '{{incident}}: {{duration}} so far, still open, since {{date}}', values)
    : t('insights.chart.dot', '{{incident}}: {{duration}}, {{date}}', values);
}

function circles(dots: Dot[]): string {
  return dots.flatMap(({ open, left, top }) => (open ? [] : `M${left.toFixed(1)} ${top.toFixed(1)}h0`)).join('');
}

function triangles(dots: Dot[]): string {
  return dots
    .flatMap(({ open, left, top }) => (open ? `M${(left - 5).toFixed(1)} ${(top + 4).toFixed(1)}h10l-5-9z` : []))
    .join('');
}

function nearestTo(dots: Dot[], x: number, y: number): Dot | undefined {
  let found: Dot | undefined;
  let least = NEAR ** 2;
  for (const dot of dots) {
    const distance = (dot.left - x) ** 2 + (dot.top - y) ** 2;
    if (distance < least) {
      [found, least] = [dot, distance];
    }
  }
  return found;
}

const getStyles = (theme: GrafanaTheme2) => ({
  chart: css({ cursor: 'crosshair', '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}` } }),
  caption: css({ minHeight: theme.spacing(3), color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
  grid: css({ stroke: theme.colors.border.weak }),
  text: css({ fill: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  ended: css({ stroke: theme.colors.primary.main, strokeWidth: 7, strokeLinecap: 'round', strokeOpacity: 0.75 }),
  open: css({ fill: 'none', stroke: theme.colors.warning.text, strokeWidth: 2 }),
  level: css({ stroke: theme.colors.text.primary, strokeDasharray: '6 4' }),
  levelText: css({ fill: theme.colors.text.primary, fontSize: theme.typography.bodySmall.fontSize }),
  chosen: css({ fill: 'none', stroke: theme.colors.text.maxContrast, strokeWidth: 2 }),
});
