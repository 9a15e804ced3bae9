import { demoObjectives } from '../domain/objective/demo';
import { OBJECTIVES, objectivesKind } from '../domain/objective/register';
import { demoServices } from '../domain/services/demo';
import { SERVICES, servicesKind } from '../domain/services/services';
import { grafana } from './grafana';

/** A team that watches the demo's services by the demo's objectives. */
export function holdsDemo(): void {
  grafana.holds(servicesKind, SERVICES, demoServices('en', 'services-id'));
  grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'objectives-id'));
}
