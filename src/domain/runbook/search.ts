import { MAX_VALUE } from '../record/logfmt';
import { type Head } from '../record/record';
import { type Content } from './schema';

/** Not a literal: the compiler would spell out every letter there is. */
const WORDS = new RegExp(String.raw`[\p{L}\p{N}]+`, 'gu');
/** Marks that NFKD takes off letters. */
const MARKS = /[\u0300-\u036f]/g;
/** Words that say nothing, in English and French, as they are after folding. */
const SILENT = new Set(
  'a an and are at be by for from in is it its no not of on or that the this to was when with au aux ce ces cette d dan de des du elle en est et il l la le les leur n ne ou par pas pour qu que qui s se son sont sur un une'.split(
    ' '
  )
);
const MAX_PARTS = 4;

/** Lower case without accents or ligatures: "Œuvre déjà" → "oeuvre deja". */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/’/g, "'");
}

/** One form for singular and plural, in English and French; the same for both sides, so it need not be a word. */
function stem(folded: string): string {
  if (folded.length < 4) {
    return folded;
  }
  return folded
    .replace(/ies$/, 'y')
    .replace(/(eau|eu)x$/, '$1')
    .replace(/aux$/, 'al')
    .replace(/(ss|x|ch|sh)es$/, '$1')
    .replace(/([^siu])s$/, '$1'); // not of Redis or status
}

/** Meaningful words of a text, folded and stemmed, in order. */
export function searchTerms(text: string): string[] {
  return (foldText(text).match(WORDS) ?? []).map(stem).filter((term) => term.length > 1 && !SILENT.has(term));
}

/** For the head: the different words of what is not there already, in as many parts as fit. */
export function wordsOf({ sections, steps, parameters }: Content): Head {
  const texts = [
    ...Object.values(sections),
    ...Object.values(steps).flatMap((step) => [
      step.title,
      step.text ?? '',
      step.kind === 'command'
        ? step.command
        : step.kind === 'query'
          ? step.expr
          : step.kind === 'alert'
            ? step.alert
            : '',
    ]),
    ...Object.values(parameters).map(({ label = '' }) => label),
  ];
  const parts: string[] = [''];
  for (const term of new Set(texts.flatMap(searchTerms))) {
    const last = parts[parts.length - 1];
    const longer = last === '' ? term : `${last} ${term}`;
    if (longer.length <= MAX_VALUE) {
      parts[parts.length - 1] = longer;
    } else if (term.length <= MAX_VALUE) {
      parts.push(term);
    }
  }
  return Object.fromEntries(parts.slice(0, MAX_PARTS).map((part, index) => [`words-${index + 1}`, part]));
}

/** Read back from a head. */
export function wordsOfHead(head: Head): string {
  return Array.from({ length: MAX_PARTS }, (_, index) => head[`words-${index + 1}`] ?? '').join(' ');
}

const FIELDS = ['title', 'alerts', 'symptoms', 'causes', 'services', 'text'] as const;
type Field = (typeof FIELDS)[number];
const WEIGHTS: Record<Field, number> = { title: 8, alerts: 6, symptoms: 4, causes: 3, services: 3, text: 1 };
const PREFIX_WORTH = 0.6;

/** Something to be found, with its terms by field; made once per list, not once per key press. */
export interface Indexed<T> {
  item: T;
  terms: Record<Field, ReadonlySet<string>>;
}

export interface SearchHit<T> {
  item: T;
  score: number;
  /** Where the words were found, the weightiest first. */
  fields: Field[];
  /** The terms as they stand in the item, to be marked. */
  matched: string[];
}

export function indexed<T>(item: T, texts: Partial<Record<Field, string>>): Indexed<T> {
  const termSet = (field: Field) => new Set(searchTerms(texts[field] ?? ''));
  return {
    item,
    terms: {
      title: termSet('title'),
      alerts: termSet('alerts'),
      symptoms: termSet('symptoms'),
      causes: termSet('causes'),
      services: termSet('services'),
      text: termSet('text'),
    },
  };
}

/**
 * Those that have every word of the query, the best first: a word counts by the weightiest field that has it, one that only begins so
 * 0.6 of that. Without a word to look for, all of them in their order.
 */
export function searchIn<T>(index: Array<Indexed<T>>, query: string): Array<SearchHit<T>> {
  const terms = [...new Set(searchTerms(query))];
  return index
    .flatMap(({ item, terms: own }): Array<SearchHit<T>> => {
      const hits = terms.map((term) => bestHit(own, term));
      return hits.every((hit) => hit !== undefined) ? [summed(item, hits)] : [];
    })
    .sort((one, other) => other.score - one.score);
}

interface Hit {
  field: Field;
  term: string;
  score: number;
}

function summed<T>(item: T, hits: Hit[]): SearchHit<T> {
  const fields = FIELDS.filter((field) => hits.some((hit) => hit.field === field));
  return {
    item,
    score: hits.reduce((sum, { score }) => sum + score, 0),
    fields,
    matched: hits.map(({ term }) => term),
  };
}

function bestHit(own: Indexed<unknown>['terms'], term: string): Hit | undefined {
  let best: Hit | undefined;
  for (const field of FIELDS) {
    const whole = own[field].has(term);
    const begun = whole || term.length < 3 ? undefined : [...own[field]].find((each) => each.startsWith(term));
    const score = whole ? WEIGHTS[field] : begun === undefined ? 0 : WEIGHTS[field] * PREFIX_WORTH;
    if (score > (best?.score ?? 0)) {
      best = { field, term: whole ? term : (begun ?? term), score };
    }
  }
  return best;
}

export interface Piece {
  text: string;
  isMatch: boolean;
}

/** The part of `text` around its first match, cut to `length` characters, in pieces that say what matched. */
export function excerpt(text: string, matched: readonly string[], length = 160): Piece[] {
  const flat = text.replace(/\s+/g, ' ').trim();
  const wanted = new Set(matched);
  const words = [...flat.matchAll(WORDS)].map(({ 0: word, index }) => ({
    from: index,
    to: index + word.length,
    isMatch: wanted.has(stem(foldText(word))),
  }));
  const first = words.find(({ isMatch }) => isMatch);
  if (!first) {
    return [];
  }
  const start = first.from < length / 2 ? 0 : (words.find(({ from }) => from >= first.from - length / 3)?.from ?? 0);
  const end = Math.min(flat.length, start + length);
  const pieces: Piece[] = start > 0 ? [{ text: '…', isMatch: false }] : [];
  let at = start;
  for (const { from, to } of words.filter((word) => word.isMatch && word.from >= start && word.to <= end)) {
    pieces.push({ text: flat.slice(at, from), isMatch: false }, { text: flat.slice(from, to), isMatch: true });
    at = to;
  }
  pieces.push({ text: flat.slice(at, end) + (end < flat.length ? '…' : ''), isMatch: false });
  return pieces.filter((piece) => piece.text !== '');
}
