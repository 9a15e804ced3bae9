import { waitFor } from '@testing-library/react';
import { emptyWeek, type WeekCommand, weekName } from '../../domain/maintenance/week';
import { weekKind } from '../../domain/maintenance/weekKind';
import { fromResource, type Resource } from '../../domain/record/resource';
import { demoServices } from '../../domain/services/demo';
import { SERVICES, servicesKind, type ServicesCommand } from '../../domain/services/services';
import { SETTINGS, settingsKind } from '../../domain/settings/settings';
import { grafana } from '../../test/grafana';
import { kindByName } from './kinds';
import { Outbox } from './outbox';
import { RecordError, update } from './store';

const save = (id: string): ServicesCommand => ({
  type: 'save',
  id,
  at: '2026-11-20T08:00:00Z',
  by: { uid: 'u-ana', name: 'Ana' },
  service: 'orders',
  isNew: true,
  definition: { name: 'Orders', objectives: [], labels: {}, dashboards: [], runbooks: [] },
});
const initial = () => demoServices('en', 'their-id');
const remembered = () => {
  const parsed = fromResource(settingsKind, grafana.records.get(SETTINGS) as Resource);
  return parsed.state === 'ok' && parsed.record.registers;
};

async function saved(owner: string) {
  const outbox = new Outbox(kindByName, `${owner}|u-ana`);
  await outbox.send('services', SERVICES, save('a'), { initial: initial() });
  await waitFor(() => expect(remembered()).toEqual({ [SERVICES]: 'their-id' }));
}

it('remembers a register once it is saved, and never makes one that was deleted out of sight', async () => {
  await saved('one');
  grafana.records.delete(SERVICES); // in a trash that this person does not see
  await expect(update(servicesKind, SERVICES, save('b'), { initial })).rejects.toEqual(
    new RecordError('deleted', SERVICES)
  );
  expect(grafana.records.has(SERVICES)).toBe(false);
});

it('says at the first write that the folder is managed, whatever words Grafana has for it', async () => {
  grafana.refusesWrites(403);
  await expect(update(servicesKind, SERVICES, save('a'), { initial })).rejects.toMatchObject({ kind: 'forbidden' });
  grafana.options.managedBy = 'repo';
  await expect(update(servicesKind, SERVICES, save('a'), { initial })).rejects.toMatchObject({ kind: 'managedFolder' });
});

it('remembers a week of maintenance as it does a register: a deleted one is not taken for an empty one', async () => {
  const outbox = new Outbox(kindByName, 'week|u-ana');
  const name = weekName('2026-W47');
  const decide = (id: string): WeekCommand => ({
    type: 'decide',
    id,
    at: '2026-11-20T08:00:00Z',
    by: { uid: 'u-ana', name: 'Ana' },
    text: 'More memory',
  });
  await outbox.send('week', name, decide('a'), { initial: emptyWeek('2026-W47') });
  await waitFor(() => expect(remembered()).toEqual({ [name]: name }));
  grafana.records.delete(name);
  const again = update(weekKind, name, decide('b'), { initial: () => emptyWeek('2026-W47') });
  await expect(again).rejects.toEqual(new RecordError('deleted', name));
});
