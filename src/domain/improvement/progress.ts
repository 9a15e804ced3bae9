import { type Instant } from '../record/record';
import { addDays, localDateOf } from '../time/localDates';
import { type RoadmapItem } from './schema';

interface ProgressWeek {
  /** Local date of its Monday. */
  monday: string;
  /** Items that were there at its end, and how many of them were done. */
  total: number;
  done: number;
  /** Done in this week. */
  finished: number;
}

/** A roadmap of years is drawn by its last weeks. */
const MOST_WEEKS = 104;

/** How the roadmap grew and how much of it was done, week by week up to `now`; empty without an item. */
export function progressOf(items: RoadmapItem[], zone: string, now: Instant): ProgressWeek[] {
  const dated = items.map(({ created, done }) => ({
    // done before it was written down: it was there then
    created: mondayOf(localDateOf(done && Date.parse(done) < Date.parse(created) ? done : created, zone)),
    ...(done && { done: mondayOf(localDateOf(done, zone)) }),
  }));
  const last = mondayOf(localDateOf(now, zone));
  const first = dated.reduce((least, { created }) => (created < least ? created : least), last);
  const begin = [first, addDays(last, -7 * (MOST_WEEKS - 1))].sort()[1];
  const weeks: ProgressWeek[] = [];
  for (let monday = begin; dated.length > 0 && monday <= last; monday = addDays(monday, 7)) {
    weeks.push({
      monday,
      total: dated.filter(({ created }) => created <= monday).length,
      done: dated.filter(({ done }) => done !== undefined && done <= monday).length,
      finished: dated.filter(({ done }) => done === monday).length,
    });
  }
  return weeks;
}

function mondayOf(date: string): string {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return addDays(date, -((day + 6) % 7));
}
