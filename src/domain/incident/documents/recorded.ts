import { words, type Word } from '../../text/documents/incident';
import { type Language } from '../../text/language';
import { inline } from '../../text/markdown';
import { budgetText, measuredText } from '../../text/quantity';
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
  cpu: /\bcpu|processeur|processor|_cpu_/i,
  memory: /memory|mémoire|\bmem\b|\bheap\b|\bram\b|\brss\b/i,
  responseTime: /latenc|respon[sd]|réponse|duration|durée|\bp(?:50|75|90|95|99)\b/i,
};

interface Captured {
  at: string;
  evidence: Evidence;
}

function capturedIn({ timeline }: Incident): Captured[] {
  return readTimeline(timeline).flatMap(({ at, evidence, withdrawn }) =>
    evidence?.value !== undefined && !withdrawn ? [{ at, evidence }] : []
  );
}

function metricOf({ title, expr }: Evidence): Metric | undefined {
  const tells = (text: string) => METRICS.find((metric) => TOLD_BY[metric].test(text));
  return tells(title) ?? tells(expr);
}

/** The greatest value of a metric among what was captured: `93 % (CPU, 2026-11-20 14:31)`. */
export function measuredMost(incident: Incident, metric: Metric, language: Language): string | undefined {
  const found = capturedIn(incident).filter(({ evidence }) => metricOf(evidence) === metric);
  const [most] = found.sort((one, other) => (other.evidence.value ?? 0) - (one.evidence.value ?? 0));
  if (!most) {
    return undefined;
  }
  const { day, time } = inZone(most.at, incident.zone);
  return `${valueOf(most, language)} (${inline(most.evidence.title)}, ${day} ${time})`;
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
