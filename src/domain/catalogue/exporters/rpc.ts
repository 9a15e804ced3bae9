import { type Words } from '../../text/language';
import { type Exporter } from '../exporter';
import { BESIDE, MILLISECONDS, served, unitless } from './served';

/** Codes that are the server's fault, as Go and as Java and Python write them. */
const FAULTS =
  'Unknown|DeadlineExceeded|Internal|Unavailable|DataLoss|Unimplemented|UNKNOWN|DEADLINE_EXCEEDED|INTERNAL|UNAVAILABLE|DATA_LOSS|UNIMPLEMENTED';
/** The same as numbers. */
const FAULT_NUMBERS = '2|4|12|13|14|15';
const OTEL_SERVICES = ['service_name', 'service', 'app', 'job'] as const;

const CODES: Words = {
  en: 'Of the codes only Unknown, DeadlineExceeded, Internal, Unavailable, DataLoss and Unimplemented are the server’s fault.',
  fr: 'Parmi les codes, seuls Unknown, DeadlineExceeded, Internal, Unavailable, DataLoss et Unimplemented sont la faute du serveur.',
};
const ANSWERED: Words = { en: 'Calls answered, by method and code.', fr: 'Appels servis, par méthode et code.' };

/** What servers of remote procedures count. */
export const RPC: readonly Exporter[] = [
  {
    key: 'grpc',
    name: 'gRPC (Prometheus interceptors)',
    source: 'https://github.com/grpc-ecosystem/go-grpc-middleware/tree/main/providers/prometheus',
    signs: ['grpc_server_handled_total'],
    means: {
      grpc_server_handled_total: ANSWERED,
      grpc_server_handling_seconds_bucket: {
        en: 'How long they took; only where histograms are enabled.',
        fr: 'Leur durée ; seulement si les histogrammes sont activés.',
      },
    },
    traps: [
      CODES,
      {
        en: 'In Go a code is written DeadlineExceeded, in Java and Python DEADLINE_EXCEEDED.',
        fr: 'En Go, un code s’écrit DeadlineExceeded, en Java et en Python DEADLINE_EXCEEDED.',
      },
      {
        en: 'Streams count once, when they end.',
        fr: 'Les flux comptent une fois, à leur fin.',
      },
    ],
    services: {
      metric: 'grpc_server_handled_total',
      labels: ['service', 'app', 'job', 'grpc_service'],
      beside: BESIDE,
    },
    objectives: served({
      total: 'grpc_server_handled_total',
      failed: `grpc_server_handled_total{$status=~"${FAULTS}"}`,
      status: ['grpc_code', 'code'],
      duration: { metric: 'grpc_server_handling_seconds', perSecond: 1 },
    }),
    checks: [],
  },
  {
    key: 'grpc-otel',
    name: 'gRPC (its own OpenTelemetry plugin)',
    source: 'https://grpc.io/docs/guides/opentelemetry-metrics/',
    signs: ['grpc_server_call_duration_seconds_count'],
    otherNames: unitless('grpc_server_call_duration', 'grpc_server_call_duration_seconds'),
    means: { grpc_server_call_duration_seconds_count: ANSWERED },
    traps: [CODES],
    services: { metric: 'grpc_server_call_duration_seconds_count', labels: OTEL_SERVICES, beside: BESIDE },
    objectives: served({
      total: 'grpc_server_call_duration_seconds_count',
      failed: `grpc_server_call_duration_seconds_count{grpc_status=~"${FAULTS}"}`,
      duration: { metric: 'grpc_server_call_duration_seconds', perSecond: 1 },
    }),
    checks: [],
  },
  {
    key: 'opentelemetry-rpc',
    name: 'OpenTelemetry RPC servers',
    source: 'https://opentelemetry.io/docs/specs/semconv/rpc/rpc-metrics/',
    signs: ['rpc_server_call_duration_seconds_count'],
    otherNames: unitless('rpc_server_call_duration', 'rpc_server_call_duration_seconds'),
    means: { rpc_server_call_duration_seconds_count: ANSWERED },
    traps: [
      CODES,
      {
        en: 'The label of the code is rpc_response_status_code in some versions and rpc_status_code in others.',
        fr: 'L’étiquette du code est rpc_response_status_code dans certaines versions, rpc_status_code dans d’autres.',
      },
    ],
    services: {
      metric: 'rpc_server_call_duration_seconds_count',
      labels: OTEL_SERVICES,
      beside: ['service_namespace', 'namespace'],
    },
    objectives: served({
      total: 'rpc_server_call_duration_seconds_count',
      failed: `rpc_server_call_duration_seconds_count{$status=~"${FAULTS}"}`,
      status: ['rpc_response_status_code', 'rpc_status_code'],
      duration: { metric: 'rpc_server_call_duration_seconds', perSecond: 1 },
    }),
    checks: [],
  },
  {
    key: 'opentelemetry-rpc-old',
    name: 'OpenTelemetry RPC servers (conventions up to 1.37)',
    source: 'https://github.com/open-telemetry/semantic-conventions/blob/main/docs/non-normative/rpc-migration.md',
    signs: ['rpc_server_duration_milliseconds_count'],
    otherNames: unitless('rpc_server_duration', 'rpc_server_duration_milliseconds'),
    means: { rpc_server_duration_milliseconds_count: ANSWERED },
    traps: [
      MILLISECONDS,
      {
        en: 'rpc_grpc_status_code is a number: 2, 4, 12, 13, 14 and 15 are the server’s fault.',
        fr: 'rpc_grpc_status_code est un nombre : 2, 4, 12, 13, 14 et 15 sont la faute du serveur.',
      },
    ],
    services: {
      metric: 'rpc_server_duration_milliseconds_count',
      labels: OTEL_SERVICES,
      beside: ['service_namespace', 'namespace'],
    },
    objectives: served({
      total: 'rpc_server_duration_milliseconds_count',
      failed: `rpc_server_duration_milliseconds_count{$status=~"${FAULT_NUMBERS}"}`,
      status: ['rpc_grpc_status_code'],
      duration: { metric: 'rpc_server_duration_milliseconds', perSecond: 1000 },
    }),
    checks: [],
  },
];
