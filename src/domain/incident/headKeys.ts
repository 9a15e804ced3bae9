import { type Instant } from '../record/record';

// No imports but types: reminders, which stand on every page, read two of these.

/** What a head calls what it says of an incident; milestones have their own names. */
export const KEY = {
  status: 'status',
  severity: 'severity',
  services: 'services',
  detectedBy: 'detected-by',
  loss: 'loss',
  voided: 'voided',
  drill: 'drill',
  private: 'private',
  duplicateOf: 'duplicate-of',
  openActions: 'open-actions',
  closedActions: 'closed-actions',
  updated: 'updated',
  nextUpdate: 'next-update',
  nextCheck: 'next-check',
  commander: 'commander',
  commanderUid: 'commander-uid',
  declaredUid: 'declared-uid',
  review: 'review',
  reviewDue: 'review-due',
  reviewOwner: 'review-owner',
  costs: 'costs',
  alerts: 'alerts',
  dues: 'dues',
  summary: 'summary',
  cause: 'cause',
  openTasks: 'open-tasks',
  held: 'held',
} as const;

/** When to ask about an open task next, and about which. */
export interface NextCheck {
  at: Instant;
  title: string;
}

/** `2026-11-20T15:00:00Z Restart Redis` */
export function writeNextCheck({ at, title }: NextCheck): string {
  return `${at} ${title}`;
}

export function readNextCheck(text: string | undefined): NextCheck | undefined {
  const [, at, title = ''] = /^(\S+)(?: ([\s\S]*))?$/.exec(text ?? '') ?? [];
  return at === undefined ? undefined : { at, title };
}
