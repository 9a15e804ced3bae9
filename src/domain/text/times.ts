import { type Instant } from '../record/record';
import { type Language } from './language';

interface Parts {
  day: string;
  time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `2024-01-15` and `14:30` of an instant in an IANA zone; an unknown zone reads as UTC. */
export function inZone(at: Instant, zone: string): Parts {
  const parts = Object.fromEntries(
    format(zone)
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value])
  );
  return { day: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
}

function format(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) {
    return known;
  }
  const made = newFormat(zone);
  formats.set(zone, made);
  return made;
}

function newFormat(timeZone: string): Intl.DateTimeFormat {
  const options = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
  }
}

/** `45 min`, `1 h 05`, `1 d 11 h`, `2 d` (French `1 j 11 h`), from milliseconds, negative ones too; under a minute in seconds. */
export function durationWords(milliseconds: number, language: Language): string {
  if (milliseconds < 0) {
    return `−${durationWords(-milliseconds, language)}`;
  }
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    return `${hours} h ${String(minutes % 60).padStart(2, '0')}`;
  }
  const days = `${Math.floor(hours / 24)} ${language === 'fr' ? 'j' : 'd'}`;
  return hours % 24 === 0 ? days : `${days} ${hours % 24} h`;
}
