import { Temporal } from 'temporal-polyfill';
import { isZone } from '../zone';
import { type IcsComponent, propertyOf } from './parse';

/** What Outlook and Exchange call zones (CLDR, windowsZones, territory 001). */
const WINDOWS: Record<string, string> = {
  'AUS Eastern Standard Time': 'Australia/Sydney',
  'Arabian Standard Time': 'Asia/Dubai',
  'Atlantic Standard Time': 'America/Halifax',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'Central Standard Time': 'America/Chicago',
  'China Standard Time': 'Asia/Shanghai',
  'E. South America Standard Time': 'America/Sao_Paulo',
  'Eastern Standard Time': 'America/New_York',
  'Egypt Standard Time': 'Africa/Cairo',
  'FLE Standard Time': 'Europe/Kiev',
  'GMT Standard Time': 'Europe/London',
  'GTB Standard Time': 'Europe/Bucharest',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
  'India Standard Time': 'Asia/Calcutta',
  'Israel Standard Time': 'Asia/Jerusalem',
  'Korea Standard Time': 'Asia/Seoul',
  'Morocco Standard Time': 'Africa/Casablanca',
  'Mountain Standard Time': 'America/Denver',
  'New Zealand Standard Time': 'Pacific/Auckland',
  'Pacific Standard Time': 'America/Los_Angeles',
  'Romance Standard Time': 'Europe/Paris',
  'Russian Standard Time': 'Europe/Moscow',
  'Singapore Standard Time': 'Asia/Singapore',
  'South Africa Standard Time': 'Africa/Johannesburg',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'Turkey Standard Time': 'Europe/Istanbul',
  'W. Central Africa Standard Time': 'Africa/Lagos',
  'W. Europe Standard Time': 'Europe/Berlin',
};

/**
 * The IANA zone that a TZID of the file means: by its name, by one that it ends with, by what Outlook calls it, else `zone`
 * when the file's VTIMEZONE has the same offsets as `zone` in `year`. Undefined where it cannot be told.
 */
export function icsZone(tzid: string, file: IcsComponent[], zone: string, year: number): string | undefined {
  const described = file.find(
    (each) =>
      each.kind === 'VTIMEZONE' && propertyOf(each, 'TZID')?.value.trim().toLowerCase() === tzid.trim().toLowerCase()
  );
  const names = [tzid.trim(), ...endsOf(tzid), described && propertyOf(described, 'X-LIC-LOCATION')?.value.trim()];
  const known = names.find((name) => name && !/^[+-]/.test(name) && isZone(name)) ?? WINDOWS[tzid.trim()];
  return known ?? (described && hasOffsetsOf(described, zone, year) ? zone : undefined);
}

/** Of `/freeassociation.sourceforge.net/Europe/Paris`, what follows each slash. */
function endsOf(tzid: string): string[] {
  const parts = tzid.trim().split('/');
  return parts.slice(1).map((_, index) => parts.slice(index + 1).join('/'));
}

function hasOffsetsOf(described: IcsComponent, zone: string, year: number): boolean {
  const theirs = described.parts.map((part) => minutesOf(propertyOf(part, 'TZOFFSETTO')?.value ?? ''));
  const ours = [1, 7].map(
    (month) => Temporal.ZonedDateTime.from({ timeZone: zone, year, month, day: 1 }).offsetNanoseconds / 60e9
  );
  return theirs.length > 0 && [...new Set(theirs)].sort().join() === [...new Set(ours)].sort().join();
}

function minutesOf(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2})(\d{2})/.exec(offset.trim()) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
