import { type Instant } from '../record/record';
import { type Cell, toCsv } from '../text/csv';
import { startOfDay } from '../time/localDates';
import { type Compliance, complianceOf, type Ledger, type Occurrence, occurrencesOf, type Task } from './task';

/** How a team kept its promises in a month (`2026-11`) of the plan's zone. */
export interface MonthOfTeam {
  team: string;
  month: string;
  compliance: Compliance;
}

/** The last `count` months up to a local date, oldest first: `2026-11`. */
export function monthsUntil(today: string, count: number): string[] {
  const [year, month] = today.split('-').map(Number);
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year, month - count + index, 1)).toISOString().slice(0, 7)
  );
}

interface Counted {
  ledger: Ledger;
  now: Instant;
  zone: string;
  /** Whether a date counts; absent: all do. */
  counts?: (task: Task, found: Occurrence) => boolean;
}

/** By team, then by month; whose turn it was counts, and a month in which nothing of a team was due is left out. */
export function complianceByTeam(
  tasks: Record<string, Task>,
  months: string[],
  { ledger, now, zone, counts = () => true }: Counted
): MonthOfTeam[] {
  const from = startOfDay(`${months[0]}-01`, zone);
  const found = new Map<string, Occurrence[]>();
  Object.entries(tasks).forEach(([key, definition]) =>
    occurrencesOf(key, definition, from, now, ledger).forEach((one) => {
      if (!counts(definition, one)) {
        return;
      }
      const group = `${one.team ?? definition.team}|${one.date.slice(0, 7)}`;
      found.set(group, [...(found.get(group) ?? []), one]);
    })
  );
  return [...found]
    .map(([group, occurrences]): MonthOfTeam => {
      const at = group.lastIndexOf('|');
      return {
        team: group.slice(0, at),
        month: group.slice(at + 1),
        compliance: complianceOf(occurrences, ledger, now),
      };
    })
    .sort((a, b) => a.team.localeCompare(b.team) || a.month.localeCompare(b.month));
}

/** A row for each team and month; shares and Wilson's 95 % interval as fractions. `head` names the columns. */
export function complianceCsv(rows: MonthOfTeam[], head: string[]): string {
  return toCsv([
    head,
    ...rows.map(({ team, month, compliance }): Cell[] => {
      const { kept, matured, late, undone, waived, share, interval } = compliance;
      return [team, month, kept, matured, late, undone, waived, share, interval?.low, interval?.high];
    }),
  ]);
}
