import { RUN_TEXTS } from '../../text/documents/runbook';
import { type Language } from '../../text/language';
import { cell, code, flow, inline, link } from '../../text/markdown';
import { answeredText, ruleNumber } from '../../text/quantity';
import { type StepAnswer, entriesOf, type RunbookRun, type RunbookRunEntry, type What } from '../runSchema';
import { pathOf } from '../walk';

type RunTexts = (typeof RUN_TEXTS)[Language];

/** A run as a document: what was asked, what it said, who decided what, in the order the steps were met. */
export function runbookRunMarkdown(run: RunbookRun, language: Language = run.language ?? 'en'): string {
  const say = RUN_TEXTS[language];
  const { started, finished, abandoned, incident } = run;
  const values = Object.entries(run.values).map(([name, value]) => `${code(name)} = ${inline(value)}`);
  const facts = [
    `- **${say.runbook}**: ${inline(run.title)} (${run.runbook}, ${say.version} ${run.version})`,
    ...(incident ? [`- **${say.incident}**: ${inline(incident.toUpperCase())}`] : []),
    `- **${say.started}**: ${when(started.at)} ${say.by} ${inline(started.by.name)}`,
    ...(values.length > 0 ? [`- **${say.values}**: ${values.join(', ')}`] : []),
    ...(finished
      ? [
          `- **${say.finished}**: ${when(finished.at)} ${say.by} ${inline(finished.by.name)}`,
          `- **${say.helped}** ${say[finished.helped]}${finished.why ? `: ${inline(finished.why)}` : ''}`,
        ]
      : []),
    ...(abandoned
      ? [
          `- **${say.abandoned}**: ${when(abandoned.at)} ${say.by} ${inline(abandoned.by.name)}: ${inline(abandoned.why)}`,
        ]
      : []),
  ];
  const steps = pathOf(run).path.map(({ key, outcome }, index) => {
    const verdict = outcome ? say[outcome.verdict] : say.waiting;
    const lines = entriesOf(run, key).map(
      (entry) => `   - ${when(entry.at)} ${inline(entry.by.name)}: ${entryText(entry, run, language)}`
    );
    return [`${index + 1}. **${cell(run.steps[key]?.title ?? key)}** — ${verdict}`, ...lines].join('\n');
  });
  return [
    `# ${inline(run.title)}`,
    facts.join('\n'),
    `## ${say.steps}`,
    ...(steps.length > 0 ? [steps.join('\n')] : []),
  ].join('\n\n');
}

function when(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}

function entryText({ step, what }: RunbookRunEntry, run: RunbookRun, language: Language): string {
  const say = RUN_TEXTS[language];
  switch (what.kind) {
    case 'answer':
      return answerText(what.answer, language);
    case 'settle':
      return settleText(step, what, run, say);
    case 'wait':
      return `${say.until} ${when(what.until)}`;
    case 'approve':
      return say.done;
  }
}

function answerText({ expr, value, unit, verdict, comparison, threshold }: StepAnswer, language: Language): string {
  const say = RUN_TEXTS[language];
  const rule = threshold === undefined ? '' : ` (${comparison} ${ruleNumber(threshold, language)})`;
  const said = value === undefined ? '' : ` = ${inline(answeredText(value, unit, language))}${rule}`;
  return [expr ? code(expr) : '', said, verdict ? ` → ${say[verdict]}` : ''].join('').trim();
}

function settleText(step: string, what: Extract<What, { kind: 'settle' }>, run: RunbookRun, say: RunTexts): string {
  const of = run.steps[step];
  const option = of?.kind === 'decision' && what.option !== undefined ? of.options[what.option]?.label : undefined;
  return [
    option ? `${say.chose} “${inline(option)}”` : say[what.verdict],
    ...(what.value ? [inline(what.value)] : []),
    ...[what.reason, what.note].flatMap((text) => (text ? [flow(text)] : [])),
    ...(what.link ? [link(what.link, what.link)] : []),
  ].join(': ');
}
