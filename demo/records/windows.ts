import { emptyWindow, type MaintenanceWindow, windowName } from '../../src/domain/maintenance/windows/schema';
import { type WindowCommand, windowKind } from '../../src/domain/maintenance/windows/window';
import { isRefused } from '../../src/domain/record/outcome';
import { DAY_MS, HOUR_MS } from '../../src/domain/time/units';
import { idOf, PEOPLE } from './identity';

const FIRST = '2026-01-01T00:00:00Z';

type Body<C> = C extends unknown ? Omit<C, 'id' | 'at'> : never;

/** Work that was planned around now: one that is over and approved, one that was cancelled, two that are to come. */
export function sampleWindows(now: number): MaintenanceWindow[] {
  const midnight = Math.floor(now / DAY_MS) * DAY_MS;
  const on = (day: number, hour: number) => new Date(midnight + day * DAY_MS + hour * HOUR_MS).toISOString();
  const redis = { redis: 'redis' };
  return [
    sample('redis', on(-9, 9), [
      {
        type: 'plan',
        by: PEOPLE.ana,
        fields: {
          title: 'Update Redis',
          start: on(-6, 4),
          end: on(-6, 5),
          services: redis,
          what: 'The next minor version, one replica after the other.',
          risk: 'Quotes may answer slowly while the cache fills.',
          backOut: 'Start the image of before; the data stays.',
          owner: PEOPLE.ana.name,
          exclude: true,
        },
      },
      { type: 'start', by: PEOPLE.ana },
      { type: 'end', by: PEOPLE.ana, ended: on(-6, 4.7), note: 'Done in 40 minutes, nothing unusual.' },
    ]),
    sample('disks', on(-5, 9), [
      {
        type: 'plan',
        by: PEOPLE.marc,
        fields: {
          title: 'Move search to larger disks',
          start: on(-2, 5),
          end: on(-2, 8),
          services: { search: 'search' },
        },
      },
      { type: 'cancel', by: PEOPLE.marc, reason: 'The disks were not delivered.' },
    ]),
    sample('certificates', on(-1, 9), [
      {
        type: 'plan',
        by: PEOPLE.noor,
        fields: {
          title: 'Renew certificates',
          start: on(2, 6),
          end: on(2, 7),
          services: { users: 'users', quotes: 'quotes' },
          what: 'New certificates for the public names.',
          backOut: 'The old ones are valid for two more weeks.',
          owner: PEOPLE.noor.name,
          exclude: true,
        },
      },
    ]),
    sample('cluster', on(-1, 10), [
      {
        type: 'plan',
        by: PEOPLE.ana,
        fields: {
          title: 'Upgrade the cluster',
          start: on(9, 20),
          end: on(10, 2),
          services: { quotes: 'quotes', users: 'users', search: 'search', redis: 'redis' },
          risk: 'Short interruptions of every service.',
          backOut: 'Nodes of the old version stay until morning.',
          owner: PEOPLE.ana.name,
        },
      },
    ]),
  ];
}

/** The commands came when they could have: what starts or ends did so then, what was planned before. */
function sample(key: string, at: string, bodies: Array<Body<WindowCommand>>): MaintenanceWindow {
  // the same name whenever it is loaded
  const begun = emptyWindow(windowName(idOf('window', key), FIRST));
  const record = bodies.reduce<MaintenanceWindow>((before, body, index) => {
    const when = body.type === 'start' ? before.start : body.type === 'end' ? body.ended : at;
    return after(before, { ...body, id: idOf('window', key, index), at: when } as WindowCommand);
  }, begun);
  const approved =
    record.exclude && record.started
      ? after(record, {
          type: 'approve',
          id: idOf('window', key, 'approve'),
          at: record.start,
          by: PEOPLE.lea,
          seen: record.revised.command,
        })
      : record;
  return { ...approved, demo: true };
}

function after(record: MaintenanceWindow, command: WindowCommand): MaintenanceWindow {
  const outcome = windowKind.apply(record, command);
  if (isRefused(outcome)) {
    throw new Error(`refused: ${JSON.stringify(outcome.refused.reasons)}`);
  }
  return outcome.ok;
}
