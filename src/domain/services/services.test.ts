import fc from 'fast-check';
import { writeMatcher } from '../promql/promql';
import { fromResource, toResource } from '../record/resource';
import { demoServices } from './demo';
import {
  checkService,
  listed,
  marked,
  matchersOf,
  type ServiceDefinition,
  serviceKey,
  serviceOfAlert,
  type ServicesCommand,
  servicesKind,
} from './services';

const by = { uid: 'u-ana', name: 'Ana' };
const at = '2026-11-20T14:00:00Z';
const register = demoServices('en', 'uuid');
const payments: ServiceDefinition = {
  name: 'Payments',
  team: 'Shop',
  objectives: ['error-rate'],
  labels: { app: 'payments' },
  dashboards: [{ title: 'Shop', url: '/d/shop' }],
  runbooks: [{ title: 'Restart', url: 'https://wiki.test/restart' }],
  annotate: true,
};
const save = (part: Partial<Extract<ServicesCommand, { type: 'save' }>> = {}): ServicesCommand => ({
  type: 'save',
  id: 'c1',
  at,
  by,
  service: 'payments',
  definition: payments,
  isNew: true,
  ...part,
});
const applied = (command: ServicesCommand, to = register) => {
  const outcome = servicesKind.apply(to, command);
  if ('refused' in outcome) {
    throw new Error(JSON.stringify(outcome.refused));
  }
  return outcome.ok;
};

it('ships the sample services', () => {
  expect(listed(register).map(([key]) => key)).toEqual(['quotes', 'redis', 'search', 'users']);
  expect(servicesKind.schema.safeParse(register).success).toBe(true);
  expect(servicesKind.schema.safeParse(demoServices('fr', 'uuid')).success).toBe(true);
});

it('saves a service, once for each command, and tells a change by somebody else', () => {
  const saved = applied(save());
  expect(saved.services.payments).toEqual({ ...payments, revision: 'c1' });
  expect(applied(save(), saved)).toBe(saved);
  expect(servicesKind.apply(saved, save({ id: 'c2' }))).toEqual({
    refused: { reasons: [{ code: 'service.exists', values: { name: 'Payments' }, field: 'name' }] },
  });
  const edit = { id: 'c3', isNew: undefined, seen: 'c1' };
  const again = applied(save({ ...edit, definition: { ...payments, team: 'Money' } }), saved);
  expect(again.services.payments.team).toBe('Money');
  expect(servicesKind.apply(again, save({ ...edit, id: 'c4' }))).toEqual({
    refused: { reasons: [{ code: 'service.moved' }] },
  });
  const removed = applied({ type: 'remove', id: 'c5', at, by, service: 'payments', seen: 'c3' }, again);
  expect(removed.services.payments).toBeUndefined();
  expect(servicesKind.apply(removed, save({ ...edit, id: 'c6' }))).toEqual({
    refused: { reasons: [{ code: 'service.removed' }] },
  });
});

it('refuses links that a browser would execute, bad labels and names without a letter', () => {
  const codes = (part: Partial<ServiceDefinition>) => checkService({ ...payments, ...part }).map(({ code }) => code);
  expect(codes({})).toEqual([]);
  expect(codes({ name: ' ' })).toEqual(['required']);
  expect(codes({ name: '“”' })).toEqual(['service.name']);
  expect(codes({ labels: { 'service.name': 'c', 'app.kubernetes.io/name': 'd' } })).toEqual([]);
  expect(codes({ labels: { 'a b': 'c' } })).toEqual(['service.label']);
  expect(codes({ labels: { '': 'c' } })).toEqual(['service.label']);
  expect(codes({ runbooks: [{ title: '', url: 'javascript:alert(1)' }] })).toEqual(['service.link']);
  expect(codes({ dashboards: [{ title: '', url: '//evil.test' }] })).toEqual(['service.link']);
  expect(codes({ description: 'x'.repeat(100_000) })).toEqual(['tooLong']);
});

it('survives its trip through a dashboard, whatever is in the texts', () => {
  const hostile = applied(save({ definition: { ...payments, name: '"} or vector(1) | <script>', description: '$x' } }));
  const resource = toResource(servicesKind, hostile, { name: 'opsbook-services', folder: 'f' });
  expect(fromResource(servicesKind, resource)).toMatchObject({ state: 'ok', record: hostile });
  expect(resource.spec.panels?.[0]?.options).toMatchObject({
    content: expect.stringContaining('| "} or vector(1) \\| &lt;script> |'),
  });
});

it('selects the series of any affected service by the labels that all of them have', () => {
  const { quotes, redis } = register.services;
  expect(matchersOf([quotes])).toEqual([
    { label: 'namespace', operator: '=', value: 'haddock' },
    { label: 'service', operator: '=', value: 'quotes' },
  ]);
  expect(matchersOf([quotes, redis])[1]).toEqual({ label: 'service', operator: '=~', value: 'quotes|redis' });
  expect(matchersOf([quotes, { ...redis, labels: { job: 'redis' } }])).toEqual([]);
  expect(matchersOf([])).toEqual([]);
});

it('quotes a label that PromQL does not take as it is, and finds it on alerts', () => {
  const labels = { 'service.name': 'payments' };
  const [first] = matchersOf([{ ...payments, labels, revision: 'r' }]);
  expect(writeMatcher(first)).toBe('"service.name"="payments"');
  const register = { ...demoServices('en', 'uuid'), services: { payments: { ...payments, labels, revision: 'r' } } };
  expect(serviceOfAlert(register, { ...labels, alertname: 'Down' })?.[0]).toBe('payments');
});

it('knows whose alert it is by its labels, and says nothing where two could be meant', () => {
  expect(serviceOfAlert(register, { namespace: 'haddock', service: 'redis', pod: 'x' })?.[0]).toBe('redis');
  expect(serviceOfAlert(register, { namespace: 'haddock' })).toBeUndefined();
  expect(serviceOfAlert(undefined, { service: 'redis' })).toBeUndefined();
  const twins = { ...register, services: { a: register.services.redis, b: register.services.redis } };
  expect(serviceOfAlert(twins, { namespace: 'haddock', service: 'redis' })).toBeUndefined();
});

it('knows labels with UTF-8 names, also as older tools write them', () => {
  const labels = { 'service.name': 'payments', 'app.kubernetes.io/name': 'shop' };
  const named = applied(save({ definition: { ...payments, labels } }));
  expect(serviceOfAlert(named, { ...labels, alertname: 'Down' })?.[0]).toBe('payments');
  expect(serviceOfAlert(named, { service_name: 'payments', app_kubernetes_io_name: 'shop' })?.[0]).toBe('payments');
  expect(serviceOfAlert(named, { service_name: 'other', app_kubernetes_io_name: 'shop' })).toBeUndefined();
});

it('marks only the services that were opted in', () => {
  const saved = applied(save());
  expect(marked(saved, { payments: 'Payments', quotes: 'quotes', typed: 'typed' })).toEqual(['payments']);
  expect(marked(undefined, { payments: 'Payments' })).toEqual([]);
});

it('makes keys that fit into a tag', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (name) => {
      const key = serviceKey(name);
      expect(`service:${key}`.length).toBeLessThanOrEqual(50);
      expect(key).toMatch(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?)?$/);
    })
  );
});
