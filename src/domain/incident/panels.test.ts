import { fromResource, MOST_BYTES, type Resource, toResource, withRecord } from '../record/resource';
import { applyIncident } from './apply';
import { declare } from './declare/declare';
import { incidentKind } from './kind';
import { panelsOf } from './panels';
import { type Graph } from './schema';

const by = { uid: 'u-ana', name: 'Ana' };
const errors: Graph = {
  title: 'Error rate',
  expr: 'sum(rate(errors[5m])) / sum(rate(requests[5m]))',
  datasource: 'prom',
  unit: 'percentunit',
  target: 0.01,
};
const graphs = { 'error-rate': errors, latency: { title: 'Latency', expr: 'p95', datasource: 'prom' } };
const incident = declare({
  name: 'inc-2026-0142',
  id: 'uuid',
  at: '2026-11-20T14:30:00Z',
  by,
  zone: 'UTC',
  title: 'Quotes service down',
  graphs,
});
const dashboard = (): Resource => toResource(incidentKind, incident, { name: 'inc-2026-0142', folder: 'f' });
const ids = ({ spec }: Resource) => spec.panels?.map(({ id }) => id);

it('draws each objective as a time series of its data source, below the report', () => {
  const { spec } = dashboard();
  expect(spec.panels).toHaveLength(3);
  expect(spec.panels?.[0]).toMatchObject({ type: 'text', options: { opsbook: { name: 'inc-2026-0142' } } });
  expect(spec.panels?.[1]).toMatchObject({
    id: 1001,
    type: 'timeseries',
    title: 'Error rate',
    gridPos: { x: 0, y: (spec.panels?.[0].gridPos as { h: number }).h, w: 12, h: 8 },
    datasource: { type: 'prometheus', uid: 'prom' },
    targets: [{ refId: 'A', expr: errors.expr, datasource: { type: 'prometheus', uid: 'prom' } }],
    fieldConfig: { defaults: { unit: 'percentunit', thresholds: { steps: [{ value: 0 }, { value: 0.01 }] } } },
  });
  expect(spec.time).toEqual({ from: '2026-11-20T14:00:00.000Z', to: 'now' });
  expect(JSON.stringify(spec)).not.toContain('null');
});

it('keeps panels that people added and places that they chose, through every write', () => {
  const resource = dashboard();
  const [report, first, second] = resource.spec.panels ?? [];
  const moved = { ...first, gridPos: { x: 12, y: 40, w: 12, h: 4 } };
  const own = { id: 7, type: 'timeseries', title: 'Mine' };
  resource.spec.panels = [own, report, moved, second];
  const next = applyIncident(incident, {
    type: 'setGraphs',
    id: 'c1',
    at: '2026-11-20T14:31:00Z',
    by,
    graphs: { 'error-rate': errors },
  });
  if ('refused' in next) {
    throw new Error('refused');
  }
  const written = withRecord(incidentKind, next.ok, resource);
  expect(ids(written)).toEqual([1, 1001, 7]);
  expect(written.spec.panels?.[1].gridPos).toEqual(moved.gridPos);
  expect(fromResource(incidentKind, written)).toMatchObject({
    state: 'ok',
    record: { graphs: { 'error-rate': errors } },
  });
});

it('changes nothing, and tells nobody, when the graphs stay the same', () => {
  const command = { type: 'setGraphs' as const, id: 'c1', at: '2026-11-20T14:31:00Z', by, graphs };
  const outcome = applyIncident(incident, command);
  expect('ok' in outcome && outcome.ok).toBe(incident);
});

it('leaves the panels of a record without graphs as they are', () => {
  const resource = dashboard();
  const { graphs: _, ...without } = incident;
  expect(ids(withRecord(incidentKind, without, resource))).toEqual([1, 1001, 1002]);
});

it('draws six at most, and far from the limit of a record', () => {
  const many = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`o${index}`, { ...errors, expr: 'x'.repeat(5_000) }])
  );
  expect(panelsOf(many)).toHaveLength(6);
  expect(JSON.stringify(panelsOf(many)).length).toBeLessThan(MOST_BYTES.adds / 20);
});

it('takes graphs that came back in another order for the same', () => {
  const { target, unit, ...rest } = errors;
  const back = { latency: graphs.latency, 'error-rate': { unit, target, ...rest } };
  const command = { type: 'setGraphs' as const, id: 'c2', at: '2026-11-20T14:31:00Z', by, graphs: back };
  expect(applyIncident(incident, command)).toEqual({ ok: incident });
  expect(applyIncident(incident, { ...command, graphs: { latency: graphs.latency } })).not.toEqual({ ok: incident });
});

it('gives every panel an id of its own, also the one that had none', () => {
  const resource = dashboard();
  const [{ id: _, ...report }, ...own] = resource.spec.panels ?? [];
  resource.spec.panels = [{ id: 1, type: 'text', title: 'Mine' }, report, ...own, { type: 'stat', title: 'Mine too' }];
  expect(ids(withRecord(incidentKind, incident, resource))).toEqual([2, 1001, 1002, 1, 3]);
  expect(ids(dashboard())).toEqual([1, 1001, 1002]);
});

describe('opened as a dashboard', () => {
  const noted = (count: number) => ({
    ...incident,
    timeline: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `n${index}`,
        {
          at: '2026-11-20T14:31:00Z',
          entered: '2026-11-20T14:31:00Z',
          by,
          kind: 'note' as const,
          text: 'Restarted Redis',
        },
      ])
    ),
  });
  const heightOf = ({ spec }: Resource) => (spec.panels?.[0].gridPos as { h: number }).h;
  const placeOf = ({ spec }: Resource, id: number) =>
    (spec.panels?.find((panel) => panel.id === id)?.gridPos as { y: number }).y;

  it('leads back to the room, once, beside the links that people added', () => {
    const resource = dashboard();
    const room = { title: 'Open in Opsbook', url: '/a/haddock-opsbook-app/incidents/inc-2026-0142' };
    expect(resource.spec.links).toMatchObject([room]);
    const mine = { title: 'Mine', url: 'https://example.com' };
    resource.spec.links = [mine, ...(resource.spec.links as unknown[])];
    expect(withRecord(incidentKind, incident, resource).spec.links).toMatchObject([room, mine]);
    expect(
      toResource(incidentKind, { ...incident, language: 'fr' }, { name: 'x', folder: 'f' }).spec.links
    ).toMatchObject([{ title: 'Ouvrir dans Opsbook' }]);
  });

  it('is as high as its text, and what stands below moves down with it', () => {
    const resource = dashboard();
    const own = { id: 7, type: 'timeseries', title: 'Mine', gridPos: { x: 0, y: 60, w: 24, h: 8 } };
    resource.spec.panels?.push(own);
    const long = withRecord(incidentKind, noted(300), resource);
    const grown = heightOf(long) - heightOf(resource);
    expect(grown).toBeGreaterThan(100);
    expect(placeOf(long, 1001)).toBe(placeOf(resource, 1001) + grown);
    expect(placeOf(long, 7)).toBe(60 + grown);
    expect(heightOf(withRecord(incidentKind, incident, long))).toBe(heightOf(long)); // nothing jumps back
  });

  it('leaves a report alone that somebody put aside', () => {
    const resource = dashboard();
    const aside = { x: 12, y: 3, w: 12, h: 6 };
    resource.spec.panels = [{ ...resource.spec.panels?.[0], gridPos: aside }];
    expect(withRecord(incidentKind, noted(300), resource).spec.panels?.[0].gridPos).toEqual(aside);
  });

  it('calls each line as the objective is called, on an axis that ends where its unit does', () => {
    const [availability, errorRate] = panelsOf({
      availability: { ...errors, title: 'Availability {x}', target: 0.999 },
      errors,
    });
    expect(availability).toMatchObject({
      targets: [{ legendFormat: 'Availability x' }],
      fieldConfig: { defaults: { max: 1 } },
    });
    expect(errorRate).toMatchObject({ fieldConfig: { defaults: { custom: { axisSoftMin: 0, axisSoftMax: 0.02 } } } });
  });
});
