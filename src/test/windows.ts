import { emptyWindow, type MaintenanceWindow, type WindowFields } from '../domain/maintenance/windows/schema';
import { type WindowCommand, windowKind } from '../domain/maintenance/windows/window';
import { isRefused } from '../domain/record/outcome';
import { type Person } from '../domain/record/record';
import { grafana } from './grafana';

type Body<C> = C extends unknown ? Omit<C, 'id' | 'at' | 'by'> & { by?: Person } : never;

export const redisWindow: WindowFields = {
  title: 'Update Redis',
  start: '2026-11-28T10:00:00.000Z',
  end: '2026-11-28T12:00:00.000Z',
  services: { redis: 'redis' },
};

/** A window that people planned and changed so, on the day before. */
export function windowAfter(name: string, fields: Partial<WindowFields>, ...bodies: Array<Body<WindowCommand>>) {
  const all: Array<Body<WindowCommand>> = [{ type: 'plan', fields: { ...redisWindow, ...fields } }, ...bodies];
  return all.reduce<MaintenanceWindow>((before, body, index) => {
    const by = { uid: 'u-ana', name: 'Ana' };
    const command = { by, ...body, id: `${name}-${index}`, at: '2026-11-27T09:00:00Z' } as WindowCommand;
    const outcome = windowKind.apply(before, command);
    if (isRefused(outcome)) {
      throw new Error(JSON.stringify(outcome.refused));
    }
    return outcome.ok;
  }, emptyWindow(name));
}

/** The same, in Grafana. */
export function holdsWindow(
  name: string,
  ...rest: Parameters<typeof windowAfter> extends [string, ...infer R] ? R : never
) {
  const record = windowAfter(name, ...rest);
  grafana.holds(windowKind, name, record);
  return record;
}
