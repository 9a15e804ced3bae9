import { type Shelf } from '../../domain/record/record';
import { fromResource, type Resource } from '../../domain/record/resource';
import { SETTINGS, settingsKind } from '../../domain/settings/settings';
import { dashboardsApi } from '../namespace';
import { request, RequestError } from '../request';
import { isAtHome } from './folders';

/** Weeks of maintenance begin by themselves as registers do: a deleted one must not pass for one in which nothing was done. */
const WEEK = 'week';

/** Whether records of this kind are noted in the settings once they are saved. */
export function isNoted({ kind, folders }: Shelf): boolean {
  return kind === WEEK || (folders[0] === 'registers' && kind !== settingsKind.kind);
}

/**
 * Whether the register or week of this name was ever saved, by what the settings remember: those who are not admins see only what they
 * deleted themselves in Grafana's trash, and would take the defaults for what the team has.
 */
export async function wasSaved(shelf: Shelf, name: string): Promise<boolean> {
  if (!isNoted(shelf)) {
    return false;
  }
  noted ??= readNoted().finally(() => {
    noted = undefined;
  });
  return Object.hasOwn(await noted, name);
}

/** Several registers that are missing are asked about by one question. */
let noted: Promise<Record<string, string>> | undefined;

async function readNoted(): Promise<Record<string, string>> {
  try {
    const { url } = await dashboardsApi();
    const resource = await request<Resource>({ url: `${url}/${SETTINGS}` });
    const settings = isAtHome(settingsKind, resource) ? fromResource(settingsKind, resource) : undefined;
    return settings?.state === 'ok' ? settings.record.registers : {};
  } catch (error) {
    if (error instanceof RequestError && (error.kind === 'missing' || error.kind === 'forbidden')) {
      return {};
    }
    throw error;
  }
}
