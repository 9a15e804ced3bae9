import { type SyntaxNode, type Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { type Reason } from '../record/outcome';
import { withStandIns } from './variables';

type MatchOperator = '=' | '!=' | '=~' | '!~';

export interface Matcher {
  label: string;
  operator: MatchOperator;
  value: string;
}

interface Selector {
  /** Metric name; absent when it is given by a `__name__` matcher only. */
  name?: string;
  matchers: Matcher[];
  /** As it stands in the expression. */
  text: string;
}

type ResultType = 'scalar' | 'vector' | 'matrix' | 'string';

interface Edit {
  from: number;
  to: number;
  text: string;
}

const MAX_LENGTH = 20_000;
const SCALAR_FUNCTIONS = ['scalar', 'time', 'pi'];
/** Functions that make sense of a bare counter. */
const COUNTER_SAFE = [
  'timestamp',
  'absent',
  'histogram_quantile',
  'histogram_fraction',
  'histogram_count',
  'histogram_sum',
  'group',
  'count',
];
/** Why `expr` cannot be PromQL: empty, too long, or where it stops making sense. No reason: it parses. */
export function checkPromql(expr: string, field?: string): Reason[] {
  if (expr.trim() === '') {
    return [{ code: 'promql.empty', field }];
  }
  if (expr.length > MAX_LENGTH) {
    return [{ code: 'promql.tooLong', values: { limit: MAX_LENGTH }, field }];
  }
  const error = firstError(parse(expr));
  if (error === undefined) {
    return [];
  }
  const near = expr.slice(error, error + 20).trim();
  return [
    near === ''
      ? { code: 'promql.unfinished', field }
      : { code: 'promql.syntax', values: { position: error + 1, near }, field },
  ];
}

/** The expression without its comments: a comment would swallow what is written after it. */
export function withoutComments(expr: string): string {
  const edits = find(parse(expr), ['LineComment']).map(({ from, to }) => ({ from, to, text: '' }));
  return applyEdits(expr, edits).trim();
}

/** What the expression yields, as its outermost operation tells. */
export function resultType(expr: string): ResultType {
  return typeOf(root(expr), expr);
}

/** True when at most one series can come out, whatever the data: an aggregation without grouping, a scalar, or operations on such. */
export function yieldsOneSeries(expr: string): boolean {
  return single(root(expr), expr);
}

/** The selector, when the expression is nothing else (brackets aside). */
export function bareSelector(expr: string): Selector | undefined {
  const node = unwrap(root(expr));
  return node.name === 'VectorSelector' ? readSelector(node, expr) : undefined;
}

/** The selector of `sum(selector)`, `count(selector)` without grouping: how others write a counter or a probe. */
export function aggregatedSelector(expr: string): { operation: string; selector: Selector } | undefined {
  const node = unwrap(root(expr));
  const [inside] = node.name === 'AggregateExpr' ? operands(node.getChild('FunctionCallBody') ?? node).map(unwrap) : [];
  return inside?.name === 'VectorSelector' && node.getChild('AggregateModifier') === null
    ? { operation: callee(node, expr), selector: readSelector(inside, expr) }
    : undefined;
}

/** Every series selector of the expression. */
export function selectors(expr: string): Selector[] {
  return find(parse(expr), ['VectorSelector']).map((node) => readSelector(node, expr));
}

/** True when some selector has a range (`[5m]`) or a subquery. */
export function hasRange(expr: string): boolean {
  return find(parse(expr), ['MatrixSelector', 'SubqueryExpr']).length > 0;
}

/** Adds matchers to every selector; one on the same label with the same operator and value is not repeated. */
export function withMatchers(expr: string, added: Matcher[]): string {
  const edits = find(parse(expr), ['VectorSelector']).flatMap((node): Edit[] => {
    const { matchers } = readSelector(node, expr);
    const missing = added.filter((matcher) => !matchers.some((own) => sameMatcher(own, matcher))).map(writeMatcher);
    if (missing.length === 0) {
      return [];
    }
    const list = node.getChild('LabelMatchers');
    if (list === null) {
      return [{ from: node.to, to: node.to, text: `{${missing.join(',')}}` }];
    }
    const last = children(list)
      .filter(({ name }) => name !== 'LineComment')
      .at(-1);
    if (!last) {
      return [{ from: list.from + 1, to: list.from + 1, text: missing.join(',') }];
    }
    // right after the last matcher: what follows may be a comment, which ends with its line only
    const comma = /^\s*,/.exec(expr.slice(last.to, list.to))?.[0] ?? '';
    const at = last.to + comma.length;
    return [{ from: at, to: at, text: `${comma ? '' : ','}${missing.join(',')}` }];
  });
  return applyEdits(expr, edits);
}

/**
 * Counter events over a span: a bare selector becomes `sum(increase(selector[span]))`; in an expression every range
 * becomes the span and `rate`, `irate` become `increase`. `at` (seconds) fixes the end of the span.
 */
export function eventsOver(expr: string, span: number, at?: number): string {
  const range = `[${Math.max(1, Math.round(span))}ms]${at === undefined ? '' : ` @ ${seconds(at)}`}`;
  const selector = bareSelector(expr);
  if (selector) {
    return `sum(increase(${selector.text}${range}))`;
  }
  const tree = parse(expr);
  const edits = find(tree, ['MatrixSelector']).flatMap((node): Edit[] => {
    const inner = node.getChild('VectorSelector');
    return inner === null ? [] : [{ from: inner.to, to: node.to, text: range }];
  });
  const renames = find(tree, ['Rate', 'Irate']).map(({ from, to }) => ({ from, to, text: 'increase' }));
  return applyEdits(expr, [...edits, ...renames]);
}

/** Functions whose result over a longer range is that of its parts together: what counts events has to be. */
const ADDITIVE = ['rate', 'irate', 'increase', 'delta', 'changes', 'resets', 'count_over_time', 'sum_over_time'];

interface SpanProblem {
  /** A series that is read as it stands, a subquery, `@`, or a function that does not add up. */
  of: 'range' | 'subquery' | 'at' | 'function';
  /** The part of the expression, or the function. */
  text: string;
}

/** What keeps `eventsOver` from counting the expression over any span: it sets the ranges, and the end of the span. */
export function spanProblem(expr: string): SpanProblem | undefined {
  const tree = parse(expr);
  const textOf = ({ from, to }: SyntaxNode) => expr.slice(from, to);
  const [subquery] = find(tree, ['SubqueryExpr']);
  const [fixed] = find(tree, ['StepInvariantExpr']);
  if (subquery || fixed) {
    return subquery ? { of: 'subquery', text: textOf(subquery) } : { of: 'at', text: textOf(fixed) };
  }
  const bare = find(tree, ['VectorSelector']).find(({ parent }) => parent?.name !== 'MatrixSelector');
  const ranges = find(tree, ['MatrixSelector']);
  if (bare || ranges.length === 0) {
    return { of: 'range', text: bare ? textOf(bare) : expr.trim() };
  }
  const callees = ranges.map((range) =>
    callee(ancestors(range).find(({ name }) => name === 'FunctionCall') ?? range, expr)
  );
  const wrong = callees.find((name) => !ADDITIVE.includes(name));
  return wrong === undefined ? undefined : { of: 'function', text: wrong };
}

/** True for names that counters have by convention; those of gauges may end so too. */
export function isCounterName(metric: string): boolean {
  return /_(total|count|sum|bucket)$/.test(metric);
}

/** Names of counters (`_total`, `_count`, `_sum`, `_bucket`) that are read without `rate`, `increase` or the like. */
export function bareCounters(expr: string): string[] {
  return bareMetrics(expr).filter(isCounterName);
}

/** Names of metrics whose values are read as they are: for a counter that is a mistake. */
export function bareMetrics(expr: string): string[] {
  const names = find(parse(expr), ['VectorSelector'])
    .filter(
      (node) =>
        !['MatrixSelector', 'SubqueryExpr'].includes(node.parent?.name ?? '') &&
        !ancestors(node).some((parent) => COUNTER_SAFE.includes(callee(parent, expr)))
    )
    .map((node) => metricName(readSelector(node, expr)))
    .filter((name) => name !== '');
  return [...new Set(names)];
}

/** The metric of a selector, from its name or an exact `__name__` matcher; empty when neither says. */
export function metricName({ name, matchers }: Selector): string {
  return name ?? matchers.find(({ label, operator }) => label === '__name__' && operator === '=')?.value ?? '';
}

/**
 * Matches one bucket bound as exporters and Prometheus write it: whole numbers `1` or, by Prometheus 3, `1.0`; very small and
 * large ones with an exponent, `5e-05` and `1e+06` by Go and Python, `5.0E-5` and `1.0E6` by Java.
 */
export function bucketMatcher(bound: number): Matcher {
  const { mantissa, exponent, decimal } = digitsOf(bound);
  const optional = (digits: string) => (digits.includes('.') ? digits.replace('.', '\\.') : `${digits}(\\.0)?`);
  const isPlain = exponent >= -3 && exponent < 6;
  const scientific = `${optional(mantissa)}[eE]${exponent < 0 ? '-' : '\\+?'}0?${Math.abs(exponent)}`;
  return isPlain && decimal.includes('.')
    ? { label: 'le', operator: '=', value: decimal }
    : { label: 'le', operator: '=~', value: isPlain ? optional(decimal) : `${optional(decimal)}|${scientific}` };
}

/** 0.00005 → 5, -5 and `0.00005`: never with an exponent, whatever the size. */
function digitsOf(value: number): { mantissa: string; exponent: number; decimal: string } {
  const [mantissa, power] = value.toExponential().split('e');
  const [digits, exponent] = [mantissa.replace('.', ''), Number(power)];
  const padded = exponent < 0 ? '0'.repeat(-exponent) + digits : digits.padEnd(exponent + 1, '0');
  const point = Math.max(exponent, 0) + 1;
  const fraction = padded.slice(point);
  return { mantissa, exponent, decimal: fraction === '' ? padded : `${padded.slice(0, point)}.${fraction}` };
}

/** The bound that `bucketMatcher`, or somebody's `le="1.0"`, asks for. */
export function boundOf({ label, operator, value }: Matcher): number | undefined {
  if (label !== 'le' || (operator !== '=' && operator !== '=~')) {
    return undefined;
  }
  const [first] = value.split('|'); // the spellings of one number
  const text =
    operator === '=' ? value.replace('+Inf', 'Infinity') : first.replace(/\(\\\.0\)\?$/, '').replace(/\\([.+])/g, '$1');
  const bound = text.trim() === '' ? NaN : Number(text);
  const own = operator === '=~' && value.includes('|') ? bucketMatcher(bound).value : value;
  return Number.isNaN(bound) || own !== value ? undefined : bound;
}

/** The expression as an instant vector to put into functions like `label_replace`: a scalar is wrapped, comments are left out. */
export function asVector(expr: string): string {
  const text = withoutComments(expr);
  return resultType(text) === 'scalar' ? `vector(${text})` : text;
}

/** Names outside `[a-zA-Z_:]`, and those that the grammar reads as something else, stand quoted inside the braces (Prometheus 3). */
export function writeSelector({ name = '', matchers }: Pick<Selector, 'name' | 'matchers'>): string {
  const isPlain = name === '' || (/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name) && bareSelector(name)?.name === name);
  const inside = [...(isPlain ? [] : [quote(name)]), ...matchers.map(writeMatcher)];
  return `${isPlain ? name : ''}${inside.length > 0 ? `{${inside.join(',')}}` : ''}`;
}

export function writeMatcher({ label, operator, value }: Matcher): string {
  return `${isPlainLabel(label) ? label : quote(label)}${operator}${quote(value)}`;
}

/** True for a label that needs no quotes in PromQL, whatever the version of Prometheus. */
export function isPlainLabel(label: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label) && !(label.toLowerCase() in {}); // `constructor` trips the grammar's table of keywords
}

function seconds(at: number): string {
  return String(Math.round(at * 1000) / 1000);
}

const KEPT_TREES = 1_000;
const trees = new Map<string, Tree>();

/** An objective's expressions are looked at for every range they are asked over: each is parsed once. */
function parse(expr: string): Tree {
  const known = trees.get(expr);
  if (known) {
    return known;
  }
  if (trees.size >= KEPT_TREES) {
    trees.clear();
  }
  const tree = parser.parse(withStandIns(expr));
  trees.set(expr, tree);
  return tree;
}

function root(expr: string): SyntaxNode {
  const top = parse(expr).topNode;
  return children(top).find(({ name }) => name !== 'LineComment') ?? top;
}

function unwrap(node: SyntaxNode): SyntaxNode {
  const inside = node.name === 'ParenExpr' ? operands(node)[0] : undefined;
  return inside ? unwrap(inside) : node;
}

function typeOf(wrapped: SyntaxNode, expr: string): ResultType {
  const node = unwrap(wrapped);
  switch (node.name) {
    case 'NumberDurationLiteral':
      return 'scalar';
    case 'StringLiteral':
      return 'string';
    case 'MatrixSelector':
    case 'SubqueryExpr':
      return 'matrix';
    case 'FunctionCall':
      return SCALAR_FUNCTIONS.includes(callee(node, expr)) ? 'scalar' : 'vector';
    case 'BinaryExpr':
      return operands(node).every((operand) => typeOf(operand, expr) === 'scalar') ? 'scalar' : 'vector';
    case 'UnaryExpr':
    case 'OffsetExpr':
    case 'StepInvariantExpr': {
      const [inner] = operands(node);
      return inner ? typeOf(inner, expr) : 'vector';
    }
    default:
      return 'vector';
  }
}

function single(wrapped: SyntaxNode, expr: string): boolean {
  const node = unwrap(wrapped);
  switch (node.name) {
    case 'NumberDurationLiteral':
      return true;
    case 'AggregateExpr': {
      const operation = expr.slice(node.firstChild?.from ?? 0, node.firstChild?.to ?? 0).toLowerCase();
      return (
        node.getChild('AggregateModifier') === null &&
        !['topk', 'bottomk', 'count_values', 'limitk', 'limit_ratio'].includes(operation)
      );
    }
    case 'BinaryExpr': {
      const sides = operands(node);
      const isSet = node.getChild('Or') !== null || node.getChild('And') !== null || node.getChild('Unless') !== null;
      // `a or b` may hold one series of each side; what is left of `and` and `unless` decides alone
      return isSet
        ? node.getChild('Or') === null && sides.slice(0, 1).every((side) => single(side, expr))
        : sides.every((side) => single(side, expr));
    }
    case 'FunctionCall': {
      const name = callee(node, expr);
      if ([...SCALAR_FUNCTIONS, 'vector', 'absent', 'absent_over_time'].includes(name)) {
        return true;
      }
      const args = operands(node.getChild('FunctionCallBody') ?? node).filter(
        (argument) => !['scalar', 'string'].includes(typeOf(argument, expr))
      );
      const isQuantile = name === 'histogram_quantile';
      return (
        args.length > 0 &&
        args.every((argument) => single(argument, expr) || (isQuantile && groupsByBucket(argument, expr)))
      );
    }
    case 'SubqueryExpr':
    case 'UnaryExpr':
    case 'OffsetExpr':
    case 'StepInvariantExpr': {
      const [inner] = operands(node);
      return inner !== undefined && single(inner, expr);
    }
    default:
      return false;
  }
}

function groupsByBucket(wrapped: SyntaxNode, expr: string): boolean {
  const node = unwrap(wrapped);
  const modifier = node.name === 'AggregateExpr' ? node.getChild('AggregateModifier') : null;
  return modifier !== null && /^by\s*\(\s*("?)le\1\s*\)$/i.test(expr.slice(modifier.from, modifier.to));
}

const EXPRESSIONS = [
  'AggregateExpr',
  'BinaryExpr',
  'FunctionCall',
  'MatrixSelector',
  'NumberDurationLiteral',
  'OffsetExpr',
  'ParenExpr',
  'StepInvariantExpr',
  'StringLiteral',
  'SubqueryExpr',
  'UnaryExpr',
  'VectorSelector',
];

function operands(node: SyntaxNode): SyntaxNode[] {
  return children(node).filter(({ name }) => EXPRESSIONS.includes(name));
}

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    found.push(child);
  }
  return found;
}

function callee(node: SyntaxNode, expr: string): string {
  if (node.name === 'FunctionCall') {
    const name = node.getChild('FunctionIdentifier');
    return name ? expr.slice(name.from, name.to).toLowerCase() : '';
  }
  return node.name === 'AggregateExpr' && node.firstChild
    ? expr.slice(node.firstChild.from, node.firstChild.to).toLowerCase()
    : '';
}

function ancestors(node: SyntaxNode): SyntaxNode[] {
  return node.parent ? [node.parent, ...ancestors(node.parent)] : [];
}

function find(tree: Tree, names: string[]): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  tree.iterate({
    enter: (node) => {
      if (names.includes(node.name)) {
        found.push(node.node);
      }
    },
  });
  return found;
}

function firstError(tree: Tree): number | undefined {
  let position: number | undefined;
  tree.iterate({
    enter: (node) => {
      if (node.type.isError && position === undefined) {
        position = node.from;
      }
    },
  });
  return position;
}

function readSelector(node: SyntaxNode, expr: string): Selector {
  const identifier = node.getChild('Identifier');
  const list = node.getChild('LabelMatchers');
  const matchers: Matcher[] = [];
  let quotedName: string | undefined;
  for (const child of list ? children(list) : []) {
    const slice = ({ from, to }: SyntaxNode) => expr.slice(from, to);
    const value = child.getChild('StringLiteral');
    const operator = child.getChild('MatchOp');
    const plain = child.getChild('LabelName');
    const quoted = child.getChild('QuotedLabelName');
    const label = plain ? slice(plain) : quoted ? unquote(slice(quoted)) : undefined;
    if (value && operator && label !== undefined) {
      matchers.push({ label, operator: toOperator(slice(operator)), value: unquote(slice(value)) });
    } else if (child.name === 'QuotedLabelName') {
      quotedName = unquote(slice(child)); // Prometheus 3: {"http.requests"}
    }
  }
  return {
    name: identifier ? expr.slice(identifier.from, identifier.to) : quotedName,
    matchers,
    text: expr.slice(node.from, node.to),
  };
}

function toOperator(text: string): MatchOperator {
  return text === '!=' || text === '=~' || text === '!~' ? text : '=';
}

function sameMatcher(a: Matcher, b: Matcher): boolean {
  return a.label === b.label && a.operator === b.operator && a.value === b.value;
}

function quote(value: string): string {
  return `"${value.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`))}"`;
}

const ESCAPES: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** A string literal's value; the escapes are those of Go. */
function unquote(literal: string): string {
  const inside = literal.slice(1, -1);
  return literal.startsWith('`')
    ? inside
    : inside.replace(
        /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|(.))/gs,
        (_, x?: string, u?: string, long?: string, octal?: string, character = '') => {
          const code = octal ? parseInt(octal, 8) : parseInt(x ?? u ?? long ?? '', 16);
          return Number.isNaN(code) ? (ESCAPES[character] ?? character) : String.fromCodePoint(code);
        }
      );
}

function applyEdits(text: string, edits: Edit[]): string {
  return [...edits]
    .sort((a, b) => b.from - a.from)
    .reduce((changed, { from, to, text: inserted }) => changed.slice(0, from) + inserted + changed.slice(to), text);
}
