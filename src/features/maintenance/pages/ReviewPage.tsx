import React, { lazy, Suspense, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  Button,
  ClipboardButton,
  Field,
  IconButton,
  Input,
  LoadingPlaceholder,
  Stack,
  Text,
  TextArea,
  TextLink,
  useStyles2,
} from '@grafana/ui';
import { useSearchParams } from 'react-router-dom';
import { INCIDENTS, readIncidentHead } from '../../../domain/incident/head';
import { privateCount, shareable } from '../../../domain/incident/privacy';
import { reviewMarkdown, type ReviewFacts } from '../../../domain/maintenance/review';
import { runState } from '../../../domain/maintenance/run';
import { complianceOf } from '../../../domain/maintenance/task';
import { type Week, weekName, type WeekReview } from '../../../domain/maintenance/week';
import { weekKind } from '../../../domain/maintenance/weekKind';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { addDays, localDateOf, shiftWeek, startOfDay, weekDates } from '../../../domain/time/recurrence';
import { type Span } from '../../../domain/time/window';
import { downloadText } from '../../../shared/files/download';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { incidentPath } from '../../../shared/incidents/paths';
import { type Maintenance, useMaintenance, useWeek, useWeekSend } from '../../../shared/maintenance/useMaintenance';
import { PrivateChoice } from '../../../shared/privacy/PrivateChoice';
import { ParkedCommands } from '../../../shared/records/ParkedCommands';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { useDraft } from '../../../shared/records/useDraft';
import { useHeads } from '../../../shared/records/useHeads';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { Reasons } from '../../../shared/ui/Reasons';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { Since } from '../../../shared/ui/Since';
import { StateMark } from '../../../shared/ui/StateMark';
import { statusName } from '../../../shared/words/incidents';
import { occurrenceMark, occurrenceStateName } from '../../../shared/words/maintenance';
import { verbatim } from '../../../shared/words/verbatim';
import { MaintenanceFrame } from '../components/MaintenanceFrame';
import { occurrencesIn, rowsOf } from '../data';
import { dayText } from '../dates';
import { complianceText } from '../week/compliance';

// asks every rule and alert, which other weeks' pages do not need
const AlertReview = lazy(() => import('../../../shared/alerts/AlertReview').then((m) => ({ default: m.AlertReview })));

/** One page, top to bottom in the order people speak on Monday. */
export function ReviewPage() {
  const maintenance = useMaintenance();
  const [params, setParams] = useSearchParams();
  const asked = params.get('week');
  const week = asked && /^\d{4}-W\d{2}$/.test(asked) ? asked : maintenance.thisWeek;
  const { record, stored, error, isPending, parked, refetch } = useWeek(week);
  const go = (weeks: number) => setParams({ week: shiftWeek(week, weeks) });
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
  const language = useContentLanguage();
  const canWrite = useCanWrite('maintenance') !== 'no';
  const [withPrivate, setWithPrivate] = useState(false);
  const { facts, incidentsError, refetchIncidents } = useFacts(week, record, maintenance, withPrivate);
  const send = useWeekSend(week);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const act = (draft: Parameters<typeof send>[0]): boolean => {
    const sent = send(draft);
    setReasons(isRefused(sent) ? sent.refused.reasons : []);
    return !isRefused(sent);
  };
  const { record: before } = useWeek(shiftWeek(week, -1), false);
  const left = Object.entries(before?.review?.carried ?? {});
  const period = useMemo(() => spanOf(week, maintenance.zone), [week, maintenance.zone]);
  const review: WeekReview = record.review ?? { decisions: {}, carried: {} };
  const editable = canWrite && !review.signedOff;
  const markdown = () => reviewMarkdown(facts, language);
  return (
    <div className={styles.page}>
      {reasons.length > 0 && (
        <Reasons
          title={t('maintenance.review.refused', 'Not saved')}
          reasons={reasons}
          onDismiss={() => setReasons([])}
        />
      )}
      <Stack gap={1}>
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
        <PrivateChoice count={facts.privateIncidents} value={withPrivate} onChange={setWithPrivate} />
      </Stack>
      <p>{complianceText(facts.compliance, 1)}</p>
      {left.length > 0 && (
        <Block title={t('maintenance.review.left', 'Left over from the week before')} empty="">
          {left.map(([id, { text }]) => (
            <li key={id}>{text}</li>
          ))}
        </Block>
      )}
      <Block
        title={t('maintenance.review.due', 'What was due')}
        empty={t('maintenance.review.nothing-due', 'Nothing was due.')}
      >
        {facts.due.map(({ date, title, team, state, by, note }) => (
          <li key={`${title}-${date}`}>
            <StateMark mark={occurrenceMark(state)} label={occurrenceStateName(state)} /> {dayText(date)} · {title} ·{' '}
            {team} · {occurrenceStateName(state)}
            {by && ` · ${by}`}
            {note && ` · ${note}`}
          </li>
        ))}
      </Block>
      <Block
        title={t('maintenance.review.overdue', 'Overdue now')}
        empty={t('maintenance.review.nothing-overdue', 'Nothing is overdue.')}
      >
        {facts.overdue.map(({ title, team, since }) => (
          <li key={title}>
            <StateMark mark="bad" label={occurrenceStateName('overdue')} /> {title} · {team} · {dayText(since)}{' '}
            {editable && (
              <Button size="sm" fill="text" onClick={() => act({ type: 'carry', text: title })}>
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
        {facts.failures.map(({ item, run }) => (
          <li key={`${run}-${item}`}>
            <StateMark mark="bad" label={t('maintenance.verdict.fail', 'failed')} /> {item} · {run}
          </li>
        ))}
      </Block>
      {incidentsError ? (
        <RequestFailure
          error={incidentsError}
          onRetry={refetchIncidents}
          severity="warning"
          what={t('maintenance.review.incidents', 'Incidents')}
        />
      ) : (
        <Block
          title={t('maintenance.review.incidents', 'Incidents')}
          empty={t('maintenance.review.no-incident', 'No incident was declared.')}
        >
          {facts.incidents.map(({ ref, title, status }) => (
            <li key={ref}>
              <TextLink href={incidentPath(ref.toLowerCase())}>{`${ref} · ${title}`}</TextLink> {statusName(status)}
            </li>
          ))}
        </Block>
      )}
      <Suspense fallback={null}>
        <AlertReview
          period={period}
          kept={Object.values(review.carried).map(({ text }) => text)}
          {...(editable && { onPropose: (text) => act({ type: 'carry', text }) })}
        />
      </Suspense>
      <Notes
        week={week}
        notes={review.notes ?? ''}
        editable={editable}
        onSave={(text, seen) => act({ type: 'reviewNotes', notes: text, seen })}
      />
      <Lines
        title={t('maintenance.review.decisions', 'Decisions')}
        label={t('maintenance.review.decide', 'New decision')}
        lines={review.decisions}
        editable={editable}
        onAdd={(text) => act({ type: 'decide', text })}
        onDrop={(line) => act({ type: 'dropLine', line })}
      />
      <Lines
        title={t('maintenance.review.carried', 'Carried to next week')}
        label={t('maintenance.review.carry', 'New item to carry over')}
        lines={review.carried}
        editable={editable}
        onAdd={(text) => act({ type: 'carry', text })}
        onDrop={(line) => act({ type: 'dropLine', line })}
      />
      {review.signedOff ? (
        <Text>
          {t('maintenance.review.signed', 'Signed off by {{name}}', verbatim({ name: review.signedOff.by.name }))}{' '}
          <Since at={review.signedOff.at} />
        </Text>
      ) : (
        editable && (
          <div>
            <Button icon="shield" onClick={() => act({ type: 'signReview' })}>
              {t('maintenance.review.sign', 'Sign off the week')}
            </Button>
          </div>
        )
      )}
    </div>
  );
}

/** Seconds of the week where the team is. */
function spanOf(week: string, zone: string): Span {
  const [monday] = weekDates(week);
  const at = (date: string) => Date.parse(startOfDay(date, zone)) / 1000;
  return { start: at(monday), end: at(addDays(monday, 7)) };
}

function useFacts(
  week: string,
  record: Week,
  maintenance: Maintenance,
  withPrivate: boolean
): { facts: ReviewFacts; incidentsError: unknown; refetchIncidents: () => void } {
  const { plan, ledger, now, zone, standings } = maintenance;
  const { heads, error, refetch } = useHeads(INCIDENTS, { sort: '-name', limit: 300 });
  const dates = weekDates(week);
  const end = addDays(dates[6], 1);
  const due = rowsOf(plan?.tasks ?? {}, week, zone, ledger, now).flatMap(({ key, task, days }) =>
    days.flatMap((day) => {
      if (!day) {
        return [];
      }
      const result = record.results[`${key}@${day.found.date}`];
      const note = result?.note ?? result?.reason;
      return [
        {
          title: task.title,
          team: task.team,
          date: day.found.date,
          state: day.state,
          ...(result && { by: result.by.name }),
          ...(note && { note }),
        },
      ];
    })
  );
  const failures = Object.entries(record.runs).flatMap(([id, run]) =>
    [...runState(record, id).outcomes.values()].flatMap(({ item, outcome }) =>
      outcome.verdict === 'fail' ? [{ item: run.items[item].title, run: run.title }] : []
    )
  );
  const declaredThen = heads.map(readIncidentHead).filter(({ milestones: { declared }, drill, status }) => {
    const day = declared && localDateOf(declared, zone);
    return day && day >= dates[0] && day < end && !drill && status !== 'void';
  });
  return {
    facts: {
      week,
      compliance: complianceOf(occurrencesIn(maintenance, week, week), ledger, now),
      due: due.sort((a, b) => a.date.localeCompare(b.date)),
      overdue: standings.flatMap(({ task, overdueSince }) =>
        overdueSince ? [{ title: task.title, team: task.team, since: overdueSince.date }] : []
      ),
      failures,
      incidents: shareable(declaredThen, withPrivate).map(({ ref, title, status }) => ({ ref, title, status })),
      privateIncidents: privateCount(declaredThen),
      withPrivate,
      ...(record.review && { review: record.review }),
    },
    incidentsError: error,
    refetchIncidents: refetch,
  };
}

function Block({ title, empty, children }: { title: string; empty: string; children: React.ReactNode[] }) {
  const styles = useStyles2(getStyles);
  return (
    <section aria-label={title}>
      <Text element="h3" variant="h5">
        {title}
      </Text>
      {children.length ? <ul className={styles.list}>{children}</ul> : <Text color="secondary">{empty}</Text>}
    </section>
  );
}

function Notes({
  week,
  notes,
  editable,
  onSave,
}: {
  week: string;
  notes: string;
  editable: boolean;
  /** `seen`: the notes that the draft began from. */
  onSave: (text: string, seen: string) => boolean;
}) {
  const [draft, setDraft, clear] = useDraft<{ text?: string; seen?: string }>(`maintenance|review-notes|${week}`, {});
  const { text = notes, seen = notes } = draft;
  return (
    <section aria-label={t('maintenance.review.notes', 'Notes')}>
      <Text element="h3" variant="h5">
        {t('maintenance.review.notes', 'Notes')}
      </Text>
      {editable ? (
        <Stack direction="column" gap={1} alignItems="flex-start">
          <TextArea
            aria-label={t('maintenance.review.notes', 'Notes')}
            rows={4}
            value={text}
            onChange={(event) => setDraft({ text: event.currentTarget.value, seen })}
          />
          <Stack gap={1}>
            <Button
              size="sm"
              variant="secondary"
              disabled={text === notes}
              onClick={() => onSave(text, seen) && clear()}
            >
              {t('maintenance.review.save', 'Save the notes')}
            </Button>
            {text !== notes && (
              <Button size="sm" variant="secondary" fill="text" onClick={clear}>
                {t('maintenance.occurrence.cancel', 'Cancel')}
              </Button>
            )}
          </Stack>
        </Stack>
      ) : (
        <MarkdownView text={notes} />
      )}
    </section>
  );
}

interface LinesProps {
  title: string;
  label: string;
  lines: WeekReview['decisions'];
  editable: boolean;
  onAdd: (text: string) => boolean;
  onDrop: (id: string) => void;
}

function Lines({ title, label, lines, editable, onAdd, onDrop }: LinesProps) {
  const styles = useStyles2(getStyles);
  const [text, setText, clear] = useDraft(`maintenance|review-line|${title}`, '');
  return (
    <section aria-label={title}>
      <Text element="h3" variant="h5">
        {title}
      </Text>
      <ul className={styles.list}>
        {Object.entries(lines)
          .sort(([, a], [, b]) => Date.parse(a.at) - Date.parse(b.at))
          .map(([id, line]) => (
            <li key={id}>
              {line.text} <Text color="secondary">{line.by.name}</Text>{' '}
              {editable && (
                <IconButton
                  name="trash-alt"
                  size="sm"
                  tooltip={t('maintenance.review.drop', 'Remove “{{text}}”', verbatim({ text: line.text }))}
                  onClick={() => onDrop(id)}
                />
              )}
            </li>
          ))}
      </ul>
      {editable && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (onAdd(text)) {
              clear();
            }
          }}
        >
          <Stack gap={1} alignItems="flex-end">
            <Field noMargin label={label}>
              <Input
                id={`review-${title}`}
                width={50}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
              />
            </Field>
            <Button type="submit" size="sm" variant="secondary" disabled={!text.trim()}>
              {t('maintenance.review.add', 'Add')}
            </Button>
          </Stack>
        </form>
      )}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), maxWidth: 1000 }),
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
});
