import { type Keyed, inOrder } from '../../record/inOrder';
import { RUN_TEXTS, RUNBOOK_SECTIONS } from '../../text/documents/runbook';
import { type Language } from '../../text/language';
import { block, fenced, inline, link } from '../../text/markdown';
import { edgesOf } from '../branches';
import { END, type Runbook, type Step } from '../schema';
import { sectionOrder } from './headings';

/** The runbook for people who open its dashboard without the plugin. */
export function readableRunbook(record: Runbook): string {
  const language = record.language ?? 'en';
  const words = RUN_TEXTS[language];
  const steps = inOrder(record.steps);
  const facts = [record.owner, record.services.join(', '), record.alerts.join(', ')]
    .filter(Boolean)
    .map((fact) => inline(fact ?? ''));
  const sections = sectionOrder(record.form).flatMap((section) => {
    const text = record.sections[section];
    return text ? [`## ${RUNBOOK_SECTIONS[language][section]}`, block(text)] : [];
  });
  return [
    `# ${inline(record.title)}`,
    ...(facts.length > 0 ? [facts.join(' · ')] : []),
    ...sections,
    ...(steps.length > 0 ? [`## ${words.steps}`] : []),
    ...steps.map((step, index) => readableStep(step, index, steps, words)),
  ].join('\n\n');
}

function readableStep(
  step: Keyed<Step>,
  index: number,
  steps: Array<Keyed<Step>>,
  words: (typeof RUN_TEXTS)[Language]
): string {
  const following = steps[index + 1]?.key ?? END;
  const number = (to: string) => (to === END ? '■' : String(steps.findIndex(({ key }) => key === to) + 1));
  const ways = edgesOf(step, following)
    .filter(({ to, by }) => by !== undefined || to !== following)
    .map(({ to, by }) => {
      const when = by === undefined ? words.next : 'label' in by ? inline(by.label) : words[by.verdict];
      return `- ${when} → ${number(to)}`;
    });
  return [
    `### ${index + 1}. ${inline(step.title)}`,
    ...(step.text ? [block(step.text)] : []),
    ...detail(step),
    ...(ways.length > 0 ? [ways.join('\n')] : []),
  ].join('\n\n');
}

function detail(step: Step): string[] {
  switch (step.kind) {
    case 'command':
      return [fenced(step.command)];
    case 'query':
      return [fenced([step.expr, step.comparison, step.threshold].filter((part) => part !== undefined).join(' '))];
    case 'alert':
      return [inline(step.alert)];
    case 'dashboard':
      return [link(step.url, step.url)];
    default:
      return [];
  }
}
