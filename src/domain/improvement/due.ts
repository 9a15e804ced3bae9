import { addDays, daysBetween } from '../time/localDates';

const QUARTER = /^(\d{4})-Q([1-4])$/;

/** The last local date on which something due (`2027-Q1` or `2027-02-14`) is still in time. */
export function lastDay(due: string): string {
  const [, year, quarter] = QUARTER.exec(due) ?? [];
  if (year === undefined) {
    return due;
  }
  const next = Number(quarter) === 4 ? `${Number(year) + 1}-01-01` : `${year}-${pad(Number(quarter) * 3 + 1)}-01`;
  return addDays(next, -1);
}

/** The quarter of a local date: `2026-Q4`. */
export function quarterOf(date: string): string {
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

/** The quarter so many quarters later. */
export function shiftQuarter(quarter: string, by: number): string {
  const [year, number] = quarter.split('-Q').map(Number);
  const index = year * 4 + number - 1 + by;
  return `${Math.floor(index / 4)}-Q${(index % 4) + 1}`;
}

/** Whole days since an unfinished item was due; 0 when it is in time or has no due date. `today` is a local date. */
export function lateBy({ due, state }: { due?: string; state: string }, today: string): number {
  const last = due && state !== 'done' ? lastDay(due) : undefined;
  return last && last < today ? daysBetween(last, today) : 0;
}

function pad(month: number): string {
  return String(month).padStart(2, '0');
}
