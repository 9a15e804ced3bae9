/** Labels as people type them, `name=value` a line, quoted or not; `wrong` is the first line that is none. */
export function readLabels(text: string): { labels: Record<string, string>; wrong?: string } {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const pairs = lines.map((line) => /^"?([^=\s"]+)"?\s*=\s*"?(.*?)"?$/.exec(line));
  const wrong = lines.find((_, index) => !pairs[index]);
  return {
    labels: Object.fromEntries(pairs.flatMap((pair) => (pair ? [[pair[1], pair[2]]] : []))),
    ...(wrong !== undefined && { wrong: wrong.slice(0, 50) }),
  };
}

export function writeLabels(labels: Record<string, string>): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}=${value}`)
    .join('\n');
}
