import { fold } from './filter';
import { type IncidentHead } from './head';
import { isOpen } from './rules';

interface Similar {
  head: IncidentHead;
  /** 0 to 1. */
  score: number;
  /** What they have in common. */
  words: string[];
  services: string[];
  sameAlert: boolean;
}

interface Subject {
  name: string;
  title: string;
  summary?: string;
  cause?: string;
  serviceTags: string[];
  alerts: string[];
}

const SHOWN_FROM = 0.35;
/** Not a literal: the compiler would spell out every letter there is. */
const WORDS = new RegExp(String.raw`[\p{L}\p{N}]{3,}`, 'gu');

/**
 * 0.5 · cosine of TF-IDF (title, summary, cause) + 0.3 · Jaccard (services) + 0.2 · same alert rule; those from 0.35 on,
 * the most alike first. Void incidents, duplicates and drills are left out.
 */
export function similarTo(
  subject: Subject,
  heads: IncidentHead[],
  { limit = 5, from = SHOWN_FROM, sharing = jaccard }: { limit?: number; from?: number; sharing?: typeof jaccard } = {}
): Similar[] {
  const others = heads.filter(
    ({ name, status, duplicateOf, drill }) => name !== subject.name && status !== 'void' && !duplicateOf && !drill
  );
  const documents = [subject, ...others].map(termsOf);
  const frequency = new Map<string, number>();
  for (const terms of documents) {
    for (const term of terms.keys()) {
      frequency.set(term, (frequency.get(term) ?? 0) + 1);
    }
  }
  const weigh = (terms: Map<string, number>) =>
    new Map(
      [...terms].map(([term, count]) => [term, count * Math.log(1 + documents.length / (frequency.get(term) ?? 1))])
    );
  const own = weigh(documents[0]);
  return others
    .map((head, index) => {
      const weights = weigh(documents[index + 1]);
      const services = head.serviceTags.filter((tag) => subject.serviceTags.includes(tag));
      const sameAlert = head.alerts.some((key) => subject.alerts.some((other) => ruleOf(other) === ruleOf(key)));
      return {
        head,
        score:
          0.5 * cosine(own, weights) + 0.3 * sharing(subject.serviceTags, head.serviceTags) + 0.2 * Number(sameAlert),
        words: [...own.keys()].filter((term) => weights.has(term)),
        services,
        sameAlert,
      };
    })
    .filter(({ score }) => score >= from)
    .sort((one, other) => other.score - one.score || (one.head.name < other.head.name ? 1 : -1))
    .slice(0, limit);
}

/** Keys are `<rule's slug>-<digest of its labels>`: the same rule whatever its labels. */
function ruleOf(alertKey: string): string {
  return alertKey.replace(/-[0-9a-f]{8}$/, '');
}

function termsOf({
  title,
  summary = '',
  cause = '',
}: Pick<Subject, 'title' | 'summary' | 'cause'>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of fold(`${title} ${summary} ${cause}`).match(WORDS) ?? []) {
    counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}

function cosine(one: Map<string, number>, other: Map<string, number>): number {
  let product = 0;
  for (const [term, weight] of one) {
    product += weight * (other.get(term) ?? 0);
  }
  const length = (weights: Map<string, number>) =>
    Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0));
  const lengths = length(one) * length(other);
  return lengths ? product / lengths : 0;
}

function jaccard(one: string[], other: string[]): number {
  const union = new Set([...one, ...other]);
  return union.size ? one.filter((each) => other.includes(each)).length / union.size : 0;
}

/** All of the smaller: who declares names one service of an outage that has reached six. */
function overlap(one: string[], other: string[]): number {
  const smaller = Math.min(new Set(one).size, new Set(other).size);
  return smaller ? one.filter((each) => other.includes(each)).length / smaller : 0;
}

/** An open incident is asked about sooner than an old one is shown: two for one outage cost more than a look. */
const ASKED_FROM = 0.2;

/** Open incidents that somebody who declares might mean, the most alike first. */
export function openLike(subject: Omit<Subject, 'name'>, heads: IncidentHead[]): Similar[] {
  const open = heads.filter(({ status }) => isOpen(status));
  return similarTo({ ...subject, name: '' }, open, { limit: 3, from: ASKED_FROM, sharing: overlap });
}
