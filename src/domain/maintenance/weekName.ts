const PREFIX = 'opsbook-week-';

export function weekName(isoWeek: string): string {
  return `${PREFIX}${isoWeek.toLowerCase()}`;
}

export function weekOfName(name: string): string | undefined {
  const found = /^opsbook-week-(\d{4}-w\d{2})$/.exec(name);
  return found ? found[1].toUpperCase() : undefined;
}
