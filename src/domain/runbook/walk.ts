import { type Keyed, inOrder } from '../record/inOrder';
import { edgesOf } from './branches';
import { type RunbookRun, type StepVerdict } from './runSchema';
import { END, type Step } from './schema';

/** What settled a step. */
export interface StepOutcome {
  verdict: StepVerdict;
  option?: number;
}

interface Visited {
  key: string;
  outcome?: StepOutcome;
}

interface Path {
  /** Steps in the order they are met; the last one may be without an outcome. */
  path: Visited[];
  /** The step that waits for somebody; absent at the end. */
  current?: string;
}

/** The way through the steps when each is settled as `outcomeOf` says; it stops at the first that is not. */
export function walk(steps: Record<string, Step>, outcomeOf: (step: Keyed<Step>) => StepOutcome | undefined): Path {
  const list = inOrder(steps);
  const path: Visited[] = [];
  const visited = new Set<string>();
  for (let index = list.length > 0 ? 0 : -1; index >= 0;) {
    const step = list[index];
    if (visited.has(step.key)) {
      break; // a circle is refused when it is saved; a damaged one must not hang the page
    }
    visited.add(step.key);
    const outcome = outcomeOf(step);
    path.push({ key: step.key, ...(outcome && { outcome }) });
    if (!outcome) {
      return { path, current: step.key };
    }
    const next = nextOf(step, outcome, list[index + 1]?.key ?? END);
    index = next === END ? -1 : list.findIndex(({ key }) => key === next);
  }
  return { path };
}

/** Where a settled step leads: a fail or no data takes its own branch where there is one, everything else goes on. */
function nextOf(step: Keyed<Step>, { verdict, option = 0 }: StepOutcome, following: string): string {
  const edges = edgesOf(step, following);
  if (step.kind === 'decision') {
    return (verdict === 'skip' ? edges[0] : edges[option])?.to ?? END;
  }
  const branch = edges.find(({ by }) => by && 'verdict' in by && by.verdict === verdict);
  return (branch ?? edges[0]).to;
}

/** Where a run stands. */
export function pathOf({ steps, entries }: Pick<RunbookRun, 'steps' | 'entries'>): Path {
  const settled = new Map<string, { at: number; id: string; outcome: StepOutcome }>();
  for (const [id, { step, at, what }] of Object.entries(entries)) {
    const outcome: StepOutcome | undefined =
      what.kind === 'settle'
        ? { verdict: what.verdict, ...(what.option !== undefined && { option: what.option }) }
        : what.kind === 'approve'
          ? { verdict: 'done' }
          : undefined;
    const time = Date.parse(at);
    const before = settled.get(step);
    if (outcome && (!before || before.at < time || (before.at === time && before.id < id))) {
      settled.set(step, { at: time, id, outcome });
    }
  }
  return walk(steps, ({ key }) => settled.get(key)?.outcome);
}
