import { z } from 'zod/mini';
import { type Span } from '../../time/window';
import { type Counts } from '../burnRate';
import { type Slice } from '../series';
import { plainExpr, type Query, quotient, shareOf, shareOfTarget, UNWIDENED } from './asking';
import { checkSelector, expression } from './checks';
import { defineKind, type Held, type Minutes } from './kind';

const RECENT = 300;

/** A 0/1 metric such as `up`, read once a minute. Missing samples are unknown, not down. */
const schema = z.object({
  kind: z.literal('probe'),
  selector: expression,
  targets: z.optional(z.int().check(z.positive())),
});
type Probe = z.infer<typeof schema>;

export const probe = defineKind(schema, {
  source: 'prometheus',
  check: ({ selector }) => checkSelector(selector, 'indicator.selector'),
  unit: () => 'ratio',
  rewritten: (indicator, change) => ({ ...indicator, selector: change(indicator.selector) }),
  plainQuery: (held, span) => quotient(counts(held, span, UNWIDENED)),
  signal: (held) => shareOf(counts(held, RECENT, UNWIDENED), held),
  budget: {
    target: 'share',
    goodShare: shareOfTarget,
    counts,
    minutes,
    openSlo: {
      counter: false,
      queries: ({ indicator: { selector } }) => ({ good: `sum(${selector})`, total: `count(${selector})` }),
      notes: ({ targets }) => ({ targets }),
    },
  },
});

function counts({ indicator }: Held<Probe>, span: number, _: number, at?: number): Query[] {
  // one reading a minute; the range stops short of its start, which belongs to the slice before
  const range = `${plainExpr(indicator.selector)}[${Math.round(span * 1000) - 1}ms:1m]${at === undefined ? '' : ` @ ${at}`}`;
  return [
    { role: 'total', expr: `sum(count_over_time(${range}))`, factor: 1 },
    { role: 'good', expr: `sum(sum_over_time(${range}))`, factor: 1 },
  ];
}

/** Without a stated number of targets, the most seen in one hour are expected. */
function minutes({ targets }: Probe, { good, total }: Counts, hours: Slice[], { start, end }: Span): Minutes {
  const seen = Math.max(1, ...hours.map((hour) => Math.round(hour.total / 60)));
  const expected = targets ?? seen;
  return {
    up: good,
    down: total - good,
    unknown: Math.max(0, ((end - start) / 60) * expected - total),
    targets: expected,
  };
}
