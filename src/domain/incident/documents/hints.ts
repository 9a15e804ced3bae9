export interface Hint {
  code: 'humanError' | 'shouldHave' | 'person' | 'vagueAction';
  word: string;
}

// \b knows ASCII letters only: “dû” would not end a word
const HUMAN_ERROR = new RegExp(
  String.raw`(?<!\p{L})(human error|operator error|user error|erreur humaine|erreur de l['’]opérateur)(?!\p{L})`,
  'giu'
);
const SHOULD_HAVE = new RegExp(
  String.raw`(?<!\p{L})(should(?:n['’]t)? have|could have|failed to|aurait dû|auraient dû|aurait pu|auraient pu)(?!\p{L})`,
  'giu'
);
const VAGUE = new RegExp(
  String.raw`^\s*(investigate|ensure|improve|look into|monitor|think about|be more careful|examiner|s['’]assurer|assurer|améliorer|étudier|surveiller|faire attention)(?!\p{L})`,
  'iu'
);

/** Hints about wording, never refusals: what blames people, hindsight, and actions that nobody can tick off. */
export function wordingHints(text: string, place: 'cause' | 'action' | 'text', people: string[] = []): Hint[] {
  const found: Hint[] = [
    ...matches(text, HUMAN_ERROR).map((word) => ({ code: 'humanError' as const, word })),
    ...matches(text, SHOULD_HAVE).map((word) => ({ code: 'shouldHave' as const, word })),
  ];
  if (place === 'cause') {
    for (const name of people) {
      if (
        name.trim().length > 2 &&
        new RegExp(`(?<![\\p{L}\\p{N}])${escape(name.trim())}(?![\\p{L}\\p{N}])`, 'iu').test(text)
      ) {
        found.push({ code: 'person', word: name.trim() });
      }
    }
  }
  const vague = place === 'action' ? VAGUE.exec(text)?.[1] : undefined;
  return vague ? [...found, { code: 'vagueAction', word: vague }] : found;
}

function matches(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([word]) => word.toLowerCase()))];
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
