/**
 * Answers as the documentation and the sources of Prometheus 3, Thanos and Mimir give them: what a live Prometheus 2 does
 * not send. The words of annotations are those of prometheus/util/annotations, with the place that its API adds.
 */

const T = 1_795_000_000;

/** Prometheus 3: annotations beside the result. https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview */
export const prometheus3Annotations = {
  status: 'success',
  data: { resultType: 'vector', result: [{ metric: {}, value: [T, '0.5'] }] },
  warnings: ['PromQL warning: encountered a mix of histograms and floats for metric name "requests_total" (1:5)'],
  infos: [
    'PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "temperature" (1:6)',
  ],
};

/** `histogram_quantile` over what is no histogram: the name of a label stands before the name of the metric. */
export const malformedBuckets = {
  status: 'success',
  data: { resultType: 'vector', result: [] },
  warnings: [
    'PromQL warning: bucket label "le" is missing or has a malformed value of "" for metric name "requests_total" (1:25)',
  ],
};

/** Prometheus 3 writes whole bounds with a fraction. https://prometheus.io/docs/prometheus/latest/migration/#le-and-quantile-label-values */
export const prometheus3Buckets = {
  status: 'success',
  data: {
    resultType: 'vector',
    result: ['0.5', '1.0', '10.0', '+Inf'].map((le) => ({ metric: { le }, value: [T, '1'] })),
  },
};

/** A block of a server that was upgraded holds both. */
export const mixedBuckets = {
  status: 'success',
  data: {
    resultType: 'vector',
    result: ['0.5', '1', '1.0', '+Inf'].map((le) => ({ metric: { le }, value: [T, '1'] })),
  },
};

/** A native histogram as a sample. https://prometheus.io/docs/prometheus/latest/querying/api/#native-histograms */
export const nativeHistogram = {
  status: 'success',
  data: {
    resultType: 'vector',
    result: [
      {
        metric: { __name__: 'request_duration_seconds' },
        histogram: [
          T,
          {
            count: '60',
            sum: '33',
            buckets: [
              [0, '0.25', '0.5', '20'],
              [0, '0.5', '1', '40'],
            ],
          },
        ],
      },
    ],
  },
};

/** Prometheus 3 cut off at the limit that was asked for. */
export const truncated = {
  status: 'success',
  data: { resultType: 'vector', result: [{ metric: {}, value: [T, '1'] }] },
  warnings: ['results truncated due to limit'],
};

/** Thanos with partial responses: a store did not answer. https://thanos.io/tip/components/query.md/#partial-response, words of pkg/store/proxy*.go and pkg/query/endpointset.go */
export const thanosPartial = {
  status: 'success',
  data: {
    resultType: 'matrix',
    result: [
      {
        metric: {},
        values: [
          [T, '1'],
          [T + 60, 'NaN'],
          [T + 120, '+Inf'],
        ],
      },
    ],
  },
  warnings: [
    'No StoreAPIs matched for this query',
    'receive series from Addr: 10.0.0.7:10901 LabelSets: {replica="a"} Mint: 1792000000000 Maxt: 9223372036854775807: rpc error: code = Unavailable desc = connection refused',
  ],
};

/** Mimir over its limits. https://grafana.com/docs/mimir/latest/manage/mimir-runbooks/#err-mimir-max-chunks-per-query, words of pkg/util/limiter/query_limiter.go */
export const mimirLimit = {
  status: 422,
  body: {
    status: 'error',
    errorType: 'execution',
    error:
      'the query exceeded the maximum number of chunks (limit: 2000000 chunks) (err-mimir-max-chunks-per-query). Consider reducing the time range and/or number of series selected by the query. One way to reduce the number of selected series is to add more label matchers to the query. Otherwise, to adjust the related per-tenant limit, configure -querier.max-fetched-chunks-per-query, or contact your service administrator.',
  },
};

/** Mimir's query scheduler refuses while too much waits. */
export const mimirBusy = {
  status: 429,
  body: { status: 'error', errorType: 'too_many_requests', error: 'too many outstanding requests' },
};
