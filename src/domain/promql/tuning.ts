import { type SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** A number or a window of an alert's expression that may be tried otherwise. */
interface Tunable {
  kind: 'threshold' | 'window';
  /** Where it stands in the expression. */
  from: number;
  to: number;
  text: string;
}

const COMPARISONS = ['Gtr', 'Lss', 'Gte', 'Lte', 'Eql', 'Neq'];
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/;
const DURATION = /^(\d+(ms|[smhdwy]))+$/;

/** The numbers that something is compared with, and the windows of ranges, in their order. */
export function tunables(expr: string): Tunable[] {
  const found: Tunable[] = [];
  parser.parse(expr).iterate({
    enter({ node, from, to }) {
      const text = expr.slice(from, to);
      if (node.name === 'NumberDurationLiteral' && NUMBER.test(text) && isCompared(node)) {
        found.push({ kind: 'threshold', from, to, text });
      } else if (node.name === 'DurationExpr' && isWindow(node)) {
        found.push({ kind: 'window', from, to, text });
      }
    },
  });
  return found;
}

/** The expression with other numbers and windows, by their place in `tunables`; undefined where one of them is none. */
export function tuned(expr: string, changes: Record<number, string>): string | undefined {
  const all = tunables(expr);
  const edits = Object.entries(changes).map(([index, text]) => ({ place: all[Number(index)], text: text.trim() }));
  const isPossible = edits.every(({ place, text }) =>
    place?.kind === 'threshold' ? NUMBER.test(text) : place !== undefined && DURATION.test(text)
  );
  return isPossible
    ? edits
        .sort((one, other) => other.place.from - one.place.from)
        .reduce((rest, { place, text }) => rest.slice(0, place.from) + text + rest.slice(place.to), expr)
    : undefined;
}

function isCompared({ parent }: SyntaxNode): boolean {
  return parent?.name === 'BinaryExpr' && COMPARISONS.some((name) => parent.getChild(name) !== null);
}

/** The first duration of a range; a subquery's second one is its step. */
function isWindow({ parent, prevSibling, from }: SyntaxNode): boolean {
  const isRange = parent?.name === 'MatrixSelector' || parent?.name === 'SubqueryExpr';
  return isRange && prevSibling?.name !== 'DurationExpr' && parent?.getChild('DurationExpr')?.from === from;
}
