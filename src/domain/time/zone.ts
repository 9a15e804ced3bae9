// Without imports: incidents need it, and not the calendar's polyfill.

/** Whether the browser knows an IANA zone of this name. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
