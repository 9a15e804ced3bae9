import { type Changes } from '../record/changes';
import { note } from '../record/log';
import { type Outcome, type Reason, refuse } from '../record/outcome';
import { own } from '../record/own';
import { type Command } from '../record/record';
import { checkRequired, checkText } from './checks';
import { stampOf, type Week, type WeekCommandOf, type WeekReview } from './week';

type ReviewCommand = WeekCommandOf<'reviewNotes' | 'decide' | 'carry' | 'dropLine' | 'signReview'>;

export const reviewChanges: Changes<Week, ReviewCommand> = {
  reviewNotes: (record, command) =>
    written(record, command, ({ notes = '' }) => ({
      reasons: [
        ...checkText('notes', command.notes),
        ...(notes === command.seen ? [] : [{ code: 'review.moved' as const }]),
      ],
      next: { notes: command.notes },
    })),

  decide: (record, command) =>
    written(record, command, ({ decisions }) => ({
      reasons: checkRequired('text', command.text),
      next: { decisions: { ...decisions, [command.id]: lineOf(command) } },
    })),

  carry: (record, command) =>
    written(record, command, ({ carried }) => ({
      reasons: checkRequired('text', command.text),
      next: {
        carried: { ...carried, [command.id]: { ...lineOf(command), ...(command.from && { from: command.from }) } },
      },
    })),

  dropLine: (record, { line, ...command }) =>
    written(record, command, ({ decisions, carried }) => {
      const dropped = own(decisions, line) ?? own(carried, line);
      const { [line]: _, ...otherDecisions } = decisions;
      const { [line]: _carried, ...otherCarried } = carried;
      return (
        dropped && { next: { decisions: otherDecisions, carried: otherCarried }, what: dropped.text.slice(0, 100) }
      );
    }),

  signReview: (record, command) =>
    written(record, command, () => ({
      reasons: checkText('note', command.note),
      next: { signedOff: { ...stampOf(command, command.note), ...(command.open?.length && { open: command.open }) } },
    })),
};

interface Written {
  reasons?: Reason[];
  next: Partial<WeekReview>;
  what?: string;
}

/** What `write` makes of a review that nobody signed off yet; undefined changes nothing. */
function written(record: Week, command: Command, write: (review: WeekReview) => Written | undefined): Outcome<Week> {
  const current: WeekReview = record.review ?? { decisions: {}, carried: {} };
  if (current.signedOff) {
    return refuse({ code: 'review.signed', values: { name: current.signedOff.by.name } });
  }
  const change = write(current);
  if (!change) {
    return { ok: record };
  }
  const { reasons = [], next, what } = change;
  return reasons.length ? refuse(...reasons) : note(record, command, { review: { ...current, ...next } }, what);
}

function lineOf({ text, at, by }: WeekCommandOf<'decide' | 'carry'>): WeekReview['decisions'][string] {
  return { text: text.trim(), at, by };
}
