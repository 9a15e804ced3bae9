import { type ReasonCode } from './reasons';

/** Why a command is refused: a code that the UI translates (shared/words/reasons), with the values its text needs. */
export interface Reason {
  code: ReasonCode;
  values?: Record<string, string | number>;
  /** The form field the reason belongs to, where there is one. */
  field?: string;
}

interface Refusal {
  reasons: Reason[];
}

/** Refusals are values, not exceptions. */
export type Outcome<T> = { ok: T } | { refused: Refusal };

export function refuse(...reasons: Reason[]): { refused: Refusal } {
  return { refused: { reasons } };
}

export function isRefused<T>(outcome: Outcome<T>): outcome is { refused: Refusal } {
  return 'refused' in outcome;
}
