import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  Alert,
  Button,
  ClipboardButton,
  EmptyState,
  LoadingPlaceholder,
  Stack,
  Text,
  TextLink,
  useStyles2,
} from '@grafana/ui';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import { isWebLink } from '../../../domain/record/limits';
import { runbookOfUrl } from '../../../domain/runbook/addresses';
import {
  type AlertRule,
  byNeed,
  type RuleCoverage,
  ruleCoverage,
  draftForRule,
  sumCoverage,
} from '../../../domain/runbook/coverage';
import { setRunbookUrl } from '../../../grafana/alerting/rules';
import { dataSources } from '../../../grafana/dataSources';
import { absoluteUrl } from '../../../grafana/navigation';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { NEW_RUNBOOK, runbookPath, RUNBOOKS } from '../../../shared/runbooks/paths';
import { useAlertRules } from '../../../shared/runbooks/useKnown';
import { useRunbooks } from '../../../shared/runbooks/useRunbooks';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { Page } from '../../../shared/ui/Page';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { type Mark, StateMark } from '../../../shared/ui/StateMark';
import { plainTable } from '../../../shared/ui/tableStyles';
import { percentText } from '../../../shared/words/numbers';
import { verbatim } from '../../../shared/words/verbatim';
import { useFirings, useMayEditRule } from '../data';
import { handOverDraft } from '../draft';

const MARKS: Record<RuleCoverage, Mark> = {
  here: 'good',
  stub: 'warning',
  gone: 'bad',
  elsewhere: 'unknown',
  relative: 'bad',
  pinned: 'warning',
  none: 'neutral',
};

function coverageName(coverage: RuleCoverage): string {
  return {
    here: t('runbooks.coverage.here', 'opens a runbook here'),
    stub: t('runbooks.coverage.stub', 'opens a stub here'),
    gone: t('runbooks.coverage.gone', 'leads to a runbook that is not here'),
    elsewhere: t('runbooks.coverage.elsewhere', 'opens another page: unknown, foreign pages are not fetched'),
    relative: t('runbooks.coverage.relative', 'relative address: opens nothing outside of its own site'),
    pinned: t('runbooks.coverage.pinned', 'pinned to a branch: moves or breaks with it'),
    none: t('runbooks.coverage.none', 'none'),
  }[coverage];
}

/** Which alert rules open a runbook, and which should be the next to. */
export function CoveragePage() {
  const rules = useAlertRules();
  const { runbooks, error, isPending, refetch } = useRunbooks();
  const fired = useFirings();
  const names = useMemo(
    () => new Map(runbooks.map(({ name, isStub, retired }) => [name, { isStub: isStub || retired }])),
    [runbooks]
  );
  const rows = useMemo(
    () =>
      (rules.data?.rules ?? [])
        .map((rule) => ({ ...rule, ...firedOf(rule, fired) }))
        .map((rule) => ({ rule, coverage: ruleCoverage(rule, names) }))
        .sort(byNeed),
    [rules.data, names, fired]
  );
  return (
    <Page
      title={t('runbooks.coverage.title', 'Coverage')}
      parent={{ text: t('runbooks.title', 'Runbooks'), url: RUNBOOKS }}
    >
      {error && <RequestFailure error={error} onRetry={refetch} what={t('runbooks.title', 'Runbooks')} />}
      {rules.data && rules.data.unasked.length > 0 && (
        <Alert
          severity="warning"
          title={t(
            'runbooks.coverage.unasked',
            'The rules of {{sources}} could not be asked for',
            verbatim({ sources: rules.data.unasked.map(sourceName).join(', ') })
          )}
          buttonContent={t('failures.retry', 'Try again')}
          onRemove={() => void rules.refetch()}
        />
      )}
      {error ? null : rules.isPending || isPending ? (
        <LoadingPlaceholder text={t('runbooks.coverage.loading', 'Asking for the alert rules…')} />
      ) : rows.length > 0 ? (
        <Stack direction="column" gap={2}>
          <Sum rows={rows} />
          <Table rows={rows} />
        </Stack>
      ) : rules.data?.unasked.length ? null : (
        <EmptyState variant="not-found" message={t('runbooks.coverage.empty', 'No alert rule was found')}>
          {t('runbooks.coverage.empty-text', 'Grafana’s own rules and those of every Prometheus were asked for.')}
        </EmptyState>
      )}
    </Page>
  );
}

type Row = { rule: AlertRule; coverage: RuleCoverage };

function Sum({ rows }: { rows: Row[] }) {
  const { rules, covered, interval, weighted, fired } = sumCoverage(rows);
  return (
    <Text element="p" variant="h4">
      {t('runbooks.coverage.sum', '{{covered}} of {{rules}} rules open a runbook here', verbatim({ covered, rules }))}
      {interval && ` [${percentText(interval.low, 0)}–${percentText(interval.high, 0)}]`}
      {weighted !== undefined &&
        ` · ${t('runbooks.coverage.weighted', '{{share}} of {{fired}} firings in 30 days', verbatim({ share: percentText(weighted, 0), fired }))}`}
    </Text>
  );
}

function Table({ rows }: { rows: Row[] }) {
  const styles = useStyles2(getStyles);
  const mayWrite = useCanWrite('runbooks') !== 'no';
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('runbooks.coverage.table', 'Alert rules')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('runbooks.coverage.rule', 'Alert rule')}</th>
            <th scope="col">{t('runbooks.coverage.source', 'Kept in')}</th>
            <th scope="col">{t('runbooks.coverage.fired', 'Fired in 30 days')}</th>
            <th scope="col">{t('runbooks.coverage.runbook', 'Runbook')}</th>
            {mayWrite && <th scope="col">{t('runbooks.coverage.next', 'Next')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ rule, coverage }) => (
            <tr key={`${rule.source}-${rule.group}-${rule.name}-${rule.uid ?? ''}`}>
              <th scope="row">{rule.name}</th>
              <td>{sourceName(rule.source)}</td>
              <td>{rule.fired ?? t('runbooks.unknown', 'unknown')}</td>
              <td>
                <StateMark mark={MARKS[coverage]} /> {coverageName(coverage)}
                <Address url={rule.annotations.runbook_url} />
              </td>
              {mayWrite && <td>{coverage !== 'here' && <Next rule={rule} />}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Address({ url }: { url: string | undefined }) {
  const name = url && runbookOfUrl(url);
  if (!url) {
    return null;
  }
  return (
    <div>
      {name ? (
        <InternalLink to={runbookPath(name)}>{name}</InternalLink>
      ) : isWebLink(url) ? (
        <TextLink href={url} external variant="bodySmall">
          {url}
        </TextLink>
      ) : (
        <code>{url}</code>
      )}
    </div>
  );
}

/** A runbook that answers the alert already only has to be named at the rule; else one is begun from the rule. */
function Next({ rule }: { rule: AlertRule }) {
  const navigate = useNavigate();
  const { runbooks } = useRunbooks();
  const rules = useAlertRules();
  const setUrl = useMutation({
    mutationFn: (url: string) => setRunbookUrl(rule, url),
    onSettled: () => void rules.refetch(),
    meta: { failed: t('runbooks.coverage.not-set', 'The address could not be set at the rule') },
  });
  const { uid, folderUid } = rule;
  const mayEdit = useMayEditRule(rule);
  const answering = runbooks.find(({ alerts, retired, isStub }) => !retired && !isStub && alerts.includes(rule.name));
  const write = () => {
    handOverDraft({
      content: draftForRule(rule, rule.name, t('runbooks.coverage.first-step', 'What the alert rule asks')),
      ...(mayEdit && uid && folderUid && { rule: { uid, folderUid, name: rule.name } }),
    });
    navigate(`${NEW_RUNBOOK}?from=rule`);
  };
  if (!answering) {
    return (
      <Button
        size="sm"
        variant="secondary"
        onClick={write}
        aria-label={t('runbooks.coverage.write-for', 'Write one for {{name}}', verbatim({ name: rule.name }))}
      >
        {t('runbooks.coverage.write', 'Write one')}
      </Button>
    );
  }
  const url = absoluteUrl(runbookPath(answering.name));
  return mayEdit ? (
    <Button size="sm" variant="secondary" disabled={setUrl.isPending} onClick={() => setUrl.mutate(url)}>
      {t('runbooks.coverage.set', 'Name “{{title}}” there', verbatim({ title: answering.title }))}
    </Button>
  ) : (
    <Stack direction="column" gap={0.5}>
      <Text variant="bodySmall">{t('runbooks.coverage.paste', 'Add to the rule’s annotations:')}</Text>
      <code>{`runbook_url: ${url}`}</code>
      <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => `runbook_url: ${url}`}>
        {t('runbooks.copy', 'Copy')}
      </ClipboardButton>
    </Stack>
  );
}

function firedOf({ source, name }: AlertRule, fired: Map<string, Map<string, number>> | undefined): { fired?: number } {
  const known = fired?.get(source);
  return known ? { fired: known.get(name) ?? 0 } : {};
}

function sourceName(source: string): string {
  return source === 'grafana' ? 'Grafana' : (dataSources().find(({ uid }) => uid === source)?.name ?? source);
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto' }),
  table: css({
    ...plainTable(theme),
    code: { overflowWrap: 'anywhere' },
  }),
});
