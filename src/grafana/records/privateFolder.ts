import { config } from '@grafana/runtime';
import { z } from 'zod/mini';
import { folderAccessUrl } from '../namespace';
import { request, RequestError } from '../request';
import { FOLDERS, type RestrictedFolder } from './folders';

const VIEW = 1;
const EDIT = 2;
const ADMIN = 4;

export interface Team {
  id: number;
  name: string;
}

export interface Grant {
  kind: 'person' | 'team' | 'role';
  name: string;
  permission: 'View' | 'Edit' | 'Admin';
}

/** `closed`: it is there, for others. */
type PrivateFolder =
  | { state: 'missing' }
  | { state: 'closed' }
  | {
      state: 'open';
      canWrite: boolean;
      /** Absent: this person may not read its permissions, so nobody can say here who else opens it. */
      grants?: Grant[];
      /** Login of who made it; somebody could have made a folder of this name for themselves. */
      madeBy?: string;
    };

/** The permissions are not what was asked for: nothing private may be written there. */
export class NotPrivate extends Error {
  constructor(readonly grants: Grant[]) {
    super('the folder is open to others');
    this.name = 'NotPrivate';
  }
}

/** Whether the folder is there for this person, and, for its administrators, who else may open it. */
export async function privateFolder(key: RestrictedFolder, signal?: AbortSignal): Promise<PrivateFolder> {
  const { uid } = FOLDERS[key];
  try {
    const access = await request<{ canSave?: boolean; canAdmin?: boolean }>({ url: folderAccessUrl(uid), signal });
    const grants = access.canAdmin ? await unlessForbidden(readGrants(uid, signal)) : undefined;
    const folder = await unlessForbidden(request<{ createdBy?: string }>({ url: `/api/folders/${uid}`, signal }));
    return {
      state: 'open',
      canWrite: access.canSave === true,
      ...(grants && { grants: grants.map(({ grant }) => grant) }),
      ...(folder?.createdBy && { madeBy: folder.createdBy }),
    };
  } catch (error) {
    if (error instanceof RequestError && (error.kind === 'missing' || error.kind === 'forbidden')) {
      return { state: error.kind === 'missing' ? 'missing' : 'closed' };
    }
    throw error;
  }
}

async function unlessForbidden<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof RequestError && error.kind === 'forbidden') {
      return undefined;
    }
    throw error;
  }
}

/** Whether people can open it because of their role in the organisation, so that it is not private. */
export function isOpenToRoles(grants: Grant[]): boolean {
  return grants.some(({ kind }) => kind === 'role');
}

/**
 * Makes the folder: this person Admin, the team Edit, nobody else; then reads it back. Throws RequestError, or NotPrivate when
 * the permissions are not as asked. An empty list would lock out whoever made it. One that is there already, made by somebody else
 * a moment ago, is left as it is: RequestError `precondition`.
 */
export async function makePrivateFolder(key: RestrictedFolder, team?: Team): Promise<Grant[]> {
  const { uid, title } = FOLDERS[key];
  await request({ method: 'POST', url: '/api/folders', data: { uid, title } });
  try {
    return await restrict(uid, team);
  } catch (error) {
    // half made it would be open to every Editor and Viewer
    await request({ method: 'DELETE', url: `/api/folders/${uid}` }).catch(() => undefined);
    throw error;
  }
}

async function restrict(uid: string, team: Team | undefined): Promise<Grant[]> {
  const { id: userId } = config.bootData.user;
  await request({
    method: 'POST',
    url: `/api/folders/${uid}/permissions`,
    data: { items: [{ userId, permission: ADMIN }, ...(team ? [{ teamId: team.id, permission: EDIT }] : [])] },
  });
  const rows = await readGrants(uid);
  const grants = rows.map(({ grant }) => grant);
  const hasOwner = rows.some((row) => row.userId === userId && row.permission === ADMIN);
  const hasTeam = !team || rows.some((row) => row.teamId === team.id && row.permission >= EDIT);
  if (!hasOwner || !hasTeam || isOpenToRoles(grants)) {
    throw new NotPrivate(grants);
  }
  return grants;
}

const permissions = z.array(
  z.object({
    userId: z.nullish(z.number()),
    userLogin: z.nullish(z.string()),
    teamId: z.nullish(z.number()),
    team: z.nullish(z.string()),
    role: z.nullish(z.string()),
    permission: z.number(),
  })
);

async function readGrants(uid: string, signal?: AbortSignal) {
  const rows = permissions.parse(await request<unknown>({ url: `/api/folders/${uid}/permissions`, signal }));
  return rows.map(({ userId, userLogin, teamId, team, role, permission }) => {
    const kind = role ? 'role' : teamId ? 'team' : 'person';
    const grant: Grant = {
      kind,
      name: role || team || userLogin || String(teamId ?? userId ?? '?'),
      permission: permission >= ADMIN ? 'Admin' : permission > VIEW ? 'Edit' : 'View',
    };
    return { userId, teamId, permission, grant };
  });
}

const teamList = z.array(z.object({ id: z.number(), name: z.string() }));

/** Teams to choose from: all of them for those who may list them, else one's own. */
export async function teams(signal?: AbortSignal): Promise<Team[]> {
  try {
    const found = await request<unknown>({ url: '/api/teams/search?perpage=1000', signal });
    return z.object({ teams: z.nullish(teamList) }).parse(found).teams ?? [];
  } catch (error) {
    if (error instanceof RequestError && (error.kind === 'forbidden' || error.kind === 'missing')) {
      return teamList.parse(await request<unknown>({ url: '/api/user/teams', signal }));
    }
    throw error;
  }
}
