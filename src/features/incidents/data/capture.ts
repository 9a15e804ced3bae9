import { t } from '@grafana/i18n';
import { stepFor, toEvidence } from '../../../domain/incident/evidence/capture';
import { type Evidence } from '../../../domain/incident/schema';
import { type Instant } from '../../../domain/record/record';
import { HOUR_MS } from '../../../domain/time/units';
import { queryRange } from '../../../grafana/prometheus/prometheus';
import { verbatim } from '../../../shared/words/verbatim';
import { type AskedSignal } from './signals';

export interface EvidenceQuery {
  title: string;
  uid: string;
  expr: string;
  from: Instant;
  to: Instant;
  unit?: string;
  objective?: string;
  moment?: Evidence['moment'];
}

/** Asks Prometheus and keeps the answer. Throws RequestError. */
export async function captureQuery({ uid, ...query }: EvidenceQuery, signal?: AbortSignal): Promise<Evidence> {
  const { from, to, expr } = query;
  const { result } = await queryRange(uid, expr, {
    start: Date.parse(from) / 1000,
    end: Date.parse(to) / 1000,
    step: stepFor(from, to),
    signal,
  });
  return toEvidence({ ...query, datasource: uid }, result);
}

interface Range {
  from: Instant;
  to: Instant;
}

export function lastHour(now = Date.now()): Range {
  return { from: new Date(now - HOUR_MS).toISOString(), to: new Date(now).toISOString() };
}

/** One signal over the last hour; over all services where no series carries the labels of those affected. */
export async function captureSignal(
  { key, name, uid, expr, wider, unit }: AskedSignal,
  { moment, signal, range = lastHour() }: { moment?: Evidence['moment']; signal?: AbortSignal; range?: Range } = {}
): Promise<Evidence> {
  const query = { title: name, uid, ...range, unit, objective: key, moment };
  const own = await captureQuery({ ...query, expr }, signal);
  if (own.series.length > 0 || !wider) {
    return own;
  }
  const title = t('incidents.signals.all-services', '{{name}} (all services)', verbatim({ name }));
  return captureQuery({ ...query, title, expr: wider }, signal);
}

/** All signals of the services at one moment; those that Prometheus does not answer are left out. */
export async function captureSignals(signals: AskedSignal[], moment: Evidence['moment']): Promise<Evidence[]> {
  const range = lastHour();
  const captured = await Promise.allSettled(signals.map((signal) => captureSignal(signal, { moment, range })));
  return captured.flatMap((each) => (each.status === 'fulfilled' && each.value.series.length > 0 ? [each.value] : []));
}
