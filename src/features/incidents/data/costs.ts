import { useMutation } from '@tanstack/react-query';
import { type Incident } from '../../../domain/incident/kind';
import { type CostSpan } from '../../../domain/objective/incidentCost';
import { knownServices } from '../../../domain/services/services';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { useServices } from '../../../shared/services/useServices';
import { useSendIncident } from './incidents';

/** Calculates what the incident took of its objectives' budgets, from the Prometheus `uid`, and keeps it. */
export function useCalculateCosts({ name, services }: Incident, span: CostSpan | undefined) {
  const { objectives } = useObjectives();
  const { record: register } = useServices();
  const send = useSendIncident(name);
  return useMutation({
    mutationFn: async (uid: string) => {
      // asked for once in an incident's life: not part of the room's first load
      const { budgetCosts } = await import('./budgetCost');
      const found = knownServices(register, services).map(([, service]) => service);
      return span ? budgetCosts({ objectives, services, known: found, span, uid }) : {};
    },
    onSuccess: (found) => {
      if (Object.keys(found).length > 0) {
        send({ type: 'setCosts', costs: found });
      }
    },
  });
}
