import { type Head, type Instant, type Shelf } from '../record/record';
import { readReferences, type Reference } from './references';
import { DEFAULT_REVIEW_DAYS } from './schema';
import { type Indexed, indexed, wordsOfHead } from './search';

export const RUNBOOK_SHELF: Shelf = { kind: 'runbook', folders: ['runbooks'], named: /^rb-/ };

/** What the list knows of a runbook without opening it. */
export interface RunbookHead {
  name: string;
  title: string;
  owner?: string;
  services: string[];
  alerts: string[];
  labels: Record<string, string>;
  reviewDays: number;
  version?: number;
  reviewed?: Instant;
  saved?: Instant;
  retired: boolean;
  steps: number;
  isStub: boolean;
  /** What it leans on, as far as the head has room. */
  needs: Reference[];
  symptoms: string;
  causes: string;
  words: string;
  demo: boolean;
  /** False on legacy storage, whose search gives no heads. */
  complete: boolean;
}

interface Hit {
  name: string;
  title: string;
  tags: string[];
  head: Head;
  hasHead?: boolean;
}

/** Reads a hit of Grafana's search; what does not parse is absent. */
export function readRunbookHead({ name, title, tags, head, hasHead }: Hit): RunbookHead {
  const list = (text: string | undefined, mark: string) => (text ? text.split(mark).filter((each) => each !== '') : []);
  const tagged = tags.flatMap((tag) => (tag.startsWith('service:') ? [tag.slice(8)] : []));
  return {
    name,
    title: head.title ?? title,
    ...(head.owner && { owner: head.owner }),
    services: head.services === undefined ? tagged : list(head.services, ','),
    alerts: list(head.alerts, '|'),
    labels: Object.fromEntries(
      list(head.labels, '|').flatMap((pair) => {
        const at = pair.indexOf('=');
        return at > 0 ? [[pair.slice(0, at), pair.slice(at + 1)]] : [];
      })
    ),
    reviewDays: Number(head['review-days']) || DEFAULT_REVIEW_DAYS,
    ...(head.version && { version: Number(head.version) }),
    ...(isTime(head.reviewed) && { reviewed: head.reviewed }),
    ...(isTime(head.saved) && { saved: head.saved }),
    retired: Boolean(head.retired) || tags.includes('status:retired'),
    steps: Number(head.steps) || 0,
    isStub: head.stub === 'true',
    needs: readReferences(head.needs),
    symptoms: head.symptoms ?? '',
    causes: head.causes ?? '',
    words: wordsOfHead(head),
    demo: head.demo === 'true' || tags.includes('opsbook:demo'),
    complete: hasHead ?? head.version !== undefined,
  };
}

/** A head ready to be searched. */
export function indexedHead(head: RunbookHead): Indexed<RunbookHead> {
  return indexed(head, {
    title: head.title,
    alerts: head.alerts.join(' '),
    symptoms: head.symptoms,
    causes: head.causes,
    services: head.services.join(' '),
    text: head.words,
  });
}

export function isTime(text: string | undefined): text is Instant {
  return text !== undefined && !Number.isNaN(Date.parse(text));
}
