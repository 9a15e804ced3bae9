import { z } from 'zod/mini';
import { safeUrl } from '../../record/limits';
import { instant, slug } from '../../record/record';
import { fnv } from '../../text/fnv';
import { givenLine, oneLine } from '../../text/oneLine';
import { MAX_TITLE, severity } from '../schema';
import { MAX_PARAMETER, MAX_SUMMARY, type Prefill } from './link';

export type { Prefill };

/** Reads the parameters; what does not parse is left out. Unknown parameters (Grafana appends some) are ignored. */
export function fromParameters(parameters: URLSearchParams): Prefill {
  const read = (key: string) => parameters.get(key)?.slice(0, MAX_PARAMETER) || undefined;
  const name = read('alert');
  const labels = readLabels(parameters.get('labels'));
  const startsAt = instant.safeParse(read('startsAt')).data;
  const runbook = safeUrl.safeParse(read('runbook')).data;
  const ruleUid = read('ruleUid')?.slice(0, 100);
  const evidence = askedQuery.safeParse(jsonOf(parameters.get('evidence'))).data;
  const long = (key: string) => parameters.get(key)?.slice(0, MAX_SUMMARY) || undefined;
  return {
    ...titled(long('title'), long('summary')),
    severity: severity.safeParse(read('severity')).data,
    service: read('service'),
    ...(name && {
      alert: {
        key: alertKey(name, labels),
        name: name.slice(0, 200),
        labels,
        ...(ruleUid && { ruleUid }),
        ...(read('summary') && { summary: read('summary') }),
        ...(startsAt && { startsAt }),
        ...(runbook && { runbook }),
      },
    }),
    dashboardUid: read('dashboardUid')?.slice(0, 100),
    panelId: read('panelId')?.slice(0, 20),
    ...(evidence && { evidence }),
  };
}

/** A title that is too long is cut, and stands whole in the summary. */
export function titled(title: string | undefined, summary: string | undefined): Pick<Prefill, 'title' | 'summary'> {
  const whole = oneLine(title ?? '');
  if (whole.length <= MAX_TITLE) {
    return { title: whole || undefined, summary };
  }
  const isTold = summary !== undefined && oneLine(summary).includes(whole);
  return { title: cutTitle(whole), summary: isTold ? summary : [title, summary].filter(Boolean).join('\n\n') };
}

/** Too short a sentence says too little for a title. */
const LEAST = 20;

/** The first sentences that fit, else as many words, else as many characters. */
function cutTitle(text: string): string {
  const fitting = text.slice(0, MAX_TITLE);
  const sentence = Math.max(...['. ', '! ', '? ', '; '].map((end) => fitting.lastIndexOf(end)));
  if (sentence >= LEAST) {
    return fitting.slice(0, sentence + 1).replace(/[.;]$/, '');
  }
  const word = fitting.slice(0, -1).lastIndexOf(' ');
  return `${fitting.slice(0, word >= LEAST ? word : MAX_TITLE - 1)}…`;
}

const askedQuery = z.object({
  title: givenLine(200),
  expr: z.string().check(z.minLength(1), z.maxLength(5_000)),
  datasource: z.string().check(z.minLength(1), z.maxLength(100)),
  at: instant,
  value: z.optional(z.number()),
  unit: z.optional(z.string().check(z.maxLength(50))),
});

function jsonOf(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

function readLabels(text: string | null): Record<string, string> {
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    return typeof parsed === 'object' && parsed !== null
      ? Object.fromEntries(
          Object.entries(parsed).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
        )
      : {};
  } catch {
    return {};
  }
}

/** The same firing alert has the same key wherever it was met: name and labels, folded. */
export function alertKey(name: string, labels: Record<string, string>): string {
  const shown = Object.entries(labels).filter(([label]) => !label.startsWith('__')); // some views leave inner labels out
  const text = JSON.stringify([name, shown.sort(([one], [other]) => (one < other ? -1 : 1))]);
  return `${slug(name).slice(0, 30)}-${fnv(text)}`;
}
