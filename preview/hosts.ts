import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

/** The name or address in a Host header, without the port and the brackets of IPv6. */
function nameIn(host: string): string {
  return host
    .replace(/:\d*$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
}

/**
 * Why a request with this Host header is refused; undefined when it is not. A page of somebody else's whose name was made
 * to lead here (DNS rebinding) says that name; an address cannot be such a name.
 */
export function strangeHost(header: string | undefined, allowed: readonly string[]): string | undefined {
  const name = nameIn(header ?? '');
  if (isIP(name) || name === 'localhost' || name.endsWith('.localhost') || allowed.includes(name)) {
    return undefined;
  }
  const shown = /^[\w.-]{1,253}$/.test(name) ? name : 'NAME';
  return `This address is not answered under the name “${shown}”: use localhost or an IP address, or start with --allow-host ${shown}.`;
}

/** Where others find what listens on `host`: all addresses of this machine, when it listens on all of them. */
export function addressesOf(host: string, port: number): string[] {
  const family = host === '0.0.0.0' ? ['IPv4'] : isEverywhere(host) ? ['IPv4', 'IPv6'] : [];
  const found = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => family.includes(address.family) && !address.address.startsWith('fe80:'))
    .map(({ address }) => address);
  return (family.length > 0 ? found : [host]).map((address) => `http://${inUrl(address)}:${port}`);
}

/** What this machine itself calls what listens on `host`. */
export function ownAddress(host: string): string {
  return isEverywhere(host) ? '127.0.0.1' : inUrl(host);
}

function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || /^[0:]+$/.test(host);
}

/** Whether only this machine reaches it. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

/** What to say before others are let in; none when only this machine is. */
export function openDoorWarning(host: string, port: number, subPath: string): string | undefined {
  if (isLoopback(host)) {
    return undefined;
  }
  const where = addressesOf(host, port).map((address) => `${address}${subPath}`);
  return (
    `WARNING: whoever reaches this machine can sign in as admin with the password admin and change every record. ` +
    `It listens on ${where.join(', ')}. Without --host it listens on 127.0.0.1 only.`
  );
}

export function inUrl(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}
