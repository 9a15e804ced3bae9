import { type Instant } from '../record/record';
import { WEEKLY_REVIEW_TEXTS } from '../text/documents/weeklyReview';
import { block, cell, flow, inline, markdownCell, row, tableHead } from '../text/markdown';
import { ledgerOf, ledgerOfWeek } from './ledger';
import { runSection } from './runDocument';
import { occurrenceKey } from './task';
import { type Week, type WeekReview } from './week';

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
    .forEach(([id, current]) => lines.push(...runSection(record, id, current, 'en'), ''));
  if (record.review) {
    lines.push('## Weekly review', '', ...reviewMarkdown(record.review));
  }
  return lines.join('\n');
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
