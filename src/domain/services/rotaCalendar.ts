import { type Reason } from '../record/outcome';
import { readIcsDays } from '../time/ics/read';
import { type IcsEvent } from '../time/ics/write';
import { addDays } from '../time/localDates';
import { slotOn } from '../time/recurrence';
import { type GivenOverride, type Rota, type Rotation, type Shift } from './rota';

/** For people's calendars: the shifts as events; the same shift has the same uid in every export. */
export function rotaEvents(record: Rota, shifts: Shift[], title: (name: string) => string): IcsEvent[] {
  const changed = Object.values(record.log).reduce((last, { at }) => (at > last ? at : last), '2026-01-01T00:00:00Z');
  return shifts.map(({ person: who, from, to }) => ({
    uid: `${record.id}-${from}@opsbook`,
    changed,
    start: { at: from },
    end: { at: to },
    summary: title(who.name),
  }));
}

/**
 * Overrides from a calendar of whole days: whoever an event names is on duty from that day's hour to the next one's. Events of our own
 * export come back as they went out. Of two that name one day, the later one counts.
 */
export function overridesFromIcs(record: Rotation, text: string, from: string, to: string): GivenOverride[] | Reason[] {
  const read = readIcsDays(text, { from, to, zone: record.zone });
  if ('refused' in read) {
    return read.refused.reasons;
  }
  const byDate = new Map(read.ok.days.map(({ date, name }) => [date, named(name)]));
  const slot = (date: string) => slotOn({ start: `${date}T${record.time}`, zone: record.zone }, date).at;
  const overrides: GivenOverride[] = [];
  for (const [date, name] of byDate) {
    const last = overrides.at(-1);
    if (last && last.person.name === name && last.to === slot(date)) {
      last.to = slot(addDays(date, 1));
    } else {
      const known = record.people.find((each) => each.name.toLowerCase() === name.toLowerCase());
      overrides.push({ person: known ?? { name }, from: slot(date), to: slot(addDays(date, 1)) });
    }
  }
  return overrides;
}

/** `On duty: Ana` is Ana. */
function named(summary: string): string {
  return summary.replace(/^[^:]{1,30}\s?:\s+/, '').trim() || summary;
}
