import { type Changes } from '../record/changes';
import { applyOnce } from '../record/log';
import { type RecordKind, tag } from '../record/record';
import { readable } from '../record/unreadable';
import { WEEKLY_REVIEW_TEXTS } from '../text/documents/weeklyReview';
import { WEEKS, writeWeekHead } from './ledger';
import { resultChanges } from './results';
import { runChanges, toEntry } from './run';
import { type Week, week, type WeekCommand } from './week';
import { weekMarkdown } from './weekMarkdown';
import { reviewChanges } from './weekReview';

const CHANGES: Changes<Week, WeekCommand> = { ...resultChanges, ...runChanges, ...reviewChanges };
const applyNew = applyOnce(CHANGES);

export const weekKind: RecordKind<Week, WeekCommand> = {
  ...WEEKS,
  version: 1,
  schema: week,
  describe(record) {
    const done = Object.values(record.results).filter(({ state }) => state === 'done').length;
    const say = WEEKLY_REVIEW_TEXTS[record.language ?? 'en'];
    const waived = Object.keys(record.results).length - done;
    return {
      title: [`Maintenance ${record.week}`, say.done(done), ...(waived ? [say.leftOut(waived)] : [])].join(' · '),
      tags: [tag('week', record.week)],
      head: writeWeekHead(record),
      markdown: weekMarkdown(record),
    };
  },
  apply: readable(week, (record, command) =>
    Object.hasOwn(record.entries, command.id) ? { ok: record } : applyNew(record, command)
  ),
  // a full week takes no more results of checks, but its tasks can still be dealt with and signed off
  filling({ type }) {
    if (type === 'item' || type === 'startRun' || type === 'reopenRun') {
      return 'adds';
    }
    return type === 'reviewNotes' || type === 'decide' || type === 'carry' ? 'edits' : 'ends';
  },
  addition(command) {
    return command.type === 'item' ? { path: ['entries', command.id], value: toEntry(command) } : undefined;
  },
};
