import { useEffect, useState } from 'react';
import { t } from '@grafana/i18n';
import { type Incident } from '../../../domain/incident/kind';
import { checkPromql } from '../../../domain/promql/promql';
import { type Instant } from '../../../domain/record/record';
import { useDraft } from '../../../shared/records/useDraft';
import { type ReasonText, useReasonText } from '../../../shared/words/reasons/useReasonText';
import { lastHour } from '../data/capture';
import { useCapture } from '../data/evidence';
import { useSignals } from '../data/signals';
import { tooLong } from '../limits';
import { useAct } from '../useAct';

interface Form {
  title: string;
  expr: string;
  unit: string;
  /** Key of the objective that the expression measures. */
  objective?: string;
}

interface Range {
  from: Instant | undefined;
  to: Instant | undefined;
}

const NOTHING: Form = { title: '', expr: '', unit: '' };

/** The question with its draft, its answer, and what stands in the way of either. `typed` is an expression to begin with. */
export function useEvidenceForm(incident: Incident, { uid: own, typed }: { uid: string; typed: string }) {
  const { signals } = useSignals(incident.services);
  const [form, setForm, clear] = useDraft<Form>(`incident.${incident.name}.evidence`, NOTHING, {
    inTab: incident.private,
  });
  useEffect(() => {
    if (typed) {
      setForm({ ...form, expr: typed, objective: undefined });
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once: what is typed in the form later is the person's
  }, []);
  const [range, setRange] = useState<Range>(() => lastHour());
  const { act, reasons, dismiss } = useAct(incident.name);
  const run = useCapture();
  const reasonText = useReasonText();
  const objective = signals.find(({ key }) => key === form.objective);
  const uid = objective?.uid ?? own;
  const problem = problemOf(form.expr, reasonText);
  const forget = () => {
    run.reset();
    dismiss();
  };

  return {
    form,
    change: (part: Partial<Form>) => {
      forget();
      setForm({ ...form, ...part });
    },
    range,
    changeRange: (part: Partial<Range>) => {
      forget();
      setRange({ ...range, ...part });
    },
    signals,
    objective,
    /** The Prometheus that is asked. */
    uid,
    run,
    ask: (expr: string) => {
      const { from, to } = range;
      if (from && to && !whyNot(expr, problemOf(expr, reasonText), range)) {
        run.mutate({
          title: form.title.trim() || expr.trim().slice(0, 100),
          uid,
          expr: expr.trim(),
          from,
          to,
          unit: form.unit.trim() || undefined,
          objective: objective?.key,
          moment: 'hand',
        });
      }
    },
    problem,
    unitProblem: tooLong(form.unit.trim(), 50),
    obstacle: whyNot(form.expr, problem, range),
    /** Whether the answer was taken into the timeline. */
    keep: (): boolean => {
      const isKept = run.data !== undefined && act({ type: 'capture', evidence: run.data });
      if (isKept) {
        clear();
      }
      return isKept;
    },
    reasons,
    dismiss,
  };
}

export type EvidenceQuestion = ReturnType<typeof useEvidenceForm>;

function problemOf(expr: string, reasonText: ReasonText): string | undefined {
  return expr.trim() ? checkPromql(expr).map(reasonText)[0] : undefined;
}

/** What stands in the way of running it, in words. */
function whyNot(
  expr: string,
  problem: string | undefined,
  { from, to }: { from: Instant | undefined; to: Instant | undefined }
): string | undefined {
  if (!expr.trim()) {
    return t('incidents.evidence.no-query', 'It needs a query');
  }
  if (problem) {
    return problem;
  }
  if (!from || !to) {
    return t('incidents.evidence.no-times', 'It needs both times');
  }
  return from >= to ? t('incidents.evidence.backwards', 'It must end after it begins') : undefined;
}
