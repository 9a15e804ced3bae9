import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, ConfirmModal, LoadingPlaceholder, Stack, Text, TextLink, Tooltip, useStyles2 } from '@grafana/ui';
import { useSearchParams } from 'react-router-dom';
import { PLUGIN_BASE_URL } from '../../../constants';
import { type Finding, scoreOf, SECURITY_NAME, securityKind, STATES } from '../../../domain/security/register';
import { securityReviewKind } from '../../../domain/security/review';
import { readReviewHead } from '../../../domain/security/reviewHead';
import { FOLDERS } from '../../../grafana/records/folders';
import { isServerAdmin, orgRole } from '../../../grafana/user';
import { ParkedCommands } from '../../../shared/records/ParkedCommands';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { useHeads } from '../../../shared/records/useHeads';
import { type Security, useSecurity } from '../../../shared/security/useSecurity';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { Since } from '../../../shared/ui/Since';
import { StateMark } from '../../../shared/ui/StateMark';
import { securityMark, securityStateName } from '../../../shared/words/security';
import { useKeepReview } from '../data';
import { ItemCard } from '../items/ItemCard';
import { ProbesDrawer } from '../items/ProbesDrawer';

export function SecurityPage() {
  const security = useSecurity();
  const canWrite = useCanWrite('registers') !== 'no';
  const keep = useKeepReview();
  const { findings, extras, evidence, register } = security;
  const [isAsking, setAsking] = useState(false);
  const save = () => evidence && keep.mutate({ findings, extras, at: evidence.at });
  const ready = findings.length > 0 && evidence !== undefined;
  return (
    <Page
      title={t('security.title', 'Security')}
      actions={
        canWrite && (
          <Button
            icon="save"
            disabled={!ready || keep.isPending}
            onClick={() => (seesMore() ? setAsking(true) : save())}
          >
            {t('security.review.keep', 'Keep this review')}
          </Button>
        )
      }
    >
      <ReadOnlyNotice folder="registers" />
      <ParkedCommands items={register.parked} />
      {keep.error && (
        <RequestFailure error={keep.error} what={t('security.review.failed', 'The review could not be kept')} />
      )}
      <Content security={security} canWrite={canWrite} />
      <ConfirmModal
        isOpen={isAsking}
        title={t('security.review.question', 'Keep what only administrators may ask Grafana?')}
        body={
          <>
            <p>
              {t(
                'security.review.who-reads',
                'The review tells facts that you see as an administrator, and whoever may open the folder “Registers” reads it: all Viewers, with Grafana’s usual permissions.'
              )}
            </p>
            <p>
              {t(
                'security.review.restrict',
                'To restrict that, take View away in the permissions of the folder; the other registers in it are then closed to the same people.'
              )}
            </p>
            <TextLink href={`/dashboards/f/${FOLDERS.registers.uid}`} external inline={false}>
              {t('setup.folders.open', 'Open the folder and its permissions')}
            </TextLink>
          </>
        }
        confirmText={t('security.review.keep', 'Keep this review')}
        confirmButtonVariant="primary"
        onConfirm={() => {
          setAsking(false);
          save();
        }}
        onDismiss={() => setAsking(false)}
      />
    </Page>
  );
}

/** Whether Grafana tells this person what it does not tell everybody. */
function seesMore(): boolean {
  return isServerAdmin() || orgRole() === 'Admin';
}

function Content({ security, canWrite }: { security: Security; canWrite: boolean }) {
  const { register, findings, extras, evidence, isPending, isChecking, checkAgain } = security;
  const styles = useStyles2(getStyles);
  const [params, setParams] = useSearchParams();
  const open = params.get('item');
  const toggle = (item: string) => setParams(open === item ? {} : { item }, { replace: true });
  if (register.error) {
    return <RecordFailure kind={securityKind} name={SECURITY_NAME} error={register.error} onRetry={register.refetch} />;
  }
  if (register.stored && !register.record) {
    return <DamagedRecord kind={securityKind} stored={register.stored} />;
  }
  if (isPending || !register.record) {
    return <LoadingPlaceholder text={t('security.loading', 'Looking at the proofs…')} />;
  }
  const { score, coverage } = scoreOf(findings);
  const settings = register.record.settings;
  return (
    <div className={styles.page}>
      <div className={styles.numbers}>
        <BigNumber
          label={t('security.score.label', 'Score')}
          value={score === undefined ? t('security.score.unknown', 'unknown') : `${Math.round(score)}/100`}
          formula={t(
            'security.score.formula',
            'Weight of passed and attested items / weight of passed, attested and failed ones. Weights: critical 10, high 7.5, medium 5, low 2.5.'
          )}
        />
        <BigNumber
          label={t('security.coverage.label', 'Coverage')}
          value={coverage === undefined ? t('security.score.unknown', 'unknown') : `${Math.round(coverage)} %`}
          formula={t(
            'security.coverage.formula',
            'Weight of the items that are known / weight of all that apply. Unknown and expired items are not known.'
          )}
        />
        <Stack direction="column" gap={1}>
          {evidence && (
            <Text color="secondary">
              {t('security.checked', 'Checked')} <Since at={evidence.at} />
            </Text>
          )}
          <Stack gap={1}>
            <Button
              size="sm"
              variant="secondary"
              icon={isChecking ? 'fa fa-spinner' : 'sync'}
              disabled={isChecking}
              onClick={checkAgain}
            >
              {t('security.check-again', 'Check again')}
            </Button>
            {canWrite && (
              <Button size="sm" variant="secondary" icon="cog" onClick={() => setParams({ probes: 'open' })}>
                {t('security.probes.open', 'Probes and queries')}
              </Button>
            )}
          </Stack>
        </Stack>
      </div>
      {STATES.map((state) => (
        <Group
          key={state}
          findings={findings.filter((finding) => finding.state === state)}
          title={securityStateName(state)}
          state={state}
          open={open}
          onToggle={toggle}
          canWrite={canWrite}
        />
      ))}
      <section aria-label={t('security.extras.title', 'Further checks, not scored')}>
        <Text element="h2" variant="h4">
          {t('security.extras.title', 'Further checks, not scored')}
        </Text>
        <ul className={styles.list}>
          {[...extras]
            .sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state))
            .map((finding) => (
              <ItemCard
                key={finding.item}
                finding={finding}
                isOpen={open === finding.item}
                onToggle={() => toggle(finding.item)}
                canWrite={canWrite}
              />
            ))}
        </ul>
      </section>
      <History />
      {params.get('probes') && canWrite && <ProbesDrawer settings={settings} onClose={() => setParams({})} />}
    </div>
  );
}

function BigNumber({ label, value, formula }: { label: string; value: string; formula: string }) {
  const styles = useStyles2(getStyles);
  return (
    <Tooltip content={formula}>
      <div className={styles.number} tabIndex={0} role="group" aria-label={`${label}: ${value}`}>
        <Text color="secondary">{label}</Text>
        <Text variant="h1" element="span">
          {value}
        </Text>
      </div>
    </Tooltip>
  );
}

interface GroupProps {
  findings: Finding[];
  title: string;
  state: (typeof STATES)[number];
  open: string | null;
  onToggle: (item: string) => void;
  canWrite: boolean;
}

function Group({ findings, title, state, open, onToggle, canWrite }: GroupProps) {
  const styles = useStyles2(getStyles);
  if (!findings.length) {
    return null;
  }
  return (
    <section aria-label={title}>
      <Text element="h2" variant="h4">
        <StateMark mark={securityMark(state)} label={title} /> {title} ({findings.length})
      </Text>
      <ul className={styles.list}>
        {findings.map((finding) => (
          <ItemCard
            key={finding.item}
            finding={finding}
            isOpen={open === finding.item}
            onToggle={() => onToggle(finding.item)}
            canWrite={canWrite}
          />
        ))}
      </ul>
    </section>
  );
}

function History() {
  const styles = useStyles2(getStyles);
  const { heads, error, isPending, refetch } = useHeads(securityReviewKind, { limit: 100, sort: '-name' });
  const reviews = heads
    .map(({ name, title, hasHead, head }) => ({ name, title, hasHead, ...readReviewHead(head) }))
    .sort((a, b) => (b.at ?? b.name).localeCompare(a.at ?? a.name));
  return (
    <section aria-label={t('security.history.title', 'Reviews')}>
      <Text element="h2" variant="h4">
        {t('security.history.title', 'Reviews')}
      </Text>
      {error && <RequestFailure error={error} onRetry={refetch} what={t('security.history.title', 'Reviews')} />}
      {!error && !isPending && !reviews.length && (
        <Text color="secondary">
          {t(
            'security.history.empty',
            'No review is kept yet: “Keep this review” saves what is seen now, to compare with later.'
          )}
        </Text>
      )}
      {reviews.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('security.history.when', 'When')}</th>
              <th scope="col">{t('security.score.label', 'Score')}</th>
              <th scope="col">{t('security.coverage.label', 'Coverage')}</th>
              <th scope="col">{t('security.history.failed', 'Failed')}</th>
              <th scope="col">{t('security.history.by', 'By')}</th>
            </tr>
          </thead>
          <tbody>
            {reviews.map(({ name, title, hasHead, at, score, coverage, failed, by }) => (
              <tr key={name}>
                <th scope="row">
                  <TextLink href={`${PLUGIN_BASE_URL}/security/reviews/${name}`}>
                    {name.replace('security-review-', '')}
                  </TextLink>{' '}
                  {at && <Since at={at} />}
                </th>
                {hasHead ? (
                  <>
                    <td>{score === undefined ? t('security.score.unknown', 'unknown') : `${Math.round(score)}/100`}</td>
                    <td>
                      {coverage === undefined ? t('security.score.unknown', 'unknown') : `${Math.round(coverage)} %`}
                    </td>
                    <td>{failed}</td>
                    <td>{by}</td>
                  </>
                ) : (
                  <td colSpan={4}>{title}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(3) }),
  numbers: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(4) }),
  number: css({ display: 'flex', flexDirection: 'column' }),
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  table: css({
    borderCollapse: 'collapse',
    'th, td': {
      padding: theme.spacing(0.5, 2, 0.5, 0),
      textAlign: 'left',
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
    'tbody th': { fontWeight: theme.typography.fontWeightRegular },
  }),
});
