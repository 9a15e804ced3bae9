import { t } from '@grafana/i18n';
import { type IndicatorKind } from '../../domain/objective/kinds/kinds';
import { type Definition } from '../../domain/objective/schema';
import { type ObjectiveState } from '../../domain/objective/state';
import { RequestError } from '../../grafana/request';
import { type Mark } from '../ui/StateMark';
import { type Failure, failureOf } from './failures';
import { verbatim } from './verbatim';

export const STATE_MARKS: Record<ObjectiveState, Mark> = {
  met: 'good',
  atRisk: 'warning',
  breached: 'bad',
  stale: 'unknown',
  noData: 'unknown',
  info: 'neutral',
};

/** The state of an objective; of several where `number` says so, since other languages agree in number. */
export function objectiveStateName(state: ObjectiveState, number = 1): string {
  switch (state) {
    case 'met':
      return t('objectives.state.met', '', { count: number, defaultValue_one: 'Met', defaultValue_other: 'Met' });
    case 'atRisk':
      return t('objectives.state.at-risk', '', {
        count: number,
        defaultValue_one: 'At risk',
        defaultValue_other: 'At risk',
      });
    case 'breached':
      return t('objectives.state.breached', '', {
        count: number,
        defaultValue_one: 'Breached',
        defaultValue_other: 'Breached',
      });
    case 'stale':
      return t('objectives.state.stale', '', { count: number, defaultValue_one: 'Stale', defaultValue_other: 'Stale' });
    case 'noData':
      return t('objectives.state.no-data', '', {
        count: number,
        defaultValue_one: 'No data',
        defaultValue_other: 'No data',
      });
    case 'info':
      return t('objectives.state.info', 'For information');
  }
}

export function indicatorKindName(kind: IndicatorKind): string {
  switch (kind) {
    case 'ratio':
      return t('objectives.kind.ratio', 'Ratio of events');
    case 'latency':
      return t('objectives.kind.latency', 'Latency');
    case 'nativeLatency':
      return t('objectives.kind.native-latency', 'Latency, native histogram');
    case 'probe':
      return t('objectives.kind.probe', 'Probe');
    case 'gauge':
      return t('objectives.kind.gauge', 'Value');
    case 'computed':
      return t('objectives.kind.computed', 'From records');
    case 'manual':
      return t('objectives.kind.manual', 'By hand');
  }
}

/** Why a query has no answer, in words for the row it belongs to. */
export function queryFailure(error: unknown): Failure {
  if (!(error instanceof RequestError)) {
    return {
      title: t('objectives.failure.unexpected', 'Something unexpected happened'),
      advice: error instanceof Error ? error.message : String(error),
    };
  }
  const { kind, status, message } = error;
  switch (kind) {
    case 'timeout':
      return {
        title: t('objectives.failure.slow', 'Prometheus did not answer in time'),
        advice: t('objectives.failure.slow-advice', 'It may be overloaded. It is asked again by itself.'),
      };
    case 'offline':
      return {
        title: t('objectives.failure.offline', 'Grafana does not answer'),
        advice: t('objectives.failure.offline-advice', 'It is asked again by itself.'),
      };
    case 'unauthorized':
      return {
        title: t('objectives.failure.signed-out', 'You are signed out'),
        advice: t('objectives.failure.signed-out-advice', 'Sign in again in another tab.'),
      };
    case 'forbidden':
      return {
        title: t('objectives.failure.forbidden', 'You may not query this data source'),
        advice: t(
          'objectives.failure.forbidden-advice',
          'An administrator can give you or your team the Query permission on it.'
        ),
      };
    case 'missing':
      return isFromGrafana(message)
        ? {
            title: t('objectives.failure.missing', 'The data source does not exist'),
            advice: t(
              'objectives.failure.missing-advice',
              'It was removed or renamed. Choose another one in the objective or in Setup.'
            ),
          }
        : answeredWith(status, message);
    case 'invalid':
      // Grafana's words for a 401 of the server behind it: Mimir's "no org id" among them
      if (/^Authentication to data source failed/.test(message)) {
        return {
          title: t('objectives.failure.rejected', 'The data source does not accept Grafana’s sign-in'),
          advice: t(
            'objectives.failure.rejected-advice',
            'Its user, password or token is wrong or missing; Mimir and others want a tenant too, in the header X-Scope-OrgID. An administrator sets them in the data source.'
          ),
        };
      }
      return { title: t('objectives.failure.refused', 'Prometheus refused the query'), advice: message };
    case 'manySeries':
      return failureOf(error);
    case 'format':
      return {
        title: t('objectives.failure.format', 'The answer does not come from Prometheus'),
        advice: t(
          'objectives.failure.format-advice',
          'Something between Grafana and Prometheus answered instead, such as a login page. Check the address of the data source.'
        ),
      };
    case 'throttled':
      return {
        title: t('objectives.failure.throttled', 'Prometheus asks to slow down'),
        advice: t('objectives.failure.slow-advice', 'It may be overloaded. It is asked again by itself.'),
      };
    default:
      return status === 503
        ? { title: t('objectives.failure.gave-up', 'Prometheus gave up on the query'), advice: message }
        : status === 502 || status === 504
          ? {
              title: t('objectives.failure.down', 'Prometheus does not answer'),
              advice: t(
                'objectives.failure.down-advice',
                'Grafana could not reach it (HTTP {{status}}). It is asked again by itself.',
                verbatim({ status })
              ),
            }
          : answeredWith(status, message);
  }
}

/** A 404 of Grafana's own, not one of the server behind it: "Unable to find datasource", "Data source not found". */
function isFromGrafana(message: string): boolean {
  return /data ?source/i.test(message);
}

function answeredWith(status: number, message: string): Failure {
  return {
    title: t(
      'objectives.failure.answered',
      'The data source answers with an error (HTTP {{status}})',
      verbatim({ status })
    ),
    advice: message,
  };
}

export function comparisonName(comparison: Definition['comparison']): string {
  switch (comparison) {
    case '<':
      return t('objectives.comparison.below', 'below (<)');
    case '<=':
      return t('objectives.comparison.at-most', 'at most (≤)');
    case '>':
      return t('objectives.comparison.above', 'above (>)');
    case '>=':
      return t('objectives.comparison.at-least', 'at least (≥)');
  }
}

export function unitName(unit: Definition['unit']): string {
  switch (unit) {
    case 'ratio':
      return t('objectives.unit-name.ratio', 'Fraction, shown in %');
    case 'percent':
      return t('objectives.unit-name.percent', 'Percent');
    case 's':
      return t('objectives.unit-name.seconds', 'Seconds');
    case 'min':
      return t('objectives.unit-name.minutes', 'Minutes');
    case 'h':
      return t('objectives.unit-name.hours', 'Hours');
    case 'bytes':
      return t('objectives.unit-name.bytes', 'Bytes');
    case 'reqps':
      return t('objectives.unit-name.requests', 'Requests/s');
    case 'count':
      return t('objectives.unit-name.count', 'Number');
    case 'score':
      return t('objectives.unit-name.score', 'Score');
  }
}
