import { type Fact } from './evidence';
import { factKey } from './register';

type Seen<F> = F & Pick<Fact, 'code' | 'verdict' | 'values'> & { needs?: string };

const MISSING = /^(.+)\.(?:forbidden|failed|absent|unconfigured)$/;

/**
 * Facts of one item as two people saw it, the later one first in doubt. What one could not see and the other could is known; what was
 * seen once is not lost because the next person sees less.
 */
export function mergedFacts<F>(before: Array<Seen<F>>, after: Array<Seen<F>>): Array<Seen<F>> {
  const isWhole = after.length > 0 && after.every(isKnown);
  if (isWhole || before.length === 0) {
    return after;
  }
  const has = (facts: Array<Seen<F>>, one: Seen<F>) => facts.some((fact) => factKey(fact) === factKey(one));
  const knownAfter = after.filter(isKnown);
  const stays = before.filter((fact) => isKnown(fact) && !has(knownAfter, fact));
  const known = [...stays, ...knownAfter];
  const unknown = [
    ...after.filter((fact) => !isKnown(fact) && isOpen(fact, before, known)),
    ...before.filter(
      (fact) => !isKnown(fact) && !has(after, fact) && subjectOf(fact) === undefined && isOpen(fact, after, known)
    ),
  ];
  return [...known, ...unknown];
}

/** What could not be read; undefined for what was read and says nothing. */
function subjectOf({ code }: Pick<Fact, 'code'>): string | undefined {
  return MISSING.exec(code)?.[1];
}

function isKnown({ verdict }: Pick<Fact, 'verdict'>): boolean {
  return verdict !== 'unknown';
}

/** Whether nobody else found out what this says is not known. */
function isOpen<F>(fact: Seen<F>, others: Array<Seen<F>>, known: Array<Seen<F>>): boolean {
  const subject = subjectOf(fact);
  if (subject !== undefined) {
    return others.some((other) => subjectOf(other) === subject);
  }
  if (fact.needs !== undefined) {
    // somebody who may see it does not say that it is unknown
    return others.some((other) => factKey(other) === factKey(fact) || subjectOf(other) !== undefined);
  }
  return !known.some((other) => factKey(other) === factKey(fact));
}
