// No imports: pages that only leave our rules out read this.

export const OWN_LABEL = 'opsbook';
export const REMINDER = 'reminder';

/** Whether a rule or an alert is a reminder of ours: by its label, so that one that somebody named like ours stays theirs. */
export function isReminder({ labels }: { labels?: Record<string, string> }): boolean {
  return labels?.[OWN_LABEL] === REMINDER;
}
