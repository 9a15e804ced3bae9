import { z } from 'zod/mini';
import { type Reason } from './outcome';

/** Longest text of one field, in UTF-16 units; longer ones are refused at their field. */
export const MAX_TEXT = 20_000;
/** An http(s) address or a path inside Grafana; nothing that a browser would execute, nor take elsewhere than it says. */
export const safeUrl = z.string().check(
  z.maxLength(2_000),
  z.refine((url) => isWebLink(url) || isOwnPath(url), { error: 'badLink' })
);

/** A link as it is stored: one that is refused today is shown as text, and does not make its record unreadable. */
export const storedUrl = z.string().check(z.maxLength(2_000));

/** Why somebody cannot give this link, at its field; absent or empty ones are none. */
export function checkLink(url: string | undefined, field: string): Reason[] {
  return url && !safeUrl.safeParse(url).success ? [{ code: 'badLink', field }] : [];
}

/** An address of the web: `http://` or `https://` and a host. Browsers also take `https:/host` and `\` for it; nobody reads those. */
export function isWebLink(url: string): boolean {
  return /^https?:\/\/[^\s\\/?#@][^\s\\]*$/i.test(url) && !CONTROL.test(url) && URL.canParse(url) && !hasUser(url);
}

/** `https://wiki.example@evil.example` reads as one host and leads to another; with a password it is a secret as well. */
function hasUser(url: string): boolean {
  const { username, password } = new URL(url);
  return username !== '' || password !== '';
}

/** A path that stays inside Grafana: browsers take `//host`, `/\host` and `/.//host` for another host, tabs in it or not. */
export function isOwnPath(url: string): boolean {
  const isPath = /^\/[^\s\\]*$/.test(url) && !CONTROL.test(url) && URL.canParse(url, HERE);
  return isPath && !/^\/(?:\/|[^/?#]*%(?:2f|5c))/i.test(url) && !new URL(url, HERE).pathname.startsWith('//');
}

const HERE = 'https://grafana.invalid';
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
