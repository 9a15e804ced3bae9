import { formatDate } from '@grafana/i18n';
import { type Instant } from '../../domain/record/record';

/** "Mon 16 Nov" in the reader's language; a date of the team's calendar, without zone. */
export function dayText(date: string): string {
  return formatDate(new Date(`${date}T00:00:00Z`), {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
}

export function clockText(at: Instant, zone: string): string {
  return formatDate(new Date(at), { timeZone: zone, hour: '2-digit', minute: '2-digit' });
}

export function dayAndClock(at: Instant, zone: string): string {
  return formatDate(new Date(at), {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}
