import { type Instant } from '../record/record';
import { CHECKLIST_RUN_TEXTS } from '../text/documents/checklistRun';
import { words } from '../text/documents/incident';
import { WEEKLY_REVIEW_TEXTS } from '../text/documents/weeklyReview';
import { type Language } from '../text/language';
import { block, cell, flow, inline, markdownCell, row, tableHead } from '../text/markdown';
import { ledgerOf, ledgerOfWeek } from './ledger';
import { runSection } from './runDocument';
import { occurrenceKey } from './task';
import { type Week, type WeekReview } from './week';

/** The week for people who read it without the plugin. */
export function weekMarkdown(record: Week): string {
  const { language = 'en' } = record;
  const [say, run] = [WEEKLY_REVIEW_TEXTS[language], CHECKLIST_RUN_TEXTS[language]];
  const results = Object.values(record.results).sort(
    (a, b) => Date.parse(a.occurrence.due) - Date.parse(b.occurrence.due)
  );
  const ledger = ledgerOf(ledgerOfWeek(record));
  const lines = [`# Maintenance ${record.week}`, ''];
  if (results.length) {
    lines.push(...tableHead([say.dueHead, say.task, say.result, run.at, run.who, run.note]));
    results.forEach(({ occurrence: promise, at, by, note, reason, evidence }) => {
      const state = ledger.get(occurrenceKey(promise))?.state ?? 'ontime';
      const remark = [note, reason, evidence].filter(Boolean).join(' · ');
      lines.push(
        row([promise.date, cell(promise.title), say.states[state], minute(at), cell(by.name), markdownCell(remark)])
      );
    });
    lines.push('');
  }
  Object.entries(record.runs)
    .sort(([, a], [, b]) => Date.parse(a.started.at) - Date.parse(b.started.at))
    .forEach(([id, current]) => lines.push(...runSection(record, id, current, language), ''));
  if (record.review) {
    lines.push(`## ${say.review}`, '', ...reviewMarkdown(record.review, language));
  }
  return lines.join('\n');
}

function reviewMarkdown({ notes, decisions, carried, signedOff }: WeekReview, language: Language): string[] {
  const say = WEEKLY_REVIEW_TEXTS[language];
  const list = (title: string, items: Record<string, { text: string }>) =>
    Object.keys(items).length
      ? [`**${title}**`, '', ...Object.values(items).map(({ text: words }) => `- ${flow(words)}`), '']
      : [];
  return [
    ...(notes ? [block(notes), ''] : []),
    ...list(say.decisions, decisions),
    ...list(say.carried, carried),
    ...(signedOff?.open?.length
      ? [`${say.open}${words(language)('colon')} ${signedOff.open.map((step) => say.steps[step]).join(' · ')}`, '']
      : []),
    ...(signedOff ? [`${say.signed} ${inline(signedOff.by.name)}, ${minute(signedOff.at)} UTC`] : []),
  ];
}

function minute(at: Instant): string {
  return at.slice(0, 16).replace('T', ' ');
}
