import React, { useState } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, EmptyState, LinkButton, LoadingPlaceholder, Stack, Text, useStyles2 } from '@grafana/ui';
import { useParams } from 'react-router-dom';
import { inOrder } from '../../../domain/record/inOrder';
import { runbookRunMarkdown } from '../../../domain/runbook/markdown/runbookRunMarkdown';
import { runKind } from '../../../domain/runbook/run';
import { approvalOf, entriesOf, type RunbookRun, runbookRunState } from '../../../domain/runbook/runSchema';

import { pathOf } from '../../../domain/runbook/walk';
import { currentPerson } from '../../../grafana/user';
import { downloadText } from '../../../shared/files/download';
import { incidentPath } from '../../../shared/incidents/paths';
import { ParkedCommands } from '../../../shared/records/ParkedCommands';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { usePresence } from '../../../shared/records/usePresence';
import { runbookPath, RUNBOOKS } from '../../../shared/runbooks/paths';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { Since } from '../../../shared/ui/Since';
import { StateMark } from '../../../shared/ui/StateMark';
import { StickyBar } from '../../../shared/ui/StickyBar';
import { labelled } from '../../../shared/words/labelled';
import { runStateName, VERDICT_MARKS, stepVerdictName } from '../../../shared/words/runbooks';
import { verbatim } from '../../../shared/words/verbatim';
import { useRun, useRunbook } from '../data';
import { AbandonForm, FinishForm } from '../run/FinishForm';
import { StepView } from '../run/StepView';
import { Values } from '../run/Values';

export function RunbookRunPage() {
  const { run = '' } = useParams();
  const view = useRun(run);
  const { record, stored, error, isPending, isAbsent, refetch } = view;
  const parent = { text: t('runbooks.title', 'Runbooks'), url: RUNBOOKS };
  if (error || isPending || !record || isAbsent) {
    return (
      <Page title={t('runbooks.run.title', 'Run')} parent={parent}>
        <ParkedCommands items={view.parked} />
        {error ? (
          <RecordFailure kind={runKind} name={run} error={error} onRetry={refetch} />
        ) : stored?.state === 'damaged' ? (
          <DamagedRecord kind={runKind} stored={stored} />
        ) : isPending ? (
          <LoadingPlaceholder text={t('runbooks.run.loading', 'Loading the run…')} />
        ) : (
          <EmptyState
            variant="not-found"
            message={t('runbooks.run.missing', 'There is no such run')}
            button={<LinkButton href={RUNBOOKS}>{t('runbooks.all', 'All runbooks')}</LinkButton>}
          />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={record.title}
      parent={parent}
      subTitle={<SubTitle name={run} record={record} />}
      actions={
        <Button
          variant="secondary"
          icon="download-alt"
          onClick={() => downloadText(`${run}.md`, runbookRunMarkdown(record), 'text/markdown')}
        >
          {t('runbooks.export', 'Export as Markdown')}
        </Button>
      }
    >
      <ReadOnlyNotice folder="runbooks" />
      <ParkedCommands items={view.parked} />
      <RunView name={run} record={record} waiting={view.waiting} />
    </Page>
  );
}

function SubTitle({ name, record }: { name: string; record: RunbookRun }) {
  const canWrite = useCanWrite('runbooks') !== 'no';
  const here = usePresence(name, canWrite);
  const { started, incident } = record;
  return (
    <>
      {runStateName(runbookRunState(record))} · {started.by.name} <Since at={started.at} />
      {incident && (
        <>
          {' · '}
          <InternalLink to={incidentPath(incident)}>{incident.toUpperCase()}</InternalLink>
        </>
      )}
      {here.length > 1 &&
        ` · ${t('runbooks.run.here', 'here: {{names}}', verbatim({ names: here.map((person) => person.name).join(', ') }))}`}
    </>
  );
}

function RunView({ name, record, waiting }: { name: string; record: RunbookRun; waiting: ReadonlySet<string> }) {
  const styles = useStyles2(getStyles);
  const canWrite = useCanWrite('runbooks') !== 'no';
  const { path, current } = pathOf(record);
  const [looked, setLooked] = useState<string>();
  const [dialog, setDialog] = useState<'finish' | 'abandon'>();
  const isOver = Boolean(record.finished ?? record.abandoned);
  const shown = looked && record.steps[looked] ? looked : (current ?? path.at(-1)?.key);
  const numbers = new Map(inOrder(record.steps).map(({ key }, index) => [key, index + 1]));
  const outcomes = new Map(path.map(({ key, outcome }) => [key, outcome]));
  return (
    <Stack direction="column" gap={2}>
      <Newer record={record} />
      {record.finished && (
        <Alert
          severity={record.finished.helped === 'solved' ? 'success' : 'info'}
          title={runStateName(record.finished.helped)}
        >
          {record.finished.why ? labelled(record.finished.by.name, record.finished.why) : record.finished.by.name}
        </Alert>
      )}
      {record.abandoned && (
        <Alert
          severity="info"
          title={t(
            'runbooks.run.abandoned-by',
            '{{name}} gave this run up',
            verbatim({ name: record.abandoned.by.name })
          )}
        >
          {record.abandoned.why}
        </Alert>
      )}
      <Values name={name} record={record} isEditable={canWrite && !isOver} />
      <div className={styles.columns}>
        <nav aria-label={t('runbooks.steps-title', 'Steps')}>
          <ol className={styles.list}>
            {path.map(({ key, outcome }) => (
              <li key={key}>
                <button
                  type="button"
                  className={cx(styles.item, key === shown && styles.shown)}
                  aria-current={key === current ? 'step' : undefined}
                  onClick={() => setLooked(key === current ? undefined : key)}
                >
                  <StateMark
                    mark={outcome ? VERDICT_MARKS[outcome.verdict] : 'neutral'}
                    label={outcome ? stepVerdictName(outcome.verdict) : t('runbooks.run.open', 'not done yet')}
                  />{' '}
                  {numbers.get(key)}. {record.steps[key].title}
                </button>
              </li>
            ))}
          </ol>
        </nav>
        {shown && record.steps[shown] ? (
          <StepView
            key={shown}
            run={name}
            record={record}
            step={{ ...record.steps[shown], key: shown }}
            number={numbers.get(shown) ?? 0}
            outcome={outcomes.get(shown)}
            entries={entriesOf(record, shown)}
            approval={approvalOf(record, shown)}
            waiting={waiting}
            isEditable={canWrite && !isOver}
            onSettled={() => setLooked(undefined)}
          />
        ) : (
          <Text color="secondary">{t('runbooks.run.no-steps', 'This runbook has no steps')}</Text>
        )}
      </div>
      {canWrite && !isOver && (
        <StickyBar>
          <Text color="secondary">
            {current
              ? t('runbooks.run.goes-on', 'Everything is kept: it can be left and gone on with later.')
              : t('runbooks.run.at-end', 'The last step is done.')}
          </Text>
          <Stack gap={1}>
            <Button variant="secondary" fill="outline" onClick={() => setDialog('abandon')}>
              {t('runbooks.run.abandon', 'Give up…')}
            </Button>
            <Button variant={current ? 'secondary' : 'primary'} onClick={() => setDialog('finish')}>
              {t('runbooks.run.finish', 'Finish: did it help?')}
            </Button>
          </Stack>
        </StickyBar>
      )}
      {dialog === 'finish' && <FinishForm name={name} record={record} onClose={() => setDialog(undefined)} />}
      {dialog === 'abandon' && <AbandonForm name={name} onClose={() => setDialog(undefined)} />}
      {!isOver && record.started.by.uid !== currentPerson().uid && (
        <Text color="secondary" variant="bodySmall">
          {t(
            'runbooks.run.together',
            '{{name}} began it; what you do here counts as yours.',
            verbatim({ name: record.started.by.name })
          )}
        </Text>
      )}
    </Stack>
  );
}

/** The runbook may have been changed or retired since: the run goes on with the steps that it began with. */
function Newer({ record: { runbook, version } }: { record: RunbookRun }) {
  const { record } = useRunbook(runbook);
  if (!record || record.version <= version) {
    return record?.retired ? (
      <Alert severity="info" title={t('runbooks.run.retired', 'The runbook was taken out of use meanwhile')}>
        {record.retired.note}
      </Alert>
    ) : null;
  }
  return (
    <Alert
      severity="info"
      title={t(
        'runbooks.run.newer',
        'The runbook was changed meanwhile (version {{version}}); this run keeps version {{own}}',
        verbatim({ version: record.version, own: version })
      )}
    >
      <InternalLink to={runbookPath(runbook)}>{t('runbooks.run.look', 'Look at it')}</InternalLink>
    </Alert>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gap: theme.spacing(3),
    gridTemplateColumns: 'minmax(180px, 260px) minmax(0, 1fr)',
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  item: css({
    width: '100%',
    padding: theme.spacing(0.5, 1),
    textAlign: 'left',
    background: 'transparent',
    border: 0,
    borderLeft: `3px solid transparent`,
    overflowWrap: 'anywhere',
  }),
  shown: css({ borderLeftColor: theme.colors.primary.border, background: theme.colors.background.secondary }),
});
