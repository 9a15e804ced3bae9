import { inOrder } from '../record/inOrder';
import { type Instant } from '../record/record';
import { type Cell, toCsv } from '../text/csv';
import { CHECKLIST_RUN_TEXTS } from '../text/documents/checklistRun';
import { words } from '../text/documents/incident';
import { type Language } from '../text/language';
import { cell, flow, inline, markdownCell, row, tableHead } from '../text/markdown';
import { answeredText } from '../text/quantity';
import { checklistRunState } from './run';
import { type ItemOutcome, type ChecklistRun, type Stamp, type Week } from './week';

/** A run as a document of its own. */
export function checklistRunMarkdown(record: Week, id: string, current: ChecklistRun, language: Language): string {
  return `${runSection(record, id, current, language, '#').join('\n')}\n`;
}

/** A run as it stands in a document: what it followed, how it ended, and a row for each item. */
export function runSection(
  record: Week,
  id: string,
  current: ChecklistRun,
  language: Language,
  level = '##'
): string[] {
  const say = CHECKLIST_RUN_TEXTS[language];
  const { outcomes } = checklistRunState(record, id);
  return [
    `${level} ${inline(current.title)} (${say.version} ${current.version}), ${minute(current.started.at)} UTC`,
    '',
    storyOf(current, language),
    '',
    ...tableHead([say.item, say.result, say.value, say.at, say.who, say.note]),
    ...inOrder(current.items).map(({ key, title, kind }) => {
      if (kind === 'heading') {
        return row([`**${cell(title)}**`, '', '', '', '', '']);
      }
      const found = outcomes.get(key);
      if (!found) {
        return row([cell(title), say.open, '', '', '', '']);
      }
      const { outcome, at, by } = found;
      const remarks = [outcome.note, outcome.reason, outcome.evidence].filter(Boolean).join(' · ');
      return row([
        cell(title),
        say.verdicts[outcome.verdict],
        cell(outcome.value === undefined ? '' : answeredText(outcome.value, outcome.unit, language)),
        minute(at),
        cell(by.name),
        [markdownCell(remarks), cell(ruleText(outcome))].filter(Boolean).join(' · '),
      ]);
    }),
  ];
}

/** A row for each item, with its section; times in UTC. */
export function runToCsv(record: Week, id: string, current: ChecklistRun, language: Language): string {
  const say = CHECKLIST_RUN_TEXTS[language];
  const { outcomes } = checklistRunState(record, id);
  let section = '';
  const rows = inOrder(current.items).flatMap(({ key, title, kind }): Cell[][] => {
    if (kind === 'heading') {
      section = title;
      return [];
    }
    const found = outcomes.get(key);
    if (!found) {
      return [[section, title, say.open]];
    }
    const { outcome, at, by } = found;
    return [
      [
        section,
        title,
        say.verdicts[outcome.verdict].slice(2),
        outcome.value,
        outcome.unit,
        ruleText(outcome),
        minute(at),
        by.name,
        [outcome.note, outcome.reason].filter(Boolean).join(' · '),
        outcome.evidence,
      ],
    ];
  });
  const { item, result, value, unit, rule, at, who, note, evidence } = say;
  return toCsv([[say.section, item, result, value, unit, rule, at, who, note, evidence], ...rows]);
}

function storyOf(
  { started, finished, abandoned, signedOff, reopened = {}, ...run }: ChecklistRun,
  language: Language
): string {
  const say = CHECKLIST_RUN_TEXTS[language];
  const colon = words(language)('colon');
  const ended = (word: string, { at, by }: Stamp) => `${word} ${minute(at)} UTC ${say.by} ${inline(by.name)}`;
  const end = finished
    ? ended(say.finished, finished)
    : abandoned
      ? `${ended(say.abandoned, abandoned)}${colon} ${flow(abandoned.note ?? '')}`
      : say.notFinished;
  return [
    `${say.started} ${inline(started.by.name)}`,
    ...Object.values(reopened).map(({ by, note = '' }) => `${say.reopened} ${inline(by.name)}${colon} ${flow(note)}`),
    end,
    ...(signedOff ? [`${say.signed} ${inline(signedOff.by.name)}`] : []),
    ...(run.minutes === undefined ? [] : [`${say.minutes}${colon} ${run.minutes}`]),
    ...(run.costCode ? [`${say.costCode}${colon} ${inline(run.costCode)}`] : []),
  ]
    .map((sentence) => `${sentence}.`)
    .join(' ');
}

function ruleText({ query }: ItemOutcome): string {
  return query
    ? `${query.expr} ${query.comparison} ${query.threshold}${query.tolerance ? ` ± ${query.tolerance}` : ''}`
    : '';
}

function minute(at: Instant): string {
  return at.slice(0, 16).replace('T', ' ');
}
