import { dateTimeFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import { type WindowHead } from '../../domain/maintenance/windows/head';
import { type TimeSpan, type WindowState } from '../../domain/maintenance/windows/times';
import { type Mark } from '../ui/StateMark';
import { verbatim } from './verbatim';

const MARKS: Record<WindowState, Mark> = {
  planned: 'neutral',
  running: 'warning',
  ended: 'good',
  cancelled: 'unknown',
};

export function windowMark(state: WindowState): Mark {
  return MARKS[state];
}

export function windowStateName(state: WindowState): string {
  switch (state) {
    case 'planned':
      return t('windows.state.planned', 'planned');
    case 'running':
      return t('windows.state.running', 'running');
    case 'ended':
      return t('windows.state.ended', 'ended');
    case 'cancelled':
      return t('windows.state.cancelled', 'cancelled');
  }
}

/** "2026-11-28 10:00 – 12:00" in the zone of the person's preferences; both days where they differ. */
export function spanText({ from, to }: TimeSpan): string {
  const [start, end] = [from, to].map((at) => dateTimeFormat(at, { format: 'YYYY-MM-DD HH:mm' }));
  const isOneDay = start.slice(0, 10) === end.slice(0, 10);
  return t('windows.span', '{{from}} – {{to}}', verbatim({ from: start, to: isOneDay ? end.slice(11) : end }));
}

/** "Update Redis, quotes: 10:00 – 12:00" as one line. */
export function windowLine({ title, serviceNames, start, end, started, ended }: WindowHead): string {
  return t(
    'windows.line',
    '{{title}}, {{services}}: {{span}}',
    verbatim({ title, services: serviceNames, span: spanText({ from: started ?? start, to: ended ?? end }) })
  );
}
