import { type Incident } from '../incident/schema';
import { slug } from '../record/record';
import { type Service } from '../services/services';
import { costOf } from './burnRate';
import { errorRatioQuery } from './queries';
import { type Objective } from './schema';
import { goodShare, isBudgeted } from './state';

/** Unix seconds. */
export interface CostSpan {
  start: number;
  end: number;
}

/** From the impact's start to the mitigation; undefined while one of them is unknown, and for what stays out of statistics. */
export function costSpan({ milestones, drill, status, duplicateOf }: Incident): CostSpan | undefined {
  const { started, mitigated } = milestones;
  if (!started || !mitigated || drill || status === 'void' || duplicateOf) {
    return undefined;
  }
  const span = { start: Date.parse(started) / 1000, end: Date.parse(mitigated) / 1000 };
  return span.end > span.start ? span : undefined;
}

interface Budgeted {
  key: string;
  objective: Objective;
  /** Share of good events asked for. */
  target: number;
  /** Failures over the span, asked at its end. */
  badQuery: string;
}

/** The objectives with an error budget that the register lists for the affected services, that name one, or that name none. */
export function budgetsOf(
  objectives: Array<[string, Objective]>,
  services: Incident['services'],
  known: Service[],
  span: CostSpan
): Budgeted[] {
  const slugs = new Set(Object.keys(services));
  const isOwn = ([key, { service }]: [string, Objective]) =>
    known.some((each) => each.objectives.includes(key)) || (service !== undefined && slugs.has(slug(service)));
  const own = objectives.filter(isOwn);
  const asked = own.length > 0 ? own : objectives.filter(([, { service }]) => !service);
  return asked.flatMap(([key, objective]) => {
    const target = isBudgeted(objective) ? goodShare(objective) : undefined;
    const badQuery =
      target === undefined || objective.needs ? undefined : errorRatioQuery(objective, span.end - span.start, 'bad');
    return target !== undefined && badQuery ? [{ key, objective, target, badQuery }] : [];
  });
}

/** `costOf`, as it is kept in a record: rounded, and nothing of what is no number. */
export function costShare(bad: number, total: number, target: number): number | undefined {
  const cost = costOf(bad, total, target);
  return cost === undefined || !Number.isFinite(cost) ? undefined : Number(Math.max(cost, 0).toPrecision(6));
}
