import React, { lazy, Suspense, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  Button,
  ClipboardButton,
  IconButton,
  LoadingPlaceholder,
  Stack,
  Text,
  TextLink,
  useStyles2,
} from '@grafana/ui';
import { useSearchParams } from 'react-router-dom';
import { type ReviewFacts, weeklyReviewMarkdown } from '../../../domain/maintenance/review';
import { type Week, weekName, type WeekReview } from '../../../domain/maintenance/week';
import { weekKind } from '../../../domain/maintenance/weekKind';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { addDays, localDateOf, shiftWeek, startOfDay, weekDates } from '../../../domain/time/recurrence';
import { type Span } from '../../../domain/time/window';
import { downloadText } from '../../../shared/files/download';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { incidentPath } from '../../../shared/incidents/paths';
import { OwnerFilter } from '../../../shared/maintenance/owners/OwnerFilter';
import { type Owners, useOwners } from '../../../shared/maintenance/owners/useOwners';
import { useServiceTeams } from '../../../shared/maintenance/owners/useServiceOwners';
import { type Maintenance, useMaintenance, useWeekSend } from '../../../shared/maintenance/useMaintenance';
import { useWeek } from '../../../shared/maintenance/useWeek';
import { PrivateChoice } from '../../../shared/privacy/PrivateChoice';
import { ParkedCommands } from '../../../shared/records/ParkedCommands';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { Reasons } from '../../../shared/ui/Reasons';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { StateMark } from '../../../shared/ui/StateMark';
import { statusName } from '../../../shared/words/incidents';
import { occurrenceStateName } from '../../../shared/words/maintenance';
import { verbatim } from '../../../shared/words/verbatim';
import { MaintenanceFrame } from '../components/MaintenanceFrame';
import { dayText } from '../dates';
import { runPath } from '../paths';
import { Block, Lines, Notes } from '../review/Blocks';
import { DueReview } from '../review/DueReview';
import { ActionsDue, AlertsOutside, VerdictChanges, ReviewObjectives, TimeSpent, WindowsOf } from '../review/Sections';
import { SignOff } from '../review/SignOff';
import { useFacts } from '../review/useFacts';
import { complianceText } from '../week/compliance';

// asks every rule and alert, which other weeks' pages do not need
const AlertReview = lazy(() => import('../../../shared/alerts/AlertReview').then((m) => ({ default: m.AlertReview })));

/** One page, top to bottom in the order people speak on Monday. */
export function WeeklyReviewPage() {
  const maintenance = useMaintenance();
  const [params, setParams] = useSearchParams();
  const asked = params.get('week');
  const week = asked && /^\d{4}-W\d{2}$/.test(asked) ? asked : maintenance.thisWeek;
  const { record, stored, error, isPending, parked, refetch } = useWeek(week);
  const go = (weeks: number) =>
    setParams((before) => new URLSearchParams({ ...Object.fromEntries(before), week: shiftWeek(week, weeks) }));
  return (
    <MaintenanceFrame tab="reviews">
      <Stack alignItems="center" gap={1}>
        <IconButton
          name="angle-left"
          tooltip={t('maintenance.week.previous', 'Previous week')}
          onClick={() => go(-1)}
        />
        <Text element="h2" variant="h4">
          {t('maintenance.review.title', 'Review of week {{week}}', verbatim({ week }))}
        </Text>
        <IconButton name="angle-right" tooltip={t('maintenance.week.next', 'Next week')} onClick={() => go(1)} />
      </Stack>
      <ParkedCommands items={parked} />
      {error ? (
        <RecordFailure kind={weekKind} name={weekName(week)} error={error} onRetry={refetch} />
      ) : isPending || maintenance.isPending ? (
        <LoadingPlaceholder text={t('maintenance.review.loading', 'Loading the week…')} />
      ) : record ? (
        <Review key={week} week={week} record={record} maintenance={maintenance} />
      ) : (
        stored && <DamagedRecord kind={weekKind} stored={stored} />
      )}
    </MaintenanceFrame>
  );
}

function Review({ week, record, maintenance }: { week: string; record: Week; maintenance: Maintenance }) {
  const styles = useStyles2(getStyles);
  const canWrite = useCanWrite('maintenance') !== 'no';
  const [withPrivate, setWithPrivate] = useState(false);
  const services = useServiceTeams();
  const owners = useOwners([record], services.teams);
  const found = useFacts(week, record, maintenance, { withPrivate, owners });
  const { shown, open, left, incidentsError, refetchIncidents } = found;
  const [alerts, setAlerts] = useState<ReviewFacts['alerts']>();
  const facts = { ...found.facts, left: left.map(([, { text }]) => text), ...(alerts && { alerts }) };
  const send = useWeekSend(week);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const act = (draft: Parameters<typeof send>[0]): boolean => {
    const sent = send(draft);
    setReasons(isRefused(sent) ? sent.refused.reasons : []);
    return !isRefused(sent);
  };
  const period = useMemo(() => spanOf(week, maintenance.zone), [week, maintenance.zone]);
  const review: WeekReview = record.review ?? { decisions: {}, carried: {} };
  const editable = canWrite && !review.signedOff;
  return (
    <div className={styles.page}>
      {reasons.length > 0 && (
        <Reasons
          title={t('maintenance.review.refused', 'Not saved')}
          reasons={reasons}
          onDismiss={() => setReasons([])}
        />
      )}
      <Toolbar week={week} facts={facts} withPrivate={withPrivate} onPrivate={setWithPrivate} owners={owners} />
      <Work
        week={week}
        shown={shown}
        left={left}
        onCarry={editable ? (text) => act({ type: 'carry', text }) : undefined}
      />
      <VerdictChanges changes={shown.changes} />
      <ReviewObjectives objectives={shown.objectives} />
      <Incidents incidents={shown.incidents} error={incidentsError} onRetry={refetchIncidents} />
      <ActionsDue actions={shown.actions} />
      <WindowsOf windows={shown.windows} />
      <TimeSpent minutes={shown.minutes} />
      <AlertsOutside alerts={alerts} />
      <Suspense fallback={null}>
        <AlertReview
          period={period}
          week={week}
          today={localDateOf(maintenance.now, maintenance.zone)}
          onOutside={setAlerts}
        />
      </Suspense>
      <Notes
        week={week}
        notes={review.notes ?? ''}
        editable={editable}
        onSave={(text, seen) => act({ type: 'reviewNotes', notes: text, seen })}
      />
      <Lines
        week={week}
        title={t('maintenance.review.decisions', 'Decisions')}
        label={t('maintenance.review.decide', 'New decision')}
        lines={review.decisions}
        editable={editable}
        onAdd={(text) => act({ type: 'decide', text })}
        onDrop={(line) => act({ type: 'dropLine', line })}
      />
      <Lines
        week={week}
        title={t('maintenance.review.carried', 'Carried to next week')}
        label={t('maintenance.review.carry', 'New item to carry over')}
        lines={review.carried}
        editable={editable}
        onAdd={(text) => act({ type: 'carry', text })}
        onDrop={(line) => act({ type: 'dropLine', line })}
      />
      <SignOff
        review={review}
        open={open}
        editable={editable}
        onSign={(steps) => act({ type: 'signReview', ...(steps.length > 0 && { open: steps }) })}
      />
    </div>
  );
}

interface ToolbarProps {
  week: string;
  facts: ReviewFacts;
  withPrivate: boolean;
  onPrivate: (withPrivate: boolean) => void;
  owners: Owners;
}

/** What is taken out of the page, and whose work it shows. */
function Toolbar({ week, facts, withPrivate, onPrivate, owners }: ToolbarProps) {
  const language = useContentLanguage();
  const markdown = () => weeklyReviewMarkdown(facts, language);
  return (
    <>
      <Stack gap={1} wrap="wrap">
        <ClipboardButton size="sm" variant="secondary" icon="copy" getText={markdown}>
          {t('maintenance.review.copy', 'Copy as Markdown')}
        </ClipboardButton>
        <Button
          size="sm"
          variant="secondary"
          icon="download-alt"
          onClick={() => downloadText(`maintenance-${week}.md`, markdown(), 'text/markdown')}
        >
          {t('maintenance.review.download', 'Download Markdown')}
        </Button>
        <PrivateChoice count={facts.privateIncidents} value={withPrivate} onChange={onPrivate} />
      </Stack>
      <Stack gap={1} wrap="wrap" alignItems="center">
        <OwnerFilter owners={owners} />
        {owners.chosen && (
          <Text color="secondary">
            {t('maintenance.review.filtered', 'Shown in part; the file, and what is signed off, are of everybody.')}
          </Text>
        )}
      </Stack>
    </>
  );
}

type Shown = ReturnType<typeof useFacts>['shown'];

interface WorkProps {
  week: string;
  shown: Shown;
  left: ReturnType<typeof useFacts>['left'];
  /** Absent for who may not write. */
  onCarry?: (text: string) => void;
}

/** The work of the week: kept, left over, overdue, failed. */
function Work({ week, shown, left, onCarry }: WorkProps) {
  return (
    <>
      <p>{complianceText(shown.compliance, 1)}</p>
      {left.length > 0 && (
        <Block title={t('maintenance.review.left', 'Left over from the week before')} empty="">
          {left.map(([id, { text, from }]) => (
            <li key={id}>
              {text}{' '}
              {from && (
                <InternalLink to={runPath(shiftWeek(week, -1), from.run)}>
                  {t('maintenance.review.evidence', 'evidence')}
                </InternalLink>
              )}
            </li>
          ))}
        </Block>
      )}
      <DueReview due={shown.due} />
      <Block
        title={t('maintenance.review.overdue', 'Overdue now')}
        empty={t('maintenance.review.nothing-overdue', 'Nothing is overdue.')}
      >
        {shown.overdue.map(({ title, team, since }) => (
          <li key={title}>
            <StateMark mark="bad" label={occurrenceStateName('overdue')} /> {title} · {team} · {dayText(since)}{' '}
            {onCarry && (
              <Button size="sm" fill="text" onClick={() => onCarry(title)}>
                {t('maintenance.review.carry-this', 'Carry over')}
              </Button>
            )}
          </li>
        ))}
      </Block>
      <Block
        title={t('maintenance.review.failures', 'Failed checklist items')}
        empty={t('maintenance.review.nothing-failed', 'No checklist item failed.')}
      >
        {shown.failures.map(({ item, run }) => (
          <li key={`${run}-${item}`}>
            <StateMark mark="bad" label={t('maintenance.verdict.fail', 'failed')} /> {item} · {run}
          </li>
        ))}
      </Block>
    </>
  );
}

interface IncidentsProps {
  incidents: Shown['incidents'];
  error: unknown;
  onRetry: () => void;
}

function Incidents({ incidents, error, onRetry }: IncidentsProps) {
  return error ? (
    <RequestFailure
      error={error}
      onRetry={onRetry}
      severity="warning"
      what={t('maintenance.review.incidents', 'Incidents')}
    />
  ) : (
    <Block
      title={t('maintenance.review.incidents', 'Incidents')}
      empty={t('maintenance.review.no-incident', 'No incident was declared.')}
    >
      {incidents.map(({ ref, title, status }) => (
        <li key={ref}>
          <TextLink href={incidentPath(ref.toLowerCase())}>{`${ref} · ${title}`}</TextLink> {statusName(status)}
        </li>
      ))}
    </Block>
  );
}

/** Seconds of the week where the team is. */
function spanOf(week: string, zone: string): Span {
  const [monday] = weekDates(week);
  const at = (date: string) => Date.parse(startOfDay(date, zone)) / 1000;
  return { start: at(monday), end: at(addDays(monday, 7)) };
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), maxWidth: 1000 }),
});
