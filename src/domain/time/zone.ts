// Without imports: incidents need it, and not the calendar's polyfill.

const asked = new Map<string, boolean>();

/** Whether the browser knows an IANA zone of this name. */
export function isZone(zone: string): boolean {
  const known = asked.get(zone) ?? isKnown(zone); // a formatter costs as much as a year of dates
  if (asked.size < 1000) {
    asked.set(zone, known);
  }
  return known;
}

function isKnown(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
