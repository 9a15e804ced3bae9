/** The path under which runbooks are opened, in every address that leads to one. */
const HERE = /\/a\/haddock-opsbook-app\/runbooks\/(rb-[a-z0-9-]{1,37})(?:[/?#]|$)/;

/** The runbook that an address opens here: a whole address, one with a sub-path, or a path. */
export function runbookOfUrl(url: string): string | undefined {
  return HERE.exec(url)?.[1];
}
