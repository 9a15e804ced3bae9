import { z } from 'zod/mini';
import { request, RequestError } from '../request';
import { ROOT_FOLDER } from './folders';
import { type Team } from './privateFolder';

/** Who may do what with the records, as the root folder's permissions say. */
export interface FolderGrant {
  kind: 'role' | 'team' | 'person';
  name: string;
  may: 'read' | 'write' | 'administer';
}

const EDIT = 2;
const ADMIN = 4;

const rows = z.array(
  z.object({
    userId: z.nullish(z.number()),
    userLogin: z.nullish(z.string()),
    teamId: z.nullish(z.number()),
    team: z.nullish(z.string()),
    role: z.nullish(z.string()),
    permission: z.number(),
    inherited: z.nullish(z.boolean()),
  })
);
type Row = z.infer<typeof rows>[number];

/** Undefined for people who may not see the permissions. */
export async function folderGrants(signal?: AbortSignal): Promise<FolderGrant[] | undefined> {
  try {
    return (await readRows(signal)).map(({ userId, userLogin, teamId, team, role, permission }) => ({
      kind: role ? 'role' : teamId ? 'team' : 'person',
      name: role || team || userLogin || String(teamId ?? userId ?? '?'),
      may: permission >= ADMIN ? 'administer' : permission >= EDIT ? 'write' : 'read',
    }));
  } catch (error) {
    if (error instanceof RequestError && (error.kind === 'forbidden' || error.kind === 'missing')) {
      return undefined;
    }
    throw error;
  }
}

/** Lets teams write records, beside whoever may already. Throws RequestError. */
export async function letWrite(teams: Team[]): Promise<void> {
  const before = (await readRows()).filter(({ inherited }) => !inherited);
  const kept = before.filter(({ teamId }) => !teams.some(({ id }) => id === teamId));
  const items = [...kept.map(grantOf), ...teams.map(({ id }) => ({ teamId: id, permission: EDIT }))];
  await request({ method: 'POST', url: `/api/folders/${ROOT_FOLDER.uid}/permissions`, data: { items } });
}

/** As Grafana takes it back: it replaces the whole list. */
function grantOf({ userId, teamId, role, permission }: Row) {
  return { ...(role ? { role } : teamId ? { teamId } : { userId }), permission };
}

async function readRows(signal?: AbortSignal): Promise<Row[]> {
  const parsed = rows.safeParse(await request<unknown>({ url: `/api/folders/${ROOT_FOLDER.uid}/permissions`, signal }));
  if (!parsed.success) {
    throw new RequestError('format', 200, 'These are no permissions of a folder');
  }
  return parsed.data;
}
