import { type Keyed, inOrder } from '../record/inOrder';
import { type Reason } from '../record/outcome';
import { END, type Step } from './schema';

export interface Edge {
  from: string;
  /** A step's key, or `end`. */
  to: string;
  /** What leads there; absent for simply going on. */
  by?: { verdict: 'fail' | 'nodata' } | { label: string };
}

interface BranchMap {
  edges: Edge[];
  /** In the order of the list. */
  unreachable: string[];
  /** Steps that lead back to the first of them, in order; absent where there is no circle. */
  circle?: string[];
  /** Targets that name no step. */
  dangling: Edge[];
  /** Row of each step in a drawing: one below the lowest step that leads to it. */
  rows: Record<string, number>;
}

/** Where a step may lead, the usual way first. `following` is the key of the step below it, or `end`. */
export function edgesOf(step: Keyed<Step>, following: string): Edge[] {
  if (step.kind === 'decision') {
    return step.options.map(({ label, to }) => ({ from: step.key, to, by: { label } }));
  }
  const next: Edge = { from: step.key, to: step.to ?? following };
  const branch = (to: string | undefined, verdict: 'fail' | 'nodata'): Edge[] =>
    to === undefined ? [] : [{ from: step.key, to, by: { verdict } }];
  return step.kind === 'query' || step.kind === 'alert'
    ? [next, ...branch(step.onFail, 'fail'), ...branch(step.onNoData, 'nodata')]
    : [next];
}

/** How the steps lead to each other, from the first one. */
export function mapBranches(steps: Record<string, Step>): BranchMap {
  const list = inOrder(steps);
  const edges = list.flatMap((step, index) => edgesOf(step, list[index + 1]?.key ?? END));
  const isThere = ({ to }: Edge) => to === END || to in steps;
  const leads = new Map(
    list.map(({ key }) => [
      key,
      edges.filter((edge) => edge.from === key && isThere(edge) && edge.to !== END).map(({ to }) => to),
    ])
  );
  const reached = new Set<string>();
  const finished: string[] = [];
  let circle: string[] | undefined;
  const trail: Array<{ key: string; left: string[] }> = [];
  const enter = (key: string) => {
    reached.add(key);
    trail.push({ key, left: [...(leads.get(key) ?? [])] });
  };
  const walk = (start: string) => {
    enter(start);
    for (let here = trail.at(-1); here; here = trail.at(-1)) {
      const next = here.left.shift();
      if (next === undefined) {
        finished.push(here.key);
        trail.pop();
        continue;
      }
      const at = trail.findIndex(({ key }) => key === next);
      if (at >= 0) {
        circle ??= trail.slice(at).map(({ key }) => key);
      } else if (!reached.has(next)) {
        enter(next);
      }
    }
  };
  if (list.length > 0) {
    walk(list[0].key);
  }
  const unreachable = list.filter(({ key }) => !reached.has(key)).map(({ key }) => key);
  unreachable.forEach((key) => !reached.has(key) && walk(key)); // a circle may stand apart from the start
  const rows: Record<string, number> = Object.fromEntries(list.map(({ key }) => [key, 0]));
  for (const key of [...finished].reverse()) {
    for (const next of leads.get(key) ?? []) {
      rows[next] = circle ? rows[next] : Math.max(rows[next], rows[key] + 1);
    }
  }
  if (circle) {
    list.forEach(({ key }, index) => (rows[key] = index));
  }
  return { edges, unreachable, ...(circle && { circle }), dangling: edges.filter((edge) => !isThere(edge)), rows };
}

/** Why these branches cannot be followed; a step that nothing leads to is a hint, not a reason. */
export function checkBranches(steps: Record<string, Step>): Reason[] {
  const { circle, dangling } = mapBranches(steps);
  const title = (key: string) => steps[key]?.title ?? key;
  return [
    ...dangling.map(({ from, to }) => ({
      code: 'runbook.dangling' as const,
      values: { step: title(from), target: to },
      field: `steps.${from}`,
    })),
    ...(circle
      ? [
          {
            code: 'runbook.circle' as const,
            values: { steps: [...circle, circle[0]].map(title).join(' → ') },
            field: `steps.${circle[0]}`,
          },
        ]
      : []),
  ];
}
