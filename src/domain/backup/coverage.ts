import { COVERED_KEYS, type CoveredKey, type Element } from './schema';

interface Covered {
  key: CoveredKey;
  /** `own`: a line of its own; `within`: only as a part of something else that is backed up. */
  how: 'own' | 'within' | 'none';
  /** Keys of the elements that cover it. */
  by: string[];
}

/** Which of what has to be covered is in the policy; what is retired covers nothing. */
export function policyCoverage(elements: Record<string, Element>): Covered[] {
  const active = Object.entries(elements).filter(([, { retired }]) => retired === undefined);
  return COVERED_KEYS.map((key) => {
    const own = active.filter(([, { covers }]) => covers[0] === key).map(([element]) => element);
    const within = active.filter(([, { covers }]) => covers.indexOf(key) > 0).map(([element]) => element);
    const how = own.length > 0 ? 'own' : within.length > 0 ? 'within' : 'none';
    return { key, how, by: own.length > 0 ? own : within };
  });
}
