import { type Reason } from '../../record/outcome';
import { oneLine } from '../../text/oneLine';
import { localTimeOf } from '../localDates';
import { slotOn } from '../recurrence';
import { icsDate, type IcsComponent, type IcsLine } from './parse';
import { icsZone } from './zone';

/** A wall time (`2026-11-16T17:00`) in an IANA zone, or a date alone. */
export interface Wall {
  local: string;
  zone: string;
}

interface Place {
  /** What the file holds, its own zones included. */
  file: IcsComponent[];
  /** IANA zone of what says none. */
  zone: string;
  /** In which zones are compared that only the file knows. */
  year: number;
}

/** What a property says: a date alone, where it says no time; a reason where it is no date, or in a zone that nobody knows. */
export function wallOf({ value, parameters, number }: IcsLine, { file, zone, year }: Place): Wall | Reason {
  const date = icsDate(value);
  const [, time, utc] = /T(\d{4})\d{2}(Z?)/.exec(value) ?? [];
  const clock = time && `${time.slice(0, 2)}:${time.slice(2)}`;
  if (!date || (clock && !/^([01]\d|2[0-3]):[0-5]\d$/.test(clock))) {
    return { code: 'ics.date', values: { line: number, value: oneLine(value).slice(0, 60) } };
  }
  const tzid = /;TZID=("[^"]*"|[^;]*)/i.exec(parameters)?.[1].replaceAll('"', '');
  const theirs = !clock || !tzid || utc ? zone : icsZone(tzid, file, zone, year);
  return theirs
    ? { local: clock ? `${date}T${clock}` : date, zone: utc ? 'UTC' : theirs }
    : { code: 'tasks.zone', values: { zone: oneLine(tzid ?? '').slice(0, 60) } };
}

/** What the clocks of `zone` show then; a date alone is the same everywhere. */
export function localIn({ local, zone: theirs }: Wall, zone: string): string {
  return local.length === 10 || theirs === zone
    ? local
    : localTimeOf(slotOn({ start: local, zone: theirs }, local.slice(0, 10)).at, zone);
}
