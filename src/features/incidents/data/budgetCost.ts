import { type Incident } from '../../../domain/incident/schema';
import { budgetsOf, costShare, type CostSpan } from '../../../domain/objective/incidentCost';
import { type Objective } from '../../../domain/objective/schema';
import { type Service } from '../../../domain/services/services';
import { measureObjective } from '../../../grafana/objectives/measureObjective';
import { ServerMemory } from '../../../grafana/objectives/serverMemory';
import { queryInstant } from '../../../grafana/prometheus/prometheus';

interface Question {
  objectives: Array<[string, Objective]>;
  services: Incident['services'];
  known: Service[];
  span: CostSpan;
  /** The app's Prometheus, for objectives that name none. */
  uid: string;
}

/** What the span took of each affected objective's budget; those without data are left out. Throws where none could be asked. */
export async function budgetCosts({
  objectives,
  services,
  known,
  span,
  uid,
}: Question): Promise<Record<string, number>> {
  const memory = new ServerMemory();
  const asked = await Promise.allSettled(
    budgetsOf(objectives, services, known, span).map(async ({ key, objective, target, badQuery }) => {
      const source = objective.dataSource ?? uid;
      const [bad, { measurement }] = await Promise.all([
        queryInstant(source, badQuery, { at: span.end }),
        measureObjective(objective, source, { memory }),
      ]);
      const failures = bad.result[0]?.value;
      const total = measurement.counts?.total;
      const share = failures === undefined || total === undefined ? undefined : costShare(failures, total, target);
      return share === undefined ? [] : [[key, share] as const];
    })
  );
  const failed = asked.find((each) => each.status === 'rejected');
  if (failed && asked.every(({ status }) => status === 'rejected')) {
    throw failed.reason;
  }
  return Object.fromEntries(asked.flatMap((each) => (each.status === 'fulfilled' ? each.value : [])));
}
