/**
 * Values for `t()` that are texts of people: names, titles, zones. i18next escapes them for HTML unless told otherwise, and
 * React escapes them again ("Europe&#x2F;Paris").
 */
export function verbatim<V extends Record<string, unknown>>(values: V): V & { interpolation: { escapeValue: false } } {
  return { ...values, interpolation: { escapeValue: false } };
}
