import { inOrder } from '../record/inOrder';
import { closed } from '../text/fences';
import { type Content, type Step } from './schema';

/** Code as it is kept: one kind of line break, nothing invisible, no space at its ends. */
export function tidyCode(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/^\n+|\n+$/g, '');
}

/** The same for Markdown, every code block closed. */
function tidyText(text: string): string {
  return closed(tidyCode(text));
}

/** What is typed in one line. */
export function tidyLine(text: string): string {
  return text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}

/** Content as it is kept: tidy texts, nothing empty, places counted from 1. */
export function tidyContent(content: Content): Content {
  const { owner, source, language } = content;
  const unique = (values: string[]) => [...new Set(values.map(tidyLine))].filter((value) => value !== '');
  return {
    title: tidyLine(content.title),
    form: content.form,
    ...(language && { language }),
    ...(owner && tidyLine(owner) && { owner: tidyLine(owner) }),
    services: unique(content.services),
    alerts: unique(content.alerts),
    labels: mapValues(content.labels, tidyLine),
    reviewDays: content.reviewDays,
    parameters: Object.fromEntries(
      inOrder(content.parameters).map(({ key, ...each }, index) => [
        key,
        { ...tidyParameter(each), position: index + 1 },
      ])
    ),
    sections: mapValues(content.sections, tidyText),
    steps: Object.fromEntries(
      inOrder(content.steps).map(({ key, ...step }, index) => [key, { ...tidyStep(step), position: index + 1 }])
    ),
    ...(source && tidyLine(source) && { source: tidyLine(source) }),
  };
}

function mapValues(
  values: Record<string, string | undefined>,
  change: (value: string) => string
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, change(value ?? '')])
      .filter(([, value]) => value !== '')
  );
}

function tidyParameter(parameter: Content['parameters'][string]): Content['parameters'][string] {
  const { label, preset, ...rest } = parameter;
  return {
    ...rest,
    ...(label && tidyLine(label) && { label: tidyLine(label) }),
    ...(preset && tidyLine(preset) && { preset: tidyLine(preset) }),
  };
}

const CODE = ['command', 'expr'];
const LINES = ['title', 'alert', 'url', 'from', 'unit', 'dataSource'];
/** Left out when empty; the others are missed when they are, and said to be. */
const OPTIONAL = ['text', 'to', 'onFail', 'onNoData', 'unit', 'dataSource', 'from', 'parameter', 'of'];

function tidyStep(step: Step): Step {
  const entries = Object.entries(step).flatMap(([field, value]: [string, unknown]) => {
    const kept =
      typeof value !== 'string'
        ? value
        : LINES.includes(field)
          ? tidyLine(value)
          : CODE.includes(field)
            ? tidyCode(value)
            : tidyText(value);
    return kept === undefined || (kept === '' && OPTIONAL.includes(field)) ? [] : [[field, kept]];
  });
  const tidied = Object.fromEntries(entries) as Step;
  return tidied.kind === 'decision'
    ? {
        ...tidied,
        options: tidied.options.map(({ label, to, verdict }) => ({
          label: tidyLine(label),
          to,
          ...(verdict && { verdict }),
        })),
      }
    : tidied;
}
