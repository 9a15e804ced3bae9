import { type Matcher, writeSelector } from '../promql/promql';
import { escapeRegex } from '../services/services';
import { MINUTE_SECONDS } from '../time/units';
import { type TimeGrid } from '../time/window';
import { alertKey } from './declare/prefill';
import { type RawSeries } from './evidence/capture';
import { type Happening } from './happening';

/** Points that an alert's history is asked for at most: a day by the minute. */
const MOST_POINTS = 1_440;
/** More changes than this are noise, whatever they are. */
const MOST_CHANGES = 100;
/** Alerts of one name that change in two places within this time are one alert, in milliseconds. */
const SAME_CHANGE = 5 * 60_000;

/** How Prometheus is asked about `from`–`to` (milliseconds): by the minute over a day, coarser beyond; the same grid for everybody. */
export function alertWindow({ from, to }: { from: number; to: number }): TimeGrid {
  const step = Math.max(1, Math.ceil((to - from) / 1000 / MINUTE_SECONDS / MOST_POINTS)) * MINUTE_SECONDS;
  return { start: Math.floor(from / 1000 / step) * step, end: Math.floor(to / 1000 / step) * step, step };
}

/** The firing alerts that carry the matchers, and those of these names whatever they carry. */
export function firingExpression(matchers: Matcher[], names: string[]): string {
  const firing: Matcher = { label: 'alertstate', operator: '=', value: 'firing' };
  const named = [...new Set(names)].map(escapeRegex).join('|');
  const own = writeSelector({ name: 'ALERTS', matchers: [firing, ...matchers] });
  return matchers.length > 0 && named !== ''
    ? `${own} or ${writeSelector({ name: 'ALERTS', matchers: [firing, { label: 'alertname', operator: '=~', value: named }] })}`
    : own;
}

/** When alerts of a data source began and stopped to fire within the window; what already fired before it, or still does, has one end only. */
export function alertChanges(series: RawSeries[], { start, end, step }: TimeGrid): Happening[] {
  return series
    .flatMap(({ labels: all, times }) => {
      const { __name__, alertstate, ...labels } = all;
      const name = labels.alertname;
      if (!name || alertstate !== 'firing') {
        return [];
      }
      const key = alertKey(name, labels);
      const shown = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
      const change = (time: number, fired: boolean): Happening => ({
        source: `alert:ds-${key}-${fired ? 'fired' : 'over'}-${Math.round(time / MINUTE_SECONDS)}`,
        at: new Date(time * 1000).toISOString(),
        text: '',
        tags: [],
        alert: { name, from: fired ? 'Normal' : 'Alerting', to: fired ? 'Alerting' : 'Normal', labels: shown },
      });
      return times.flatMap((time, index) => {
        const [before, after] = [times[index - 1] ?? -Infinity, times[index + 1] ?? Infinity];
        return [
          ...(time - before > 1.5 * step && time > start ? [change(time, true)] : []),
          ...(after - time > 1.5 * step && time < end - step ? [change(time + step, false)] : []),
        ];
      });
    })
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
    .slice(0, MOST_CHANGES);
}

/** Whether `source` names a change of a data source's alert that one of `known` names too: a coarser grid moves it a little. */
export function isKnownChange(source: string, known: Iterable<string | undefined>): boolean {
  const own = readSource(source);
  return (
    own !== undefined &&
    [...known].some((each) => {
      const other = readSource(each ?? '');
      return other?.what === own.what && Math.abs(other.at - own.at) <= SAME_CHANGE;
    })
  );
}

function readSource(source: string): { what: string; at: number } | undefined {
  const [, what, minutes] = /^(alert:ds-.+)-(\d+)$/.exec(source) ?? [];
  return what === undefined ? undefined : { what, at: Number(minutes) * MINUTE_SECONDS * 1000 };
}

/** Grafana's own, and of the data source's what Grafana did not note itself about that time. */
export function withoutRepeats(noted: Happening[], changes: Happening[]): Happening[] {
  const same = (one: Happening, other: Happening) =>
    one.alert !== undefined &&
    one.alert.name === other.alert?.name &&
    /^alerting/i.test(one.alert.to) === /^alerting/i.test(other.alert.to) &&
    Math.abs(Date.parse(one.at) - Date.parse(other.at)) <= SAME_CHANGE;
  return [...noted, ...changes.filter((change) => !noted.some((each) => same(each, change)))];
}
