import { z } from 'zod/mini';
import { displayUrl } from './namespace';
import { request } from './request';

const display = z.object({
  display: z.nullish(
    z.array(
      z.object({
        identity: z.object({ type: z.string(), name: z.string() }),
        displayName: z._default(z.string(), ''),
        avatarURL: z.optional(z.string()),
        internalId: z.optional(z.number()),
      })
    )
  ),
});

export interface DisplayedPerson {
  uid: string;
  id?: string;
  name: string;
  avatarUrl?: string;
}

/** Names of people by numeric id or uid; answered to Viewers too. Unknown ones are left out. */
export async function peopleByKey(keys: string[], signal?: AbortSignal): Promise<DisplayedPerson[]> {
  if (keys.length === 0) {
    return [];
  }
  const query = new URLSearchParams(keys.map((key) => ['key', key.includes(':') ? key : `user:${key}`]));
  const answer = display.parse(await request<unknown>({ url: `${displayUrl()}?${query}`, signal }));
  return (answer.display ?? []).map(({ identity, displayName, avatarURL, internalId }) => ({
    uid: identity.name,
    ...(internalId !== undefined && { id: String(internalId) }),
    name: displayName || identity.name,
    avatarUrl: avatarURL,
  }));
}

const orgUsers = z.array(
  z.object({ uid: z._default(z.string(), ''), login: z.string(), name: z._default(z.string(), '') })
);

interface OrgPerson {
  uid: string;
  login: string;
  /** The full name where there is one, else the login. */
  name: string;
}

/** As many as an address has room for. */
const AT_ONCE = 100;

/** People of the organisation, where the signed-in person may list them; throws `forbidden` otherwise. */
export async function orgPeople(signal?: AbortSignal): Promise<OrgPerson[]> {
  const users = orgUsers.parse(await request<unknown>({ url: '/api/org/users/lookup', signal }));
  const nameless = users.flatMap(({ uid, name }) => (uid && !name ? [uid] : [])); // Grafana 12.4 lists logins only
  const groups = Array.from({ length: Math.ceil(nameless.length / AT_ONCE) }, (_, index) =>
    nameless.slice(index * AT_ONCE, (index + 1) * AT_ONCE)
  );
  const displayed = await Promise.all(groups.map((uids) => peopleByKey(uids, signal).catch(() => [])));
  const names = new Map(displayed.flat().map(({ uid, name }) => [uid, name]));
  return users.map(({ uid, login, name }) => ({ uid, login, name: name || names.get(uid) || login }));
}

const userTeams = z.array(z.object({ name: z.string() }));

/** Names of the teams of the signed-in person. */
export async function myTeams(signal?: AbortSignal): Promise<string[]> {
  return userTeams.parse(await request<unknown>({ url: '/api/user/teams', signal })).map(({ name }) => name);
}
