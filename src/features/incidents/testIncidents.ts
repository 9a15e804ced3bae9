import { declare } from '../../domain/incident/declare/declare';
import { type Incident } from '../../domain/incident/schema';

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
