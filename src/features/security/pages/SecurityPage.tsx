import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  Box,
  Button,
  Checkbox,
  LinkButton,
  LoadingPlaceholder,
  Stack,
  Text,
  TextLink,
  Tooltip,
  useStyles2,
} from '@grafana/ui';
import { useSearchParams } from 'react-router-dom';
import { isRefused } from '../../../domain/record/outcome';
import {
  type ItemFinding,
  itemTitle,
  scoreOf,
  SECURITY_NAME,
  securityKind,
  type SecurityRegister,
  SECURITY_STATES,
} from '../../../domain/security/register';
import { securityReviewKind } from '../../../domain/security/review';
import { looksOf } from '../../../domain/security/reviewDocument';
import { readReviewHead, type ReviewHead } from '../../../domain/security/reviewHead';
import { waitingOf } from '../../../domain/security/statements';
import { RecordError } from '../../../grafana/records/store';
import { currentPerson, isServerAdmin, orgRole } from '../../../grafana/user';
import { useNow } from '../../../shared/hooks/useNow';
import { MakeFolders } from '../../../shared/records/MakeFolders';
import { ParkedCommands } from '../../../shared/records/ParkedCommands';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { useHeads } from '../../../shared/records/useHeads';
import { LazyReminders } from '../../../shared/reminders/LazyReminders';
import { type Security, useSecurity } from '../../../shared/security/useSecurity';
import { AskAgainButton } from '../../../shared/ui/AskAgainButton';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { Reasons } from '../../../shared/ui/Reasons';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { Since } from '../../../shared/ui/Since';
import { StateMark } from '../../../shared/ui/StateMark';
import { smallTable } from '../../../shared/ui/tableStyles';
import { securityItemName, securityMark, securityStateName } from '../../../shared/words/security';
import { verbatim } from '../../../shared/words/verbatim';
import { ChangesSince } from '../changes/ChangesSince';
import { currentRole, useCompleteReview, useKeepReview, useReview } from '../data';
import { ItemCard } from '../items/ItemCard';
import { OwnItemButton } from '../items/OwnItemButton';
import { ProbesDrawer } from '../items/ProbesDrawer';
import { comparePath, reviewLabel, reviewPath } from '../paths';
import { numbers } from '../review/exports';
import { KeepModal } from '../review/KeepModal';

export function SecurityPage() {
  const security = useSecurity();
  const canWrite = useCanWrite('registers') !== 'no';
  const keep = useKeepReview();
  const { findings, extras, evidence, register } = security;
  const [isAsking, setAsking] = useState(false);
  const titles = titlesOf(register.record);
  const save = (restricted = false) =>
    evidence && keep.mutate({ findings, extras, titles, at: evidence.at, restricted });
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
      {isHomeless(keep.error) && canWrite && (
        <Box marginBottom={2}>
          <MakeFolders onMade={() => save(keep.variables?.restricted)} />
        </Box>
      )}
      <Content security={security} canWrite={canWrite} />
      {isAsking && (
        <KeepModal
          onKeep={(restricted) => {
            setAsking(false);
            save(restricted);
          }}
          onDismiss={() => setAsking(false)}
        />
      )}
    </Page>
  );
}

/** There is no folder to keep it in yet. */
function isHomeless(error: unknown): boolean {
  return error instanceof RecordError && error.kind === 'noFolder';
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
  const { score, raw, coverage } = scoreOf(findings);
  const { record } = register;
  const { settings } = record;
  return (
    <div className={styles.page}>
      <div className={styles.numbers}>
        <BigNumber
          label={t('security.raw.label', 'What is seen alone')}
          value={raw === undefined ? t('security.score.unknown', 'unknown') : `${Math.round(raw)}/100`}
          formula={t(
            'security.raw.formula',
            'Weight of the items that pass by what is seen / weight of those that pass or fail by it: before attestations and exceptions. What other roles see may differ.'
          )}
        />
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
          <Stack gap={1} wrap="wrap">
            <AskAgainButton isAsking={isChecking} onAsk={checkAgain}>
              {t('security.check-again', 'Check again')}
            </AskAgainButton>
            {canWrite && <OwnItemButton />}
            {canWrite && (
              <Button size="sm" variant="secondary" icon="cog" onClick={() => setParams({ probes: 'open' })}>
                {t('security.probes.open', 'Probes and queries')}
              </Button>
            )}
          </Stack>
        </Stack>
      </div>
      <Waiting findings={[...findings, ...extras]} register={record} onOpen={toggle} />
      {SECURITY_STATES.map((state) => (
        <Group
          key={state}
          findings={findings.filter((finding) => finding.state === state)}
          title={securityStateName(state)}
          state={state}
          open={open}
          onToggle={toggle}
          canWrite={canWrite}
          register={record}
        />
      ))}
      <section aria-label={t('security.extras.title', 'Further checks, not scored')}>
        <Text element="h2" variant="h4">
          {t('security.extras.title', 'Further checks, not scored')}
        </Text>
        <ul className={styles.list}>
          {[...extras]
            .sort((a, b) => SECURITY_STATES.indexOf(a.state) - SECURITY_STATES.indexOf(b.state))
            .map((finding) => (
              <ItemCard
                key={finding.item}
                finding={finding}
                register={record}
                isOpen={open === finding.item}
                onToggle={() => toggle(finding.item)}
                canWrite={canWrite}
              />
            ))}
        </ul>
      </section>
      <LazyReminders source={{ of: 'security', register: record, titleOf: itemTitle }} stored={register.stored} />
      <History security={security} canWrite={canWrite} />
      {params.get('probes') && canWrite && <ProbesDrawer settings={settings} onClose={() => setParams({})} />}
    </div>
  );
}

interface WaitingProps {
  findings: ItemFinding[];
  register: SecurityRegister;
  onOpen: (item: string) => void;
}

/** What a second person has to look at: nothing of it counts before. */
function Waiting({ findings, register, onOpen }: WaitingProps) {
  const now = new Date(useNow()).toISOString();
  const waiting = findings.filter((finding) => waitingOf(finding, now) > 0);
  return waiting.length === 0 ? null : (
    <section aria-label={t('security.waiting.title', 'Waits for another person')}>
      <Text element="h2" variant="h4">
        {t('security.waiting.title', 'Waits for another person')}
      </Text>
      <Stack gap={1} wrap="wrap">
        {waiting.map(({ item }) => (
          <Button key={item} size="sm" variant="secondary" onClick={() => onOpen(item)}>
            {securityItemName(item, register)}
          </Button>
        ))}
      </Stack>
    </section>
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
  findings: ItemFinding[];
  title: string;
  state: (typeof SECURITY_STATES)[number];
  open: string | null;
  onToggle: (item: string) => void;
  canWrite: boolean;
  register: SecurityRegister;
}

function Group({ findings, title, state, open, onToggle, canWrite, register }: GroupProps) {
  const styles = useStyles2(getStyles);
  if (!findings.length) {
    return null;
  }
  return (
    <section aria-label={title}>
      <Text element="h2" variant="h4">
        <StateMark mark={securityMark(state)} /> {title} ({findings.length})
      </Text>
      <ul className={styles.list}>
        {findings.map((finding) => (
          <ItemCard
            key={finding.item}
            finding={finding}
            register={register}
            isOpen={open === finding.item}
            onToggle={() => onToggle(finding.item)}
            canWrite={canWrite}
          />
        ))}
      </ul>
    </section>
  );
}

/** Reviews that were kept: to open, to compare, and the last one to complete and to find changes by. */
function History({ security, canWrite }: { security: Security; canWrite: boolean }) {
  const { heads, error, isPending, refetch } = useHeads(securityReviewKind, { limit: 100, sort: '-name' });
  const reviews = heads
    .map(({ name, title, hasHead, head }) => ({ name, title, hasHead, ...readReviewHead(head) }))
    .sort((a, b) => (b.at ?? b.name).localeCompare(a.at ?? a.name));
  const last = reviews.at(0)?.name;
  const { record } = security.register;
  return (
    <>
      {last !== undefined && record && (
        <ChangesSince reviews={reviews.map(({ name }) => name)} register={record} canWrite={canWrite} />
      )}
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
        {last !== undefined && canWrite && <CompleteReview name={last} security={security} />}
        {reviews.length > 0 && <ReviewTable reviews={reviews} />}
      </section>
    </>
  );
}

/** For whoever sees more than who kept it. */
function CompleteReview({ name, security }: { name: string; security: Security }) {
  const complete = useCompleteReview(name);
  const { record } = useReview(name);
  const { findings, extras, evidence, register } = security;
  // nobody has more to add who looked already, unless with other rights
  const { uid } = currentPerson();
  const hasLooked = record && looksOf(record).some(([, { by, role }]) => by.uid === uid && role === currentRole());
  const now = useNow();
  const isOver = record && now - Date.parse(record.at) > COMPLETE_MS;
  if (!record || !evidence || isOver || hasLooked) {
    return null;
  }
  const refused = complete.data && isRefused(complete.data) ? complete.data.refused.reasons : [];
  return (
    <div>
      {refused.length > 0 && <Reasons title={t('security.item.refused', 'Not saved')} reasons={refused} />}
      <Button
        size="sm"
        variant="secondary"
        icon="plus"
        disabled={complete.isPending}
        onClick={() => complete.mutate({ findings, extras, titles: titlesOf(register.record), at: evidence.at })}
      >
        {t(
          'security.review.complete',
          'Add what you see to the review of {{day}}',
          verbatim({ day: reviewLabel(name) })
        )}
      </Button>
    </div>
  );
}

const COMPLETE_MS = 7 * 86_400_000;

function titlesOf(register: SecurityRegister | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(register?.own ?? {}).map(([key, { title }]) => [key, title]));
}

interface ReviewRow extends ReviewHead {
  name: string;
  title: string;
  hasHead: boolean;
}

function ReviewTable({ reviews }: { reviews: ReviewRow[] }) {
  const styles = useStyles2(getStyles);
  const [chosen, setChosen] = useState<string[]>([]);
  const choose = (name: string) =>
    setChosen(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name].slice(-2));
  const [before, after] = [...chosen].sort((a, b) => atOf(reviews, a).localeCompare(atOf(reviews, b)));
  return (
    <>
      {reviews.length > 1 && (
        <LinkButton
          size="sm"
          variant="secondary"
          disabled={chosen.length < 2}
          href={chosen.length < 2 ? undefined : comparePath(before, after)}
        >
          {t('security.compare.open', 'Compare two reviews')}
        </LinkButton>
      )}
      <table className={styles.table}>
        <thead>
          <tr>
            {reviews.length > 1 && <th scope="col">{t('security.compare.choose', 'Compare')}</th>}
            <th scope="col">{t('security.history.when', 'When')}</th>
            <th scope="col">{t('security.raw.label', 'What is seen alone')}</th>
            <th scope="col">{t('security.score.label', 'Score')}</th>
            <th scope="col">{t('security.coverage.label', 'Coverage')}</th>
            <th scope="col">{t('security.history.failed', 'Failed')}</th>
            <th scope="col">{t('security.history.by', 'By')}</th>
          </tr>
        </thead>
        <tbody>
          {reviews.map((review) => (
            <tr key={review.name}>
              {reviews.length > 1 && (
                <td>
                  <Checkbox
                    aria-label={t(
                      'security.compare.choose-of',
                      'Compare the review of {{day}}',
                      verbatim({ day: reviewLabel(review.name) })
                    )}
                    value={chosen.includes(review.name)}
                    onChange={() => choose(review.name)}
                  />
                </td>
              )}
              <th scope="row">
                <TextLink href={reviewPath(review.name)}>{reviewLabel(review.name)}</TextLink>{' '}
                {review.at && <Since at={review.at} />}
              </th>
              {review.hasHead ? (
                <>
                  {numbers(review).map(([label, value]) => (
                    <td key={label}>{value}</td>
                  ))}
                  <td>{review.failed}</td>
                  <td>{review.by}</td>
                </>
              ) : (
                <td colSpan={5}>{review.title}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function atOf(reviews: ReviewRow[], name: string): string {
  return reviews.find((review) => review.name === name)?.at ?? name;
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(3) }),
  numbers: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(4) }),
  number: css({ display: 'flex', flexDirection: 'column' }),
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  table: css({
    ...smallTable(theme),
  }),
});
