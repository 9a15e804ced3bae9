import { type Words } from '../../text/language';
import { type ObjectiveTemplate } from '../exporter';

export const SERVICE_LABELS = ['service', 'service_name', 'app', 'job'] as const;
export const BESIDE = ['namespace'] as const;

export const EACH_RESTART: Words = {
  en: 'Counters begin at 0 with every restart: only their increase means something.',
  fr: 'Les compteurs repartent de 0 à chaque redémarrage : seule leur augmentation a un sens.',
};
export const SCRAPES_COUNT: Words = {
  en: 'Requests of probes and of Prometheus itself count too, and make a quiet service look better than it is.',
  fr: 'Les requêtes des sondes et de Prometheus lui-même comptent aussi et embellissent un service peu sollicité.',
};
export const MILLISECONDS: Words = {
  en: 'Its buckets are in milliseconds, not in seconds.',
  fr: 'Ses intervalles sont en millisecondes, pas en secondes.',
};

interface Http {
  /** Counter of requests. */
  total: string;
  /** Selects the failed ones; with a label of `status` in place of `$status`. */
  failed: string;
  status?: readonly string[];
  /** Histogram of durations without its suffix, and its unit. */
  duration?: { metric: string; perSecond: 1 | 1000 };
  /** Counts a request that several report once: `reporter="destination"`. */
  once?: string;
}

/** What every server of requests can carry: errors, rate, and latency where there is a histogram. */
export function served({ total, failed, status, duration, once }: Http): ObjectiveTemplate[] {
  const bucket = duration && `${duration.metric}_bucket`;
  const latency = (like: string, percentile: number): ObjectiveTemplate[] =>
    duration && bucket
      ? [
          {
            like,
            needs: [bucket],
            buckets: { metric: bucket, perSecond: duration.perSecond },
            indicator:
              duration.perSecond === 1
                ? { kind: 'latency', histogram: bucket, percentile }
                : {
                    kind: 'ratio',
                    total: `${duration.metric}_count${once ? `{${once}}` : ''}`,
                    counted: 'good',
                    events: `${bucket}{le="$bound"${once ? `,${once}` : ''}}`,
                  },
          },
        ]
      : [];
  return [
    {
      like: 'error-rate',
      needs: [total],
      ...(status && { status }),
      indicator: { kind: 'ratio', total, counted: 'bad', events: failed },
    },
    ...latency('latency-p95', 0.95),
    ...latency('latency-p99', 0.99),
    {
      like: 'request-rate',
      needs: [total],
      indicator: { kind: 'gauge', expr: `sum(rate(${total}[5m]))` },
    },
  ];
}

/** A histogram's names without its unit, as OpenTelemetry leaves it out where no suffixes are added, by those with it. */
export function unitless(without: string, documented: string): Record<string, string> {
  return Object.fromEntries(
    ['', '_bucket', '_count', '_sum'].map((suffix) => [`${without}${suffix}`, `${documented}${suffix}`])
  );
}
