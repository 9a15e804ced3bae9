import { useRef, useState } from 'react';
import { type Instant } from '../../../domain/record/record';
import { referencesOf } from '../../../domain/runbook/findReferences';
import { renamedTo } from '../../../domain/runbook/references';
import {
  lastData,
  type Measured,
  REHEARSAL_REQUESTS,
  type PastIncident,
  planRehearsal,
  planSilence,
  rehearse,
  type Rehearsed,
  type RehearsalRequest,
  sumRehearsal,
} from '../../../domain/runbook/rehearsal';
import { type Runbook } from '../../../domain/runbook/schema';
import { metricNames } from '../../../grafana/alerting/rules';
import { queryRange } from '../../../grafana/prometheus/prometheus';
import { usePrometheus } from '../../../shared/hooks/useSettings';

interface RehearsalResult {
  rehearsed: Rehearsed[];
  /** By step without data: what its metric may be called now. */
  renamed: Record<string, string>;
  /** By step without data: when it last had some, as far as the data reaches. */
  spoke: Record<string, Instant>;
  leftOut: number;
}

const AT_ONCE = 4;

/** Asks every query of a runbook at the times of past incidents, a few requests at a time; what fails reads "unknown". */
export function useRehearsal(record: Runbook, past: PastIncident[]) {
  const { source } = usePrometheus();
  const [progress, setProgress] = useState<{ done: number; total: number }>();
  const [result, setResult] = useState<RehearsalResult>();
  const running = useRef<AbortController>();
  const cancel = () => {
    running.current?.abort();
    setProgress(undefined);
  };
  const start = async () => {
    cancel();
    const controller = new AbortController();
    running.current = controller;
    const plan = planRehearsal(record, past);
    const answers = new Map<RehearsalRequest, Measured[]>();
    const rest = [...plan.requests];
    setProgress({ done: 0, total: plan.requests.length });
    const next = async () => {
      for (let request = rest.shift(); request && !controller.signal.aborted; request = rest.shift()) {
        const uid = request.dataSource ?? source?.uid;
        const answer = uid
          ? await queryRange(uid, request.expr, { ...request, signal: controller.signal }).catch(() => undefined)
          : undefined;
        if (answer) {
          answers.set(request, answer.result);
        }
        setProgress((before) => before && { ...before, done: before.done + 1 });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    if (controller.signal.aborted) {
      return;
    }
    const asked = new Set(plan.requests.map(({ incident }) => incident));
    const chosen = past.filter(({ name }) => asked.has(name) || plan.unasked.some((each) => each.incident === name));
    const rehearsed = chosen.map((incident) => rehearse(record, incident, plan, answers));
    const { silent } = sumRehearsal(rehearsed, chosen, {});
    const [renamed, spoke] = await Promise.all([
      renames(record, silent, source?.uid),
      lastSpoken(
        record,
        silent.slice(0, REHEARSAL_REQUESTS - plan.requests.length),
        chosen,
        source?.uid,
        controller.signal
      ),
    ]);
    if (!controller.signal.aborted) {
      setResult({ rehearsed, renamed, spoke, leftOut: plan.leftOut });
      setProgress(undefined);
    }
  };
  return { start: () => void start(), cancel, progress, result };
}

type Silent = ReturnType<typeof sumRehearsal>['silent'];

async function lastSpoken(
  record: Runbook,
  silent: Silent,
  past: PastIncident[],
  uid: string | undefined,
  signal: AbortSignal
): Promise<Record<string, Instant>> {
  const found = await Promise.all(
    silent.map(async (each): Promise<Array<[string, Instant]>> => {
      const request = planSilence(record, each, past);
      const source = request?.dataSource ?? uid;
      const answer =
        request && source
          ? await queryRange(source, request.expr, { ...request, signal }).catch(() => undefined)
          : undefined;
      const last = answer && lastData(answer.result);
      return last ? [[each.step, last]] : [];
    })
  );
  return Object.fromEntries(found.flat());
}

async function renames(record: Runbook, silent: Silent, uid: string | undefined): Promise<Record<string, string>> {
  if (silent.length === 0 || !uid) {
    return {};
  }
  const names = await metricNames(uid).catch(() => undefined);
  const gone = referencesOf(record).flatMap((each) =>
    each.kind === 'metric' &&
    each.step &&
    silent.some(({ step }) => step === each.step) &&
    names &&
    !names.has(each.metric)
      ? [{ step: each.step, to: renamedTo(each.metric, names) }]
      : []
  );
  return Object.fromEntries(gone.flatMap(({ step, to }) => (to ? [[step, to]] : [])));
}
