import { declare } from './declare/declare';
import { markOf, saysTheSame } from './mark';
import { type Incident } from './schema';

const URL = 'https://grafana.test/a/app/incidents/inc-2026-0142';
const incident = (part: Partial<Incident> = {}): Incident => ({
  ...declare({
    name: 'inc-2026-0142',
    id: 'uuid',
    at: '2026-11-20T14:30:00Z',
    by: { uid: 'u-ana', name: 'Ana' },
    zone: 'UTC',
    title: 'Quotes <b>down</b>',
    severity: 'sev2',
    services: { quotes: 'quotes' },
  }),
  ...part,
});
const at = (time: string) => Date.parse(`2026-11-20T${time}:00Z`);

it('is a point when the incident is declared, with the tags of the services that were opted in', () => {
  expect(markOf(incident(), ['quotes'], URL)).toEqual({
    time: at('14:30'),
    timeEnd: at('14:30'),
    text: `INC-2026-0142 · SEV2 · Quotes &lt;b&gt;down&lt;/b&gt;\n<a href="${URL}">Opsbook</a>`,
    tags: ['opsbook', 'opsbook:incident', 'incident:inc-2026-0142', 'record:uuid', 'sev:2', 'service:quotes'],
  });
});

it('goes as far as the last milestone while the incident is open', () => {
  const mitigated = incident({
    status: 'mitigated',
    milestones: {
      started: '2026-11-20T14:20:00Z',
      declared: '2026-11-20T14:30:00Z',
      mitigated: '2026-11-20T14:50:00Z',
    },
  });
  expect(markOf(mitigated, ['quotes'], URL)).toMatchObject({ time: at('14:20'), timeEnd: at('14:50') });
});

it('is a region from the impact to the resolution', () => {
  const resolved = incident({
    status: 'resolved',
    milestones: { started: '2026-11-20T14:20:00Z', declared: '2026-11-20T14:30:00Z', resolved: '2026-11-20T15:15:00Z' },
  });
  expect(markOf(resolved, ['quotes'], URL)).toMatchObject({ time: at('14:20'), timeEnd: at('15:15') });
});

it.each<[string, Partial<Incident>, string[]]>([
  ['private', { private: true }, ['quotes']],
  ['void', { status: 'void' }, ['quotes']],
  ['merged', { duplicateOf: 'inc-2026-0141' }, ['quotes']],
  ['of no service that was opted in', {}, []],
])('is not there when the incident is %s', (_, part, services) => {
  expect(markOf(incident(part), services, URL)).toBeUndefined();
});

it('stays within the 500 bytes that Grafana gives the tags', () => {
  const services = Array.from({ length: 50 }, (_, index) => `${'s'.repeat(38)}${index}`);
  const { tags = [] } =
    markOf(incident({ id: '123e4567-e89b-42d3-a456-426614174000', drill: true }), services, URL) ?? {};
  expect(2 + tags.reduce((sum, tag) => sum + tag.length + 3, 0)).toBeLessThanOrEqual(500);
});

it('compares marks without regard to the order of tags', () => {
  const mark = markOf(incident(), ['quotes'], URL);
  expect(mark && saysTheSame(mark, { ...mark, tags: [...mark.tags].reverse() })).toBe(true);
  expect(mark && saysTheSame(mark, { ...mark, timeEnd: mark.timeEnd + 1 })).toBe(false);
});
