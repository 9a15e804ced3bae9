import React, { lazy, Suspense, useMemo } from 'react';
import { t } from '@grafana/i18n';
import { Alert, EmptyState, LinkButton, LoadingPlaceholder, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import { type Judgement } from '../../../domain/insights/alerts/judgement';
import { LEFT_OUT, type LeftOut } from '../../../domain/insights/insights';
import { DAY_SECONDS, HOUR_SECONDS } from '../../../domain/time/units';
import { MOST_STATES } from '../../../grafana/alerting/states';
import { type Unasked, useAlertJudgement } from '../../../shared/alerts/useAlertJudgement';
import { alertSourceName } from '../../../shared/alerts/words';
import { useNow } from '../../../shared/hooks/useNow';
import { useUrlFilter } from '../../../shared/hooks/useUrlFilter';
import { incidentPath } from '../../../shared/incidents/paths';
import { OBJECTIVES_PATH } from '../../../shared/objectives/paths';
import { Bullets } from '../../../shared/ui/Bullets';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { Page } from '../../../shared/ui/Page';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { type Failure, readFailure } from '../../../shared/words/failures';
import { labelled } from '../../../shared/words/labelled';
import { verbatim } from '../../../shared/words/verbatim';
import { AlertTrend } from '../list/AlertTrend';
import { RuleTable } from '../list/RuleTable';

const Backtest = lazy(() => import('../backtest/Backtest').then((m) => ({ default: m.Backtest })));

const DAYS = [7, 30, 90];
const SHOWN = 50;

/** Alert rules judged by the team's own incidents. */
export function AlertsPage() {
  const { params, change } = useUrlFilter();
  const days = DAYS.find((each) => String(each) === params.get('days')) ?? 30;
  const end = Math.floor(useNow(60_000) / 1000 / HOUR_SECONDS) * HOUR_SECONDS + HOUR_SECONDS;
  const period = useMemo(() => ({ start: end - days * DAY_SECONDS, end }), [days, end]);
  const { judgement, trend, asked, incidents, services, isPending, error, refetch } = useAlertJudgement(period);
  const isUnknown = (what: Unasked['what']) => asked?.missing.some((each) => each.what === what);
  const chosen = params.get('rule') ?? undefined;
  const rule = asked?.rules.find((each) => ruleKey(each) === chosen);
  const title = t('alerts.title', 'Alerts');
  return (
    <Page title={title} subTitle={t('alerts.subtitle', 'What became of them, by your own incidents')}>
      <Stack direction="column" gap={2}>
        <div>
          <RadioButtonGroup
            aria-label={t('alerts.period', 'Period')}
            value={days}
            options={DAYS.map((value) => ({
              value,
              label: t('alerts.days', '{{days}} days', verbatim({ days: value })),
            }))}
            onChange={(value) => change({ days: String(value) })}
          />
        </div>
        {error && <RequestFailure error={error} onRetry={refetch} what={title} />}
        {isPending && !error && <LoadingPlaceholder text={t('alerts.loading', 'Asking what fired…')} />}
        {asked && <Unknown missing={asked.missing} noHistory={asked.noHistory} isCut={asked.isCut} />}
        {judgement && !error && (
          <>
            <LeftOutText judgement={judgement} />
            {judgement.verdicts.length > 0 ? (
              <RuleTable
                verdicts={judgement.verdicts}
                rules={asked?.rules ?? []}
                onBacktest={(each) => change({ rule: ruleKey(each) })}
              />
            ) : isUnknown('rules') ? null : (
              <EmptyState
                variant="call-to-action"
                message={t('alerts.empty', 'No alert rule was found')}
                button={
                  <Stack gap={1} wrap="wrap" justifyContent="center">
                    <LinkButton href={OBJECTIVES_PATH}>
                      {t('alerts.from-objectives', 'Make alerts of objectives')}
                    </LinkButton>
                    <LinkButton variant="secondary" href="/alerting/list">
                      {t('alerts.grafana-rules', 'Alert rules of Grafana')}
                    </LinkButton>
                  </Stack>
                }
              >
                {t(
                  'alerts.empty-text',
                  'Grafana’s own rules and those of every Prometheus were asked for. Once some fire, this page says how often they were right.'
                )}
              </EmptyState>
            )}
            <Unannounced judgement={judgement} />
            {trend && !isUnknown('history') && <AlertTrend weeks={trend} />}
          </>
        )}
        {rule && (
          <Suspense fallback={null}>
            <Backtest
              rule={rule}
              incidents={incidents}
              services={services}
              onClose={() => change({ rule: undefined })}
            />
          </Suspense>
        )}
      </Stack>
    </Page>
  );
}

function ruleKey({ source, group, name, uid }: { source: string; group: string; name: string; uid?: string }): string {
  return uid ?? [source, group, name].join('|');
}

function Unknown({ missing, noHistory, isCut }: { missing: Unasked[]; noHistory: boolean; isCut: boolean }) {
  const byFailure = missingByFailure(missing);
  return (
    <>
      {byFailure.map(([{ title, advice }, parts]) => (
        <Alert key={`${title}|${advice}`} severity="warning" title={title}>
          {advice}
          <Bullets>
            {parts.map(({ source, what }) => (
              <li key={`${source}-${what}`}>{missingText(what, alertSourceName(source))}</li>
            ))}
          </Bullets>
        </Alert>
      ))}
      {noHistory && (
        <Alert
          severity="info"
          title={t('alerts.no-history.title', 'Grafana tells nothing of the past of its own rules')}
        >
          {t(
            'alerts.no-history.text',
            'None of them fired, or its history of states is switched off: of its own rules nothing can be said here.'
          )}
        </Alert>
      )}
      {isCut && (
        <Alert
          severity="info"
          title={t(
            'alerts.cut',
            'Of Grafana’s own rules only the newest {{number}} changes of state are counted',
            verbatim({ number: MOST_STATES })
          )}
        />
      )}
    </>
  );
}

/** A source that does not answer is told of once, with all that it was asked for. */
function missingByFailure(missing: Unasked[]): Array<[Failure, Unasked[]]> {
  const found = new Map<string, [Failure, Unasked[]]>();
  for (const each of missing) {
    const failure = readFailure(each.error);
    const key = `${failure.title}|${failure.advice}`;
    found.set(key, [failure, [...(found.get(key)?.[1] ?? []), each]]);
  }
  return [...found.values()];
}

function missingText(what: Unasked['what'], source: string): string {
  switch (what) {
    case 'rules':
      return t('alerts.missing.rules', 'The rules of {{source}} could not be asked for', verbatim({ source }));
    case 'history':
      return t('alerts.missing.history', 'What fired in {{source}} could not be asked for', verbatim({ source }));
    case 'silences':
      return t('alerts.missing.silences', 'The silences of {{source}} could not be asked for', verbatim({ source }));
  }
}

function LeftOutText({ judgement: { counted, leftOut } }: { judgement: Judgement }) {
  const left = LEFT_OUT.filter((reason) => leftOut[reason] > 0).map((reason) =>
    labelled(leftOutName(reason), leftOut[reason])
  );
  return (
    <Text element="p" color="secondary">
      {t('alerts.counted', '', {
        count: counted,
        defaultValue_one: 'Judged by {{count}} incident that you may see.',
        defaultValue_other: 'Judged by {{count}} incidents that you may see.',
      })}{' '}
      {left.length > 0 && t('alerts.left-out', 'Left out: {{reasons}}.', verbatim({ reasons: left.join(', ') }))}{' '}
      {t(
        'alerts.silences-kept',
        'Silences are known for a few days after their end; firings shorter than five minutes may not be seen.'
      )}
    </Text>
  );
}

function leftOutName(reason: LeftOut): string {
  switch (reason) {
    case 'drill':
      return t('alerts.left.drill', 'drills');
    case 'void':
      return t('alerts.left.void', 'void');
    case 'duplicate':
      return t('alerts.left.duplicate', 'duplicates');
    case 'undated':
      return t('alerts.left.undated', 'without a beginning');
    case 'unread':
      return t('alerts.left.unread', 'not read yet');
  }
}

function Unannounced({ judgement: { unannounced } }: { judgement: Judgement }) {
  if (unannounced.length === 0) {
    return null;
  }
  return (
    <section>
      <Text element="h2" variant="h4">
        {t('alerts.unannounced', '', {
          count: unannounced.length,
          defaultValue_one: '{{count}} incident that no rule announced',
          defaultValue_other: '{{count}} incidents that no rule announced',
        })}
      </Text>
      <Bullets>
        {unannounced.slice(0, SHOWN).map(({ name, ref, title, private: isPrivate }) => (
          <li key={name}>
            <InternalLink to={incidentPath(name)}>{isPrivate ? ref : `${ref} · ${title}`}</InternalLink>
          </li>
        ))}
      </Bullets>
    </section>
  );
}
