import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type APIRequestContext, request } from '@playwright/test';

export type Role = 'admin' | 'editor' | 'viewer';
export const ROLES: Role[] = ['admin', 'editor', 'viewer'];

const ORG_ROLE = { admin: 'Admin', editor: 'Editor', viewer: 'Viewer' };

export const credentials = (role: Role) =>
  role === 'admin'
    ? { user: process.env.GRAFANA_ADMIN_USER ?? 'admin', password: process.env.GRAFANA_ADMIN_PASSWORD ?? 'admin' }
    : { user: role, password: role };

/** Grafana changes a session's token after ten minutes, and no longer takes the old one. */
const FRESH = 4 * 60_000;

/** Cookies of a signed-in person, as they were left last. */
export const stateOf = (role: Role, folder = process.env.E2E_FOLDER ?? '') => join(folder, `${role}.json`);

/** Requests by API in the name of `role`; to be disposed. */
export function apiOf(url: string, role: Role): Promise<APIRequestContext> {
  const { user, password } = credentials(role);
  return request.newContext({
    baseURL: `${url}/`,
    extraHTTPHeaders: { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
  });
}

/** Signs everybody in; makes the editor and the viewer on a Grafana that does not have them yet. */
export async function signEverybodyIn(url: string): Promise<void> {
  for (const role of ROLES) {
    await signIn(url, role);
  }
}

/** The file of somebody's cookies, signed in anew where they are about to grow old. */
export async function freshStateOf(url: string, role: Role): Promise<string> {
  const path = stateOf(role);
  if (Date.now() - statSync(path).mtimeMs > FRESH) {
    await signIn(url, role);
  }
  return path;
}

async function signIn(url: string, role: Role): Promise<void> {
  const session = await request.newContext({ baseURL: `${url}/` });
  const send = () => session.post('login', { data: credentials(role) });
  let answer = await send();
  if (!answer.ok() && role !== 'admin') {
    await makePerson(url, role);
    answer = await send();
  }
  if (!answer.ok()) {
    throw new Error(`${url}: ${role} cannot sign in (${answer.status()}): ${await answer.text()}`);
  }
  await session.storageState({ path: stateOf(role) });
  await session.dispose();
}

async function makePerson(url: string, role: Role): Promise<void> {
  const admin = await apiOf(url, 'admin');
  const { user, password } = credentials(role);
  const made = await admin.post('api/admin/users', { data: { name: user, login: user, password } });
  const { id } = await made.json();
  await admin.patch(`api/org/users/${id}`, { data: { role: ORG_ROLE[role] } });
  await admin.dispose();
}
