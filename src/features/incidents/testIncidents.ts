import { declare } from '../../domain/incident/declare/declare';
import { type Incident } from '../../domain/incident/schema';
import { demoObjectives } from '../../domain/objective/demo';
import { OBJECTIVES, objectivesKind } from '../../domain/objective/register';
import { demoServices } from '../../domain/services/demo';
import { SERVICES, servicesKind } from '../../domain/services/services';
import { grafana } from '../../test/grafana';

const ANA = { uid: 'u-ana', name: 'Ana' };

/** An open incident as it might be at 3 a.m. */
export function quotesDown(part: Partial<Incident> = {}): Incident {
  const declared = declare({
    name: 'inc-2026-0142',
    id: 'uuid-142',
    at: '2026-11-20T14:30:00.000Z',
    by: ANA,
    zone: 'Europe/Paris',
    title: 'Quotes service down',
    severity: 'sev2',
    services: { quotes: 'Quotes' },
  });
  return { ...declared, ...part };
}

/** The demo's services and objectives, as a team has them that adopted its own. */
export function holdsDemo(): void {
  grafana.holds(servicesKind, SERVICES, demoServices('en', 'services'));
  grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'objectives'));
}
