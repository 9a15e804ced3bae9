import { useEffect, useRef, useState } from 'react';
import { type Chunk, joined, backtestPlan } from '../../domain/insights/alerts/backtest';
import { type TruthSeries } from '../../domain/insights/alerts/firings';
import { type TimeGrid } from '../../domain/time/window';
import { queryRange } from '../../grafana/prometheus/prometheus';

interface Answered {
  series: TruthSeries[];
  grid: TimeGrid;
  /** Seconds: where the period begins. */
  from: number;
  /** The oldest part of the period was not asked for. */
  isCut: boolean;
}

interface Question {
  uid: string;
  exprs: string[];
  /** Seconds. */
  from: number;
  to: number;
  step: number;
  /** Seconds ahead of the period that say what already waited or fired then. */
  before?: number;
}

/** Asks what expressions would have been, one request after the other; stopped by cancelling or leaving. */
export function useBacktest() {
  const [progress, setProgress] = useState<{ done: number; total: number }>();
  const [answers, setAnswers] = useState<Answered[]>();
  const [error, setError] = useState<unknown>();
  const running = useRef<AbortController>();
  useEffect(() => () => running.current?.abort(), []);

  const cancel = () => {
    running.current?.abort();
    setProgress(undefined);
  };

  const start = async ({ uid, exprs, from, to, step, before }: Question) => {
    cancel();
    const controller = new AbortController();
    running.current = controller;
    const { chunks, grid, isCut } = backtestPlan(from, to, step, before);
    const total = exprs.length * chunks.length;
    setAnswers(undefined);
    setError(undefined);
    setProgress({ done: 0, total });
    const ask = async (expr: string, chunk: Chunk) => {
      const { result } = await queryRange(uid, expr, { ...chunk, step, signal: controller.signal });
      setProgress((last) => last && { ...last, done: last.done + 1 });
      return result;
    };
    try {
      const found: Answered[] = [];
      for (const expr of exprs) {
        const parts: TruthSeries[][] = [];
        for (const chunk of chunks) {
          parts.push(await ask(expr, chunk));
        }
        found.push({ series: joined(parts), grid, from, isCut });
      }
      setAnswers(found);
      setProgress(undefined);
    } catch (thrown) {
      if (!controller.signal.aborted) {
        setError(thrown);
        setProgress(undefined);
      }
    }
  };
  return { start, cancel, progress, answers, error };
}
