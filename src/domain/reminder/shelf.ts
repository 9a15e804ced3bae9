import { type Shelf } from '../record/record';

export const REMINDERS = 'opsbook-reminders';
export const REMINDERS_SHELF = { kind: 'reminders', folders: ['registers'] } as const satisfies Shelf;
/** What the head says where nothing is switched on. */
export const NO_REMINDERS = '-';
