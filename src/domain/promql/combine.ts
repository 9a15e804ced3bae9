/** Several vector expressions as one, each told apart by the label `mark`, whose value is its place in the list. */
export function combine(vectors: string[], mark: string): string {
  return vectors.map((expr, index) => `label_replace(${expr}, "${mark}", "${index}", "", "")`).join(' or ');
}

const NUMBERS = /\b(0x[\da-f]+|\d[\d.]*(e[+-]?\d+|[smhdwy]+)*|inf|nan)\b/gi;

/**
 * False where an expression is certainly no scalar, told without the grammar: only number literals, scalar(), time(), pi()
 * and arithmetic or comparisons (`bool`) of those are. True means: parse it, as for a comment that has to be left out.
 */
export function mayBeScalar(expr: string): boolean {
  return /#|\b(scalar|time|pi|bool)\b/i.test(expr) || !/[a-z_:]/i.test(expr.replace(NUMBERS, ''));
}
