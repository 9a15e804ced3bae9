import { type Verdict } from './checklistItem';
import { lastRunIn, checklistRunState } from './run';
import { type ReviewStep, type Week } from './week';

/** An item of a checklist whose verdict is another one than in the run before. */
export interface VerdictChange {
  item: string;
  run: string;
  from: Verdict;
  to: Verdict;
}

/** Verdicts that the finished runs of a week changed, each against the run before of the same checklist, in this week or an earlier one. */
export function verdictChanges(record: Week, ...earlier: Array<Week | undefined>): VerdictChange[] {
  const weeks = [record, ...earlier.filter((week) => week !== undefined)];
  return Object.entries(record.runs)
    .filter(([, { finished }]) => finished)
    .sort(([, a], [, b]) => Date.parse(a.started.at) - Date.parse(b.started.at))
    .flatMap(([id, run]) => {
      const last = weeks.map((week) => lastRunIn(week, run)).find((found) => found !== undefined);
      return [...checklistRunState(record, id).outcomes].flatMap(([key, { outcome }]) => {
        const from = last?.outcomes.get(key)?.verdict;
        const item = run.items[key].title;
        return from && from !== outcome.verdict ? [{ item, run: run.title, from, to: outcome.verdict }] : [];
      });
    });
}

/** Minutes that somebody noted, by team; those of nobody's team under an empty name. */
export function minutesByTeam({ results }: Week): Array<{ team: string; minutes: number }> {
  const teams = new Map<string, number>();
  Object.values(results).forEach(({ minutes = 0, occurrence: { team = '' } }) => {
    if (minutes > 0) {
      teams.set(team, (teams.get(team) ?? 0) + minutes);
    }
  });
  return [...teams].map(([team, minutes]) => ({ team, minutes })).sort((a, b) => b.minutes - a.minutes);
}

interface Asked {
  /** Titles of tasks that are overdue now. */
  overdue: string[];
  /** What the week before carried over. */
  left: string[];
}

/** What a review should have come to and has not yet, in the order of its page. */
export function openSteps(record: Week, { overdue, left }: Asked): ReviewStep[] {
  const { notes = '', decisions = {}, carried = {} } = record.review ?? {};
  const lines = [...Object.values(decisions), ...Object.values(carried)].map(({ text }) => text.toLowerCase());
  const isSaid = (title: string) => lines.some((text) => text.includes(title.toLowerCase()));
  const runs = Object.entries(record.runs).filter(([, { abandoned }]) => !abandoned);
  const failed = runs.flatMap(([id, run]) =>
    [...checklistRunState(record, id).outcomes.values()].flatMap(({ item, outcome }) =>
      outcome.verdict === 'fail' ? [run.items[item].title] : []
    )
  );
  const steps: Record<ReviewStep, boolean> = {
    overdue: overdue.some((title) => !isSaid(title)),
    runs: runs.some(([, { finished }]) => !finished),
    signOffs: runs.some(([, { finished, needsSignOff, signedOff }]) => finished && needsSignOff && !signedOff),
    failures: failed.some((title) => !isSaid(title)),
    left: left.some((text) => !isSaid(text)),
    notes: !notes.trim() && Object.keys(decisions).length === 0,
  };
  return (Object.keys(steps) as ReviewStep[]).filter((step) => steps[step]);
}
