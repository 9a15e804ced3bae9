import { checkPromql } from '../promql/promql';
import { isRefused, type Outcome, type Reason, refuse } from '../record/outcome';
import { mentionAt, missing } from './shell';

const NUMBER_OR_DURATION = /^(\d+(\.\d+)?|(\d+(ms|[smhdwy]))+)$/;
/** RE2's own list: what `regexp.QuoteMeta` escapes. */
const META = /[\\.+*?()|[\]{}^$]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * A PromQL expression with the values in the place of `<name>`. Inside a string they are escaped as Prometheus reads strings, and as a
 * literal text where the string is a regular expression; outside, only a number or a duration may stand alone. Refused otherwise.
 */
export function fillQuery(template: string, values: Record<string, string | undefined>): Outcome<string> {
  const names = new Set(Object.keys(values));
  const reasons: Reason[] = [];
  let filled = '';
  let quote: string | undefined;
  let isPattern = false;
  let isComment = false;
  for (let at = 0; at < template.length;) {
    const here = template[at];
    const name = mentionAt(template, at, names);
    if (name !== undefined) {
      const value = values[name];
      const end = at + name.length + 2;
      const place = { quote, isPattern, isComment, isAlone: isAlone(template, at, end) };
      const written = value === undefined || value === '' ? missing(name) : write(name, value, place);
      if (typeof written === 'string') {
        filled += written;
      } else {
        reasons.push(written);
      }
      at = end;
      continue;
    }
    let length = 1;
    if (isComment) {
      isComment = here !== '\n';
    } else if (quote !== undefined) {
      length = here === '\\' && quote !== '`' ? 2 : 1;
      quote = here === quote ? undefined : quote;
    } else if (here === '"' || here === "'" || here === '`') {
      quote = here;
      isPattern = /[=!]~\s*$/.test(template.slice(0, at));
    } else {
      isComment = here === '#';
    }
    filled += template.slice(at, at + length);
    at += length;
  }
  const wrong = reasons.length > 0 ? reasons : checkPromql(filled);
  return wrong.length > 0 ? refuse(...wrong) : { ok: filled };
}

interface Place {
  quote?: string;
  isPattern: boolean;
  isComment: boolean;
  isAlone: boolean;
}

function write(name: string, value: string, { quote, isPattern, isComment, isAlone }: Place): string | Reason {
  const refused: Reason = { code: 'parameter.place', values: { name } };
  if (isComment || value.includes('\u0000')) {
    return refused;
  }
  if (quote === undefined) {
    return isAlone && NUMBER_OR_DURATION.test(value) ? value : refused;
  }
  const literal = isPattern ? value.replace(META, '\\$&') : value;
  if (quote === '`') {
    return /[`\r]/.test(literal) ? refused : literal;
  }
  return literal.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character]).replaceAll(quote, `\\${quote}`);
}

/** Beside a letter or a digit it would be half of another word. */
function isAlone(template: string, from: number, to: number): boolean {
  const beside = /[A-Za-z0-9_:.<>]/;
  return !beside.test(template[from - 1] ?? '') && !beside.test(template[to] ?? '');
}

/** An expression with something in every parameter's place, so that it can be parsed before there are values. */
export function checkTemplate(template: string, names: string[], field?: string): Reason[] {
  const outcome = fillQuery(template, Object.fromEntries(names.map((name) => [name, '1'])));
  return isRefused(outcome) ? outcome.refused.reasons.map((reason) => ({ ...reason, field })) : [];
}
