import { type Instant } from '../record/record';
import { WEEKLY_REVIEW_TEXTS } from '../text/documents/weeklyReview';
import { block, cell, flow, inline, markdownCell, row, tableHead } from '../text/markdown';
import { inOrder, type Verdict } from './checklist';
import { ledgerOf, ledgerOfWeek } from './ledger';
import { runState } from './run';
import { occurrenceKey } from './task';
import { type Run, type Week, type WeekReview } from './week';

const MARKS: Record<Verdict, string> = { pass: '✅ pass', fail: '❌ fail', nodata: '❔ no data', skip: '➖ skipped' };

/** The week for people who read it without the plugin. */
export function weekMarkdown(record: Week): string {
  const results = Object.values(record.results).sort(
    (a, b) => Date.parse(a.occurrence.due) - Date.parse(b.occurrence.due)
  );
  const ledger = ledgerOf(ledgerOfWeek(record));
  const lines = [`# Maintenance ${record.week}`, ''];
  if (results.length) {
    lines.push(...tableHead(['Due', 'Task', 'Result', 'At (UTC)', 'By', 'Note']));
    results.forEach(({ occurrence: promise, at, by, note, reason, evidence }) => {
      const state = ledger.get(occurrenceKey(promise))?.state ?? 'ontime';
      const remark = [note, reason, evidence].filter(Boolean).join(' · ');
      lines.push(
        row([
          promise.date,
          cell(promise.title),
          WEEKLY_REVIEW_TEXTS.en.states[state],
          minute(at),
          cell(by.name),
          markdownCell(remark),
        ])
      );
    });
    lines.push('');
  }
  Object.entries(record.runs)
    .sort(([, a], [, b]) => Date.parse(a.started.at) - Date.parse(b.started.at))
    .forEach(([id, current]) => lines.push(...runMarkdown(record, id, current), ''));
  if (record.review) {
    lines.push('## Weekly review', '', ...reviewMarkdown(record.review));
  }
  return lines.join('\n');
}

function runMarkdown(record: Week, id: string, current: Run): string[] {
  const { outcomes } = runState(record, id);
  const end = current.finished
    ? `Finished ${minute(current.finished.at)} UTC by ${inline(current.finished.by.name)}`
    : current.abandoned
      ? `Abandoned ${minute(current.abandoned.at)} UTC by ${inline(current.abandoned.by.name)}: ${flow(current.abandoned.note ?? '')}`
      : 'Not finished';
  return [
    `## ${inline(current.title)} (version ${current.version}), ${minute(current.started.at)} UTC`,
    '',
    `Started by ${inline(current.started.by.name)}. ${end}.${current.signedOff ? ` Signed off by ${inline(current.signedOff.by.name)}.` : ''}`,
    '',
    ...tableHead(['Item', 'Result', 'Value', 'At (UTC)', 'By', 'Note']),
    ...inOrder(current.items).map(({ key, title }) => {
      const found = outcomes.get(key);
      if (!found) {
        return row([cell(title), 'open', '', '', '', '']);
      }
      const { outcome, at, by } = found;
      const value = outcome.value === undefined ? '' : `${outcome.value}${outcome.unit ? ` ${outcome.unit}` : ''}`;
      const rule = outcome.query ? `${outcome.query.expr} ${outcome.query.comparison} ${outcome.query.threshold}` : '';
      return row([
        cell(title),
        MARKS[outcome.verdict],
        cell(value),
        minute(at),
        cell(by.name),
        [markdownCell([outcome.note, outcome.reason, outcome.evidence].filter(Boolean).join(' · ')), cell(rule)]
          .filter(Boolean)
          .join(' · '),
      ]);
    }),
  ];
}

function reviewMarkdown({ notes, decisions, carried, signedOff }: WeekReview): string[] {
  const list = (title: string, items: Record<string, { text: string }>) =>
    Object.keys(items).length
      ? [`**${title}**`, '', ...Object.values(items).map(({ text: words }) => `- ${flow(words)}`), '']
      : [];
  return [
    ...(notes ? [block(notes), ''] : []),
    ...list('Decisions', decisions),
    ...list('Carried to next week', carried),
    ...(signedOff ? [`Signed off by ${inline(signedOff.by.name)}, ${minute(signedOff.at)} UTC`] : []),
  ];
}

function minute(at: Instant): string {
  return at.slice(0, 16).replace('T', ' ');
}
