import { words, type Word } from '../../text/documents/incident';
import { type Language } from '../../text/language';
import { inline } from '../../text/markdown';
import { budgetText, inOurUnit, measuredText } from '../../text/quantity';
import { inZone } from '../../text/times';
import { type Evidence, type FunctionLost, type Incident, type UsersAffected } from '../schema';
import { readTimeline } from '../timeline';

// What the record knows of what a document asks for, where nobody wrote it.

const USERS: Record<UsersAffected, Word> = { none: 'usersNone', few: 'usersFew', many: 'usersMany', all: 'usersAll' };
const LOSSES: Record<FunctionLost, Word> = {
  none: 'lossNone',
  degraded: 'lossDegraded',
  partial: 'lossPartial',
  full: 'lossFull',
};

/** Who was affected, from the impact. */
export function affectedUsers({ impact }: Incident, language: Language): string | undefined {
  return impact?.users && words(language)(USERS[impact.users]);
}

/** What of which services was lost, from the impact. */
export function affectedFeatures({ impact, services }: Incident, language: Language): string | undefined {
  const loss = impact?.loss && words(language)(LOSSES[impact.loss]);
  const names = Object.values(services).map(inline).join(', ');
  return loss && (names ? `${names} (${loss})` : loss);
}

/** What each objective's budget lost, as the room shows it. */
export function budgetUsed({ costs = {}, graphs = {} }: Incident, language: Language): string | undefined {
  const parts = Object.entries(costs).map(
    ([key, share]) => `${inline(graphs[key]?.title ?? key)} ${budgetText(share, language)}`
  );
  return parts.join(', ') || undefined;
}

export const METRICS = ['cpu', 'memory', 'responseTime'] as const;
export type Metric = (typeof METRICS)[number];

/** By the title first, which people choose, then by the query. */
const TOLD_BY: Record<Metric, RegExp> = {
  cpu: /cpu|processeur|processor/i,
  memory: /memory|mémoire|(?:\b|_)mem(?:\b|_)|memstats|heap|\bram\b|\brss\b/i,
  responseTime:
    /latenc|respon[sd]\w*.time|response_time|time to (?:first byte|respond)|réponse|duration|durée|\bttfb\b|\bp(?:50|75|90|95|99)/i,
};

/** Named after what it counts, whatever else its name or its query holds. */
const COUNTS = /error|erreur|fail|échec|\b[45]xx\b/i;
/** A histogram or summary of which only the number of events is asked. */
const COUNTED = /_count\b|_total\b|\ble=/;
const TIMED = /_sum\b|histogram_quantile|quantile=/;
/** Of what is left the least is the worst. */
const LEFT = /avail|free\b|idle|disponible|libre|inacti/i;

interface Captured {
  at: string;
  evidence: Evidence;
}

function capturedIn(incident: Incident): Captured[] {
  return readTimeline(incident).flatMap(({ at, evidence, withdrawn }) =>
    evidence?.value !== undefined && !withdrawn ? [{ at, evidence }] : []
  );
}

function metricOf({ title, expr, value = NaN, unit }: Evidence): Metric | undefined {
  const told = (text: string) => METRICS.find((metric) => TOLD_BY[metric].test(text));
  const metric = COUNTS.test(title) ? undefined : (told(title) ?? told(expr));
  if (metric !== 'responseTime') {
    return metric;
  }
  const known = inOurUnit(value, unit)?.unit ?? (unit && unit !== 'short' ? 'other' : undefined);
  const isTime = known ? ['s', 'min', 'h'].includes(known) : TIMED.test(expr) || !COUNTED.test(expr);
  return isTime ? metric : undefined;
}

/** The worst value of a metric among what was captured, a share before an amount: `93 % (CPU, 2026-11-20 14:31)`. */
export function measuredMost(incident: Incident, metric: Metric, language: Language): string | undefined {
  const found = capturedIn(incident).filter(({ evidence }) => metricOf(evidence) === metric);
  const used = found.filter(({ evidence }) => !LEFT.test(evidence.title));
  const sizes = (used.length > 0 ? used : found).map((captured) => ({ captured, ...sizeOf(captured) }));
  const dimension = sizes.some((size) => size.dimension === 'percent') ? 'percent' : sizes[0]?.dimension;
  const [worst] = sizes
    .filter((size) => size.dimension === dimension)
    .sort((one, other) => (used.length > 0 ? other.size - one.size : one.size - other.size));
  if (!worst) {
    return undefined;
  }
  const { captured } = worst;
  const { day, time } = inZone(captured.at, incident.zone);
  return `${valueOf(captured, language)} (${inline(captured.evidence.title)}, ${day} ${time})`;
}

/** Values of one dimension can be compared, whatever units they were captured in. */
function sizeOf({ evidence: { value = NaN, unit } }: Captured): { size: number; dimension: string } {
  const known = inOurUnit(value, unit);
  switch (known?.unit) {
    case 'ratio':
      return { size: known.value * 100, dimension: 'percent' };
    case 'min':
      return { size: known.value * 60, dimension: 's' };
    case 'h':
      return { size: known.value * 3600, dimension: 's' };
    default:
      return { size: known?.value ?? value, dimension: known?.unit ?? unit ?? '' };
  }
}

/** All evidence by its name, its values in the order in which they were captured: `Error rate: 6.2 % → 0.1 %`. */
export function evidenceList(incident: Incident, language: Language, without: readonly Metric[] = []): string[] {
  const values = new Map<string, string[]>();
  for (const captured of capturedIn(incident)) {
    const { evidence } = captured;
    const metric = metricOf(evidence);
    if (!metric || !without.includes(metric)) {
      values.set(evidence.title, [...(values.get(evidence.title) ?? []), valueOf(captured, language)]);
    }
  }
  return [...values].map(([title, each]) => `${inline(title)}${words(language)('colon')} ${each.join(' → ')}`);
}

function valueOf({ evidence: { value = NaN, unit } }: Captured, language: Language): string {
  return inline(measuredText(value, unit, language));
}
