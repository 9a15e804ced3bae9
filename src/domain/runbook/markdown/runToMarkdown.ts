import { type Language } from '../../text/language';
import { cell, flow, inline, link } from '../../text/markdown';
import { type Answer, entriesOf, type Run, type RunEntry, type What } from '../runSchema';
import { pathOf } from '../walk';
import { runWords } from './headings';

type RunWords = ReturnType<typeof runWords>;

/** A run as a document: what was asked, what it said, who decided what, in the order the steps were met. */
export function runToMarkdown(run: Run, language: Language = run.language ?? 'en'): string {
  const words = runWords(language);
  const { started, finished, abandoned, incident } = run;
  const values = Object.entries(run.values).map(([name, value]) => `\`${name}\` = ${inline(value)}`);
  const facts = [
    `- **${words.runbook}**: ${inline(run.title)} (${run.runbook}, ${words.version} ${run.version})`,
    ...(incident ? [`- **${words.incident}**: ${incident.toUpperCase()}`] : []),
    `- **${words.started}**: ${when(started.at)} ${words.by} ${inline(started.by.name)}`,
    ...(values.length > 0 ? [`- **${words.values}**: ${values.join(', ')}`] : []),
    ...(finished
      ? [
          `- **${words.finished}**: ${when(finished.at)} ${words.by} ${inline(finished.by.name)}`,
          `- **${words.helped}** ${words[finished.helped]}${finished.why ? `: ${inline(finished.why)}` : ''}`,
        ]
      : []),
    ...(abandoned
      ? [
          `- **${words.abandoned}**: ${when(abandoned.at)} ${words.by} ${inline(abandoned.by.name)}: ${inline(abandoned.why)}`,
        ]
      : []),
  ];
  const steps = pathOf(run).path.map(({ key, outcome }, index) => {
    const verdict = outcome ? words[outcome.verdict] : words.waiting;
    const lines = entriesOf(run, key).map(
      (entry) => `   - ${when(entry.at)} ${inline(entry.by.name)}: ${entryText(entry, run, words)}`
    );
    return [`${index + 1}. **${cell(run.steps[key]?.title ?? key)}** — ${verdict}`, ...lines].join('\n');
  });
  return [
    `# ${inline(run.title)}`,
    facts.join('\n'),
    `## ${words.steps}`,
    ...(steps.length > 0 ? [steps.join('\n')] : []),
  ].join('\n\n');
}

function when(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}

function entryText({ step, what }: RunEntry, run: Run, words: RunWords): string {
  switch (what.kind) {
    case 'answer':
      return answerText(what.answer, words);
    case 'settle':
      return settleText(step, what, run, words);
    case 'wait':
      return `${words.until} ${when(what.until)}`;
    case 'approve':
      return words.done;
  }
}

function answerText({ expr, value, unit, verdict, comparison, threshold }: Answer, words: RunWords): string {
  const rule = comparison === undefined ? '' : ` (${comparison} ${threshold})`;
  const said = value === undefined ? '' : ` = ${value}${unit ? ` ${inline(unit)}` : ''}${rule}`;
  return [
    expr ? `\`${expr.replace(/\s+/g, ' ').replaceAll('`', "'")}\`` : '',
    said,
    verdict ? ` → ${words[verdict]}` : '',
  ]
    .join('')
    .trim();
}

function settleText(step: string, what: Extract<What, { kind: 'settle' }>, run: Run, words: RunWords): string {
  const of = run.steps[step];
  const option = of?.kind === 'decision' && what.option !== undefined ? of.options[what.option]?.label : undefined;
  return [
    option ? `${words.chose} “${inline(option)}”` : words[what.verdict],
    ...(what.value ? [inline(what.value)] : []),
    ...[what.reason, what.note].flatMap((text) => (text ? [flow(text)] : [])),
    ...(what.link ? [link(what.link, what.link)] : []),
  ].join(': ');
}
