import { fromResource, toResource } from '../record/resource';
import { effectiveSettings, noSettings, SETTINGS, type SettingsCommand, settingsKind } from './settings';

let count = 0;
type Body<C> = C extends unknown ? Omit<C, 'id' | 'at' | 'by'> : never;
const command = (body: Body<SettingsCommand>): SettingsCommand =>
  ({ ...body, id: `c${count++}`, at: '2026-11-20T08:00:00Z', by: { uid: 'u-ana', name: 'Ana' } }) as SettingsCommand;
const start = noSettings('own-id');
const after = (...commands: SettingsCommand[]) =>
  commands.reduce((record, each) => {
    const outcome = settingsKind.apply(record, each);
    return 'ok' in outcome ? outcome.ok : record;
  }, start);

it('keeps what was chosen, with who did so, and takes it back', () => {
  const chosen = command({ type: 'choose', field: 'timeZone', value: 'Europe/Paris' });
  const record = after(chosen);
  expect(record).toMatchObject({ timeZone: 'Europe/Paris', log: { [chosen.id]: { by: { name: 'Ana' } } } });
  expect(settingsKind.apply(record, chosen)).toEqual({ ok: record });
  const cleared = after(chosen, command({ type: 'choose', field: 'timeZone', seen: 'Europe/Paris' }));
  expect(cleared).not.toHaveProperty('timeZone');
});

it('asks when somebody else chose meanwhile', () => {
  const record = after(command({ type: 'choose', field: 'timeZone', value: 'UTC' }));
  expect(settingsKind.apply(record, command({ type: 'choose', field: 'timeZone', value: 'Asia/Tokyo' }))).toEqual({
    refused: { reasons: [{ code: 'moved', field: 'timeZone' }] },
  });
});

it.each([
  ['timeZone', 'Mars</b>'],
  ['timeZone', 'x'.repeat(200)],
  ['documentLanguage', 'tlh'],
  ['prometheusUid', 'x'.repeat(200)],
] as const)('refuses the %s %s', (field, value) => {
  expect(settingsKind.apply(start, command({ type: 'choose', field, value }))).toEqual({
    refused: { reasons: [{ code: 'unreadable', field }] },
  });
});

it('remembers which registers there are, until one is given up', () => {
  const noted = command({ type: 'noteRegister', register: 'opsbook-services', record: 'their-id' });
  expect(after(noted).registers).toEqual({ 'opsbook-services': 'their-id' });
  const again = command({ type: 'noteRegister', register: 'opsbook-services', record: 'their-id' });
  expect(settingsKind.apply(after(noted), again)).toEqual({ ok: after(noted) });
  expect(after(noted, command({ type: 'giveUpRegister', register: 'opsbook-services' })).registers).toEqual({});
});

it('lets the settings of the plugin win, field by field, and says which', () => {
  const record = { timeZone: 'Europe/Paris', documentLanguage: 'fr' as const };
  expect(effectiveSettings(record, { timeZone: 'UTC', prometheusUid: '' })).toEqual({
    settings: { timeZone: 'UTC', documentLanguage: 'fr' },
    fixed: ['timeZone'],
  });
  expect(effectiveSettings(undefined, {})).toEqual({ settings: {}, fixed: [] });
});

it('reads back what it writes', () => {
  const record = after(command({ type: 'choose', field: 'prometheusUid', value: 'a`b' }));
  const resource = toResource(settingsKind, record, { name: SETTINGS, folder: 'x' });
  expect(fromResource(settingsKind, resource)).toMatchObject({ state: 'ok', record });
});
