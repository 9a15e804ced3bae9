import { z } from 'zod';
import { displayUrl } from './namespace';
import { request } from './request';

const display = z.object({
  display: z
    .array(
      z.object({
        identity: z.object({ type: z.string(), name: z.string() }),
        displayName: z.string().default(''),
        avatarURL: z.string().optional(),
        internalId: z.number().optional(),
      })
    )
    .nullish(),
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

const orgUsers = z.array(z.object({ uid: z.string().default(''), login: z.string(), name: z.string().default('') }));

/** People of the organisation, where the signed-in person may list them; throws `forbidden` otherwise. */
export async function orgPeople(signal?: AbortSignal): Promise<Array<{ uid: string; name: string }>> {
  const users = orgUsers.parse(await request<unknown>({ url: '/api/org/users/lookup', signal }));
  return users.map(({ uid, login, name }) => ({ uid, name: name || login }));
}
