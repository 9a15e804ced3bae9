import { fold } from '../filter';
import { severity } from '../schema';
import { severityOfLabel, type DescribedAlert } from './link';

type Alert = Pick<DescribedAlert, 'name' | 'labels' | 'annotations'> & { activeAt?: string };

/** The worst severity first, among equals the latest to fire; alerts without a severity or a time come last. */
export function bySeverityAndTime(one: Alert, other: Alert): number {
  return rankOf(one) - rankOf(other) || timeOf(other) - timeOf(one) || (one.name < other.name ? -1 : 1);
}

function rankOf({ labels }: Alert): number {
  const level = severityOfLabel(labels.severity);
  return level ? severity.options.indexOf(level) : severity.options.length;
}

function timeOf({ activeAt }: Alert): number {
  return activeAt ? Date.parse(activeAt) : 0;
}

/** Whether every word stands in the name, the summary or a label, without case and accents. */
export function alertSays(alert: Alert, text: string): boolean {
  const { name, labels, annotations } = alert;
  const said = fold(
    [name, annotations.summary, ...Object.entries(labels).map(([key, value]) => `${key}=${value}`)].join(' ')
  );
  return fold(text)
    .split(/\s+/)
    .every((word) => said.includes(word));
}
