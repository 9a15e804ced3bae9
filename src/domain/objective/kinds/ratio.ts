import { z } from 'zod/mini';
import { bareSelector, selectors } from '../../promql/promql';
import { type Reason } from '../../record/outcome';
import { counter, plainExpr, type Query, quotient, shareOf, shareOfTarget, UNWIDENED } from './asking';
import { checkCounter, expression } from './checks';
import { defineKind, type Held } from './kind';

const RECENT = 300;

/** Counters of events: a selector, or an expression with `rate` over it. `counted` says what `events` counts. */
const schema = z.object({
  kind: z.literal('ratio'),
  total: expression,
  counted: z.enum(['good', 'bad']),
  events: expression,
});
type Ratio = z.infer<typeof schema>;

export const ratio = defineKind(schema, {
  source: 'prometheus',
  check: ({ total, events }) => [
    ...checkCounter(total, 'indicator.total'),
    ...checkCounter(events, 'indicator.events'),
  ],
  unit: () => 'ratio',
  rewritten: (indicator, change) => ({
    ...indicator,
    total: change(indicator.total),
    events: change(indicator.events),
  }),
  plainQuery: (held, span) => quotient(counts(held, span, UNWIDENED)),
  signal: (held) => shareOf(counts(held, RECENT, UNWIDENED), held),
  budget: {
    target: 'share',
    goodShare: shareOfTarget,
    counts,
    sampled: ({ total }) =>
      selectors(total)
        .slice(0, 1)
        .map(({ text }) => text),
    openSlo: {
      counter: true,
      queries: ({ indicator: { counted, events, total } }) => ({ total, [counted]: events }),
      checkGauges: ({ total, events }) => [
        ...checkGauge(total, 'indicator.total'),
        ...checkGauge(events, 'indicator.events'),
      ],
    },
  },
});

function counts({ indicator }: Held<Ratio>, span: number, interval: number, at?: number): Query[] {
  const events = counter(span, interval, at);
  return [
    { role: 'total', ...events(plainExpr(indicator.total)) },
    { role: indicator.counted, ...events(plainExpr(indicator.events)) },
  ];
}

/** What is no counter cannot be counted over a time of our own. */
function checkGauge(expr: string, field: string): Reason[] {
  const selector = bareSelector(expr);
  return selector ? [{ code: 'objective.events.range', values: { text: selector.text }, field }] : [];
}
