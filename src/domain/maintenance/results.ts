import { type Changes } from '../record/changes';
import { note } from '../record/log';
import { type Outcome, type Reason, refuse } from '../record/outcome';
import { own } from '../record/own';
import { type Person } from '../record/record';
import { oneLine } from '../text/oneLine';
import { MINUTE_MS } from '../time/units';
import { checkEvidenceLink, checkReason, checkSpent, checkText, spentOf } from './checks';
import { occurrenceKey } from './task';
import { type Promised, type Result, type Week, type WeekCommandOf } from './week';

/** Clocks of two browsers differ: work may be done this much later than the command's own time. */
const CLOCK_SLACK = 5 * MINUTE_MS;

export const resultChanges: Changes<Week, WeekCommandOf<'done' | 'waive' | 'skip' | 'handOver' | 'undo'>> = {
  done(record, command) {
    const { occurrence, doneAt, on, evidence } = command;
    const { reason = '' } = command;
    const reasons = [
      ...checkFree(record, occurrence),
      ...checkText('reason', reason),
      ...checkText('note', command.note),
      ...checkEvidenceLink(evidence),
      ...checkSpent(command),
    ];
    if (Date.parse(doneAt) > Date.parse(command.at) + CLOCK_SLACK) {
      reasons.push({ code: 'time.future', field: 'doneAt' });
    }
    const part = {
      state: 'done' as const,
      at: doneAt,
      on,
      ...(command.note && { note: command.note }),
      ...(evidence && { evidence }),
      ...(reason.trim() && { reason: reason.trim() }),
      ...spentOf(command),
    };
    return reasons.length
      ? refuse(...reasons)
      : note(record, command, withResult(record, command, part), occurrence.title);
  },

  waive: (record, command) => leftOut(record, command, 'waived'),

  skip: (record, command) => leftOut(record, command, 'skipped'),

  handOver(record, command) {
    const { occurrence, person, reason, seen, at, by, id } = command;
    const key = occurrenceKey(occurrence);
    const current = own(record.handovers ?? {}, key);
    const team = oneLine(command.team ?? '');
    const reasons = [...checkFree(record, occurrence), ...checkReason(reason)];
    if (!team && !person) {
      reasons.push({ code: 'required', field: 'to' });
    }
    if (current?.command !== seen) {
      reasons.push({ code: 'maintenance.moved', values: { name: current?.by.name ?? '?' } });
    }
    const next = { ...(team && { team }), ...(person && { person }), reason: reason.trim(), at, by, command: id };
    return reasons.length
      ? refuse(...reasons)
      : note(record, command, { handovers: { ...record.handovers, [key]: next } }, occurrence.title);
  },

  undo(record, command) {
    const current = own(record.results, command.key);
    const { [command.key]: _, ...results } = record.results;
    if (!current) {
      return { ok: record };
    }
    return current.command === command.seen
      ? note(record, command, { results }, current.occurrence.title)
      : refuse({ code: 'maintenance.moved', values: { name: current.by.name } });
  },
};

function leftOut(record: Week, command: WeekCommandOf<'waive' | 'skip'>, state: 'waived' | 'skipped'): Outcome<Week> {
  const { occurrence, on, at } = command;
  const reasons = [...checkFree(record, occurrence), ...checkReason(command.reason)];
  const part = { state, at, on, reason: command.reason.trim() };
  return reasons.length
    ? refuse(...reasons)
    : note(record, command, withResult(record, command, part), occurrence.title);
}

export function withResult(
  record: Week,
  { id, by, occurrence }: { id: string; by: Person; occurrence: Promised },
  part: Omit<Result, 'occurrence' | 'by' | 'command'>
): Pick<Week, 'results'> {
  return {
    results: { ...record.results, [occurrenceKey(occurrence)]: { ...part, occurrence, by, command: id } },
  };
}

const DEALT_WITH: Record<Result['state'], Reason['code']> = {
  done: 'maintenance.done',
  waived: 'maintenance.waived',
  skipped: 'maintenance.skipped',
};

export function checkFree(record: Week, occurrence: Promised): Reason[] {
  const current = record.results[occurrenceKey(occurrence)];
  return current
    ? [
        {
          code: DEALT_WITH[current.state],
          values: { name: current.by.name },
        },
      ]
    : [];
}
