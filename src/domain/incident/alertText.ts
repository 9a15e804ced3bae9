/** What Grafana writes of an alert's change: its rule's name and its labels as `label=value`. */
interface AlertText {
  name: string;
  labels: string[];
}

/**
 * Reads `HighErrorRate {alertname=HighErrorRate, service=quotes} - B=6.2`. Names and values may hold braces, commas and dashes of their own:
 * the labels begin where they name the rule that stands before them, or that is known.
 */
export function readAlertText(text: string, known = ''): AlertText {
  const end = text.includes('} - ') ? text.lastIndexOf('} - ') : text.lastIndexOf('}');
  const told = text.slice(0, end < 0 ? 0 : end);
  for (let at = told.indexOf(' {'); at >= 0; at = told.indexOf(' {', at + 1)) {
    const name = told.slice(0, at);
    const labels = labelsOf(told.slice(at + 2));
    if (labels.includes(`alertname=${name}`) || name === known) {
      return { name: known || name, labels };
    }
  }
  const first = told.indexOf(' {');
  return { name: known || told.slice(0, Math.max(first, 0)), labels: first < 0 ? [] : labelsOf(told.slice(first + 2)) };
}

/** A part without a name belongs to the value before it. */
function labelsOf(text: string): string[] {
  const labels: string[] = [];
  for (const part of text.split(', ')) {
    const last = labels.length - 1;
    if (/^[^\s=]+=/.test(part) || last < 0) {
      labels.push(part);
    } else {
      labels[last] += `, ${part}`;
    }
  }
  return labels.map((label) => label.trim()).filter((label) => label !== '');
}
