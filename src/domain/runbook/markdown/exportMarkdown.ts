import { stringify } from 'yaml';
import { inOrder } from '../../record/inOrder';
import { RUN_TEXTS, RUNBOOK_SECTIONS } from '../../text/documents/runbook';
import { fence, fenceAfter } from '../../text/fences';
import { type Content, type Step } from '../schema';
import { sectionOrder } from './headings';

/** A heading of ours: `## Meaning {#meaning}`, `### Redis answers {#redis}`. */
export const OWN_HEADING = /^(#{2,3}) (.*) \{#([A-Za-z][A-Za-z0-9-]*)\}$/;
/** The same with backslashes before it, as it stands in a text that happens to have such a line. */
export const ESCAPED_HEADING = /^\\+#{2,3} .* \{#[A-Za-z][A-Za-z0-9-]*\}$/;
/** Of the block that says what a step is, for the machine. */
export const STEP_INFO = 'yaml opsbook';
const YAML = { lineWidth: 0 } as const;

/** A runbook as a Markdown file with front matter. Reading it back gives the same content (`importMarkdown`). */
export function exportMarkdown(content: Content): string {
  const language = content.language ?? 'en';
  const sections = sectionOrder(content.form).flatMap((section) => {
    const text = content.sections[section];
    return text ? [`## ${RUNBOOK_SECTIONS[language][section]} {#${section}}`, escapeHeadings(text)] : [];
  });
  const steps = inOrder(content.steps);
  const parts = [
    `---\n${stringify(frontMatter(content), YAML)}---`,
    `# ${content.title}`,
    ...sections,
    ...(steps.length > 0 ? [`## ${RUN_TEXTS[language].steps} {#steps}`] : []),
    ...steps.flatMap(({ key, ...step }) => writeStep(key, step)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function frontMatter(content: Content): Record<string, unknown> {
  const { title, form, language, owner, services, alerts, labels, reviewDays, source } = content;
  const parameters = inOrder(content.parameters).map(({ key, label, source: from, preset }) => ({
    key,
    ...(label && { title: label }),
    ...from,
    ...(preset && { preset }),
  }));
  return {
    opsbook: 1,
    title,
    form,
    ...(language && { language }),
    ...(owner && { owner }),
    ...(services.length > 0 && { services }),
    ...(alerts.length > 0 && { alerts }),
    ...(Object.keys(labels).length > 0 && { labels }),
    reviewDays,
    ...(parameters.length > 0 && { parameters }),
    ...(source && { source }),
  };
}

function writeStep(key: string, step: Step): string[] {
  const { title, text, position: _, ...rest } = step;
  const fields: Record<string, unknown> = { ...rest };
  const code =
    step.kind === 'command'
      ? fence(step.command, 'bash')
      : step.kind === 'query'
        ? fence(step.expr, 'promql')
        : undefined;
  delete fields.command;
  delete fields.expr;
  return [
    `### ${title} {#${key}}`,
    ...(text ? [escapeHeadings(text)] : []),
    ...(code ? [code] : []),
    fence(stringify(fields, YAML).trimEnd(), STEP_INFO),
  ];
}

function escapeHeadings(text: string): string {
  let open: string | undefined;
  return text
    .split('\n')
    .map((line) => {
      const before = open;
      open = fenceAfter(line, open);
      return before === undefined && (OWN_HEADING.test(line) || ESCAPED_HEADING.test(line)) ? `\\${line}` : line;
    })
    .join('\n');
}
