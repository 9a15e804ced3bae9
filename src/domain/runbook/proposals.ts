import { type RunbookHead } from './head';
import { type Indexed, searchTerms } from './search';

/** An incident, or what somebody types about one. */
export interface Situation {
  title: string;
  summary?: string;
  /** Keys of services. */
  services: string[];
  alerts: Array<{ name: string; labels: Record<string, string>; runbookUrl?: string }>;
}

export type Why =
  | { kind: 'link'; alert: string }
  | { kind: 'alert'; alert: string }
  | { kind: 'labels'; labels: string }
  | { kind: 'service'; service: string }
  | { kind: 'words'; words: string[] };

export interface RunbookProposal {
  head: RunbookHead;
  score: number;
  /** Why it is offered, the strongest reason first. */
  why: Why[];
}

const WORTH: Record<Why['kind'], number> = { link: 16, alert: 8, labels: 6, service: 2, words: 1 };
/** One word in common is chance. */
const FEWEST_WORDS = 2;

/** Runbooks for a situation, each with its reasons; only those of `minimum` points, the best first. */
export function propose(
  situation: Situation,
  index: Array<Indexed<RunbookHead>>,
  { limit = 5, minimum = 2, linked = () => undefined }: ProposeOptions = {}
): RunbookProposal[] {
  const words = [...new Set(searchTerms(`${situation.title} ${situation.summary ?? ''}`))];
  return index
    .filter(({ item }) => !item.retired)
    .map(({ item, terms }): RunbookProposal => {
      const why = reasonsFor(item, situation, linked);
      const common = words.filter(
        (word) => terms.title.has(word) || terms.symptoms.has(word) || terms.alerts.has(word)
      );
      const isAlike = common.length >= FEWEST_WORDS || (words.length === 1 && common.length === 1);
      const all: Why[] = isAlike ? [...why, { kind: 'words', words: common }] : why;
      const score = all.reduce((sum, each) => sum + (each.kind === 'words' ? each.words.length : WORTH[each.kind]), 0);
      return { head: item, score, why: all };
    })
    .filter(({ score, why }) => why.length > 0 && score >= minimum)
    .sort((one, other) => other.score - one.score || (one.head.name < other.head.name ? -1 : 1))
    .slice(0, limit);
}

interface ProposeOptions {
  limit?: number;
  minimum?: number;
  /** The runbook that an address opens here. */
  linked?: (url: string) => string | undefined;
}

function reasonsFor(
  head: RunbookHead,
  { alerts, services }: Situation,
  linked: (url: string) => string | undefined
): Why[] {
  const pairs = Object.entries(head.labels);
  const why: Why[] = alerts.flatMap(({ name, labels, runbookUrl }): Why[] => [
    ...(runbookUrl && linked(runbookUrl) === head.name ? [{ kind: 'link', alert: name } as const] : []),
    ...(head.alerts.includes(name) ? [{ kind: 'alert', alert: name } as const] : []),
    ...(pairs.length > 0 && pairs.every(([label, value]) => labels[label] === value)
      ? [{ kind: 'labels', labels: pairs.map(([label, value]) => `${label}=${value}`).join(', ') } as const]
      : []),
  ]);
  const shared = services.filter((service) => head.services.includes(service));
  return [...why, ...shared.map((service): Why => ({ kind: 'service', service }))]
    .filter((each, index, all) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(each)) === index)
    .sort((one, other) => WORTH[other.kind] - WORTH[one.kind]);
}
