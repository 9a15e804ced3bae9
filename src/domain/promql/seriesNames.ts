/**
 * What tells series of one answer apart: the value of the only label that differs, else `label=value` of each that does. `whole`
 * where nothing differs.
 */
export function seriesNames(labels: Array<Record<string, string>>, whole: string): string[] {
  const names = [...new Set(labels.flatMap((each) => Object.keys(each)))].sort();
  const differing = names.filter((name) => new Set(labels.map((each) => each[name] ?? '')).size > 1);
  return labels.map((each) => {
    const told = differing.filter((name) => each[name] !== undefined && each[name] !== '');
    const parts = told.map((name) => (differing.length === 1 ? each[name] : `${name}=${each[name]}`));
    return parts.join(', ') || whole;
  });
}
