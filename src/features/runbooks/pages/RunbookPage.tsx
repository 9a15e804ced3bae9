import React, { type PropsWithChildren, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  Alert,
  Badge,
  Button,
  Dropdown,
  LinkButton,
  LoadingPlaceholder,
  Menu,
  Stack,
  Text,
  useStyles2,
} from '@grafana/ui';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { inOrder, type Keyed } from '../../../domain/record/inOrder';
import { referencesOf } from '../../../domain/runbook/findReferences';
import { sectionOrder } from '../../../domain/runbook/markdown/headings';
import { runbookKind } from '../../../domain/runbook/runbook';
import { contentOf, type Runbook, runbookName, type Step } from '../../../domain/runbook/schema';
import { RequestError } from '../../../grafana/request';
import { downloadText } from '../../../shared/files/download';
import { ParkedCommands } from '../../../shared/records/ParkedCommands';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { useDraft } from '../../../shared/records/useDraft';
import { runbookPath, runbookRunPath, RUNBOOKS } from '../../../shared/runbooks/paths';
import { useBroken } from '../../../shared/runbooks/useKnown';
import { useFreshness, useRunbooks, useRunHeads } from '../../../shared/runbooks/useRunbooks';
import { useStartRun } from '../../../shared/runbooks/useStartRun';
import { useServices } from '../../../shared/services/useServices';
import { Bullets } from '../../../shared/ui/Bullets';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { NotFound } from '../../../shared/ui/NotFound';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { Since } from '../../../shared/ui/Since';
import { TextAreaField } from '../../../shared/ui/TextField';
import {
  brokenText,
  freshnessName,
  helpedName,
  runbookSectionName,
  stepKindName,
} from '../../../shared/words/runbooks';
import { verbatim } from '../../../shared/words/verbatim';
import { useRunbook, useRunbookSend } from '../data';
import { FreshnessMark } from '../list/FreshnessMark';
import { BranchDrawing } from '../steps/BranchDrawing';
import { StepFacts } from '../steps/StepFacts';

export function RunbookPage() {
  const { name = '' } = useParams();
  return runbookName.safeParse(name).success ? <Known key={name} name={name} /> : <NotFound />;
}

function Known({ name }: { name: string }) {
  const view = useRunbook(name);
  const { record, stored, error, isPending, isAbsent, refetch } = view;
  const parent = { text: t('runbooks.title', 'Runbooks'), url: RUNBOOKS };
  if (error || isPending || !record || isAbsent) {
    return (
      <Page title={name} parent={parent}>
        {isPending && !error ? (
          <LoadingPlaceholder text={t('runbooks.loading-one', 'Loading the runbook…')} />
        ) : stored?.state === 'damaged' ? (
          <DamagedRecord kind={runbookKind} stored={stored} />
        ) : (
          <>
            <ParkedCommands items={view.parked} />
            <RecordFailure
              kind={runbookKind}
              name={name}
              error={error ?? new RequestError('missing', 404, '')}
              onRetry={refetch}
            />
          </>
        )}
      </Page>
    );
  }
  const source =
    stored?.managedBy && (stored.resource?.metadata.annotations?.['grafana.app/sourcePath'] ?? stored.managedBy);
  return (
    <Page
      title={record.title}
      parent={parent}
      subTitle={<SubTitle record={record} />}
      actions={<Actions name={name} record={record} isReadOnly={source !== undefined} />}
    >
      <ReadOnlyNotice folder="runbooks" />
      <ParkedCommands items={view.parked} />
      {source && (
        <Alert
          severity="info"
          title={t('runbooks.provisioned', 'This runbook is kept elsewhere: {{source}}', verbatim({ source }))}
        >
          {t('runbooks.provisioned-text', 'It can be run here, and is changed where it comes from.')}
        </Alert>
      )}
      {record.retired && (
        <Alert
          severity="warning"
          title={t('runbooks.retired-by', 'Out of use, says {{name}}', verbatim({ name: record.retired.by.name }))}
        >
          {record.retired.note}
        </Alert>
      )}
      <Article name={name} record={record} />
    </Page>
  );
}

function SubTitle({ record }: { record: Runbook }) {
  const { owner, services, version, saved } = record;
  return (
    <>
      {[owner, services.join(', '), t('runbooks.version', 'version {{version}}', verbatim({ version }))]
        .filter(Boolean)
        .join(' · ')}
      {saved && (
        <>
          {' · '}
          {saved.by.name} <Since at={saved.at} />
        </>
      )}
    </>
  );
}

function Actions({ name, record, isReadOnly }: { name: string; record: Runbook; isReadOnly: boolean }) {
  const mayWrite = useCanWrite('runbooks') !== 'no';
  const mayEdit = mayWrite && !isReadOnly;
  const send = useRunbookSend(name);
  const navigate = useNavigate();
  const [isRetiring, setRetiring] = useState(false);
  const { record: register } = useServices();
  const [params] = useSearchParams();
  const start = useStartRun();
  const run = () => {
    const [key] = record.services;
    const service = register?.services[params.get('service') ?? key ?? ''];
    start({
      name,
      runbook: record,
      around: {
        labels: Object.fromEntries(params),
        ...(service && { service: { key: params.get('service') ?? key, name: service.name, labels: service.labels } }),
      },
    });
  };
  const exportFile = async () => {
    const { exportMarkdown } = await import('../../../domain/runbook/markdown/exportMarkdown');
    downloadText(`${name}.md`, exportMarkdown(contentOf(record)), 'text/markdown');
  };
  return (
    <Stack gap={1}>
      <Dropdown
        overlay={
          <Menu>
            <Menu.Item
              label={t('runbooks.export', 'Export as Markdown')}
              icon="download-alt"
              onClick={() => void exportFile()}
            />
            <Menu.Item
              label={t('runbooks.rehearse', 'Rehearse on past incidents')}
              icon="history"
              onClick={() => navigate(`${runbookPath(name)}/rehearsal`)}
            />
            {mayEdit && (
              <Menu.Item
                label={
                  record.retired ? t('runbooks.revive', 'Put into use again') : t('runbooks.retire', 'Take out of use…')
                }
                icon="archive-alt"
                onClick={() => (record.retired ? send({ type: 'revive' }) : setRetiring(true))}
              />
            )}
          </Menu>
        }
      >
        <Button variant="secondary" icon="ellipsis-v" aria-label={t('runbooks.more', 'More')} />
      </Dropdown>
      {mayEdit && (
        <>
          <Button variant="secondary" icon="check" onClick={() => send({ type: 'review' })}>
            {t('runbooks.reviewed', 'It is still true')}
          </Button>
          <LinkButton variant="secondary" icon="pen" href={`${runbookPath(name)}/edit`}>
            {t('runbooks.edit', 'Edit')}
          </LinkButton>
        </>
      )}
      {mayWrite && Object.keys(record.steps).length > 0 && (
        <Button icon="play" onClick={run}>
          {t('runbooks.run-it', 'Run it')}
        </Button>
      )}
      {isRetiring && <RetireForm name={name} onClose={() => setRetiring(false)} />}
    </Stack>
  );
}

function RetireForm({ name, onClose }: { name: string; onClose: () => void }) {
  const send = useRunbookSend(name);
  const [note, setNote, clear] = useDraft(`runbook.${name}.retire`, '');
  const { wrong, settle, general } = useSettling(clear, onClose);
  return (
    <FormModal
      title={t('runbooks.retire-title', 'Take out of use')}
      save={t('runbooks.retire-now', 'Take out of use')}
      onSave={() => settle(send({ type: 'retire', note }))}
      onClose={onClose}
      general={general}
    >
      <TextAreaField
        id="retire-note"
        label={t('runbooks.retire-why', 'Why, and what to use instead')}
        autoFocus
        rows={3}
        value={note}
        onChange={setNote}
        {...wrong('note')}
      />
    </FormModal>
  );
}

function Article({ name, record }: { name: string; record: Runbook }) {
  const styles = useStyles2(getStyles);
  const { byRunbook } = useRunHeads();
  const runs = byRunbook.get(name) ?? [];
  const steps = inOrder(record.steps);
  return (
    <div className={styles.columns}>
      <div>
        {sectionOrder(record.form).map((section) => {
          const text = record.sections[section];
          return (
            text && (
              <section key={section} aria-labelledby={`section-${section}`} className={styles.section}>
                <Text element="h2" variant="h4">
                  <span id={`section-${section}`}>{runbookSectionName(section)}</span>
                </Text>
                <MarkdownView text={text} />
              </section>
            )
          );
        })}
        {steps.length > 0 && <Steps steps={steps} />}
      </div>
      <aside className={styles.side}>
        <FreshnessSection name={name} record={record} runs={byRunbook} />
        {record.alerts.length > 0 && (
          <SideSection id="runbook-alerts" title={t('runbooks.answers', 'Alerts that it answers')}>
            {record.alerts.map((alert) => (
              <div key={alert}>{alert}</div>
            ))}
          </SideSection>
        )}
        {steps.length > 1 && <BranchDrawing steps={record.steps} />}
        <SideSection id="runbook-runs" title={t('runbooks.runs', 'Runs')}>
          {runs.length === 0 && <Text color="secondary">{t('runbooks.no-runs', 'None yet')}</Text>}
          {runs.slice(0, 10).map((run) => (
            <div key={run.name}>
              <InternalLink to={runbookRunPath(run.name)}>{run.by}</InternalLink> <Since at={run.started} />{' '}
              <Text color="secondary">
                {run.helped
                  ? helpedName(run.helped)
                  : run.abandoned
                    ? t('runbooks.run.abandoned', 'given up')
                    : t('runbooks.run.running', 'under way')}
              </Text>
            </div>
          ))}
        </SideSection>
      </aside>
    </div>
  );
}

function Steps({ steps }: { steps: Array<Keyed<Step>> }) {
  const styles = useStyles2(getStyles);
  return (
    <section aria-labelledby="runbook-steps">
      <Text element="h2" variant="h4">
        <span id="runbook-steps">{t('runbooks.steps-title', 'Steps')}</span>
      </Text>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <li key={step.key} className={styles.step}>
            <Text element="h3" variant="h5">
              {index + 1}. {step.title}
            </Text>{' '}
            <Badge color="blue" text={stepKindName(step.kind)} />
            {step.text && <MarkdownView text={step.text} />}
            <div>
              <StepFacts step={step} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function SideSection({ id, title, children }: PropsWithChildren<{ id: string; title: string }>) {
  return (
    <section aria-labelledby={id}>
      <Text element="h2" variant="h5">
        <span id={id}>{title}</span>
      </Text>
      {children}
    </section>
  );
}

interface FreshnessProps {
  name: string;
  record: Runbook;
  runs: ReturnType<typeof useRunHeads>['byRunbook'];
}

/** Whether it can be trusted: when it last helped or was read, who doubted it, and what it names that is gone. */
function FreshnessSection({ name, record, runs }: FreshnessProps) {
  const { runbooks } = useRunbooks();
  const references = useMemo(() => referencesOf(record), [record]);
  const names = useMemo(
    () => (runbooks.length > 0 ? new Set(runbooks.map((each) => each.name)) : undefined),
    [runbooks]
  );
  const broken = useBroken(references, names);
  const one = useMemo(() => [{ name, reviewDays: record.reviewDays, reviewed: record.reviewed?.at }], [name, record]);
  const count = broken.length;
  const brokenOf = useMemo(() => () => count, [count]);
  const freshness = useFreshness(one, runs, brokenOf).get(name);
  return (
    <SideSection id="runbook-freshness" title={t('runbooks.column.freshness', 'Freshness')}>
      <div>
        <FreshnessMark freshness={freshness} /> {freshnessName(freshness?.state ?? 'unproven')}
        {freshness?.since && (
          <>
            {' · '}
            <Since at={freshness.since} />
          </>
        )}
      </div>
      <Text color="secondary" variant="bodySmall" element="p">
        {t('runbooks.interval', '', {
          count: record.reviewDays,
          defaultValue_one: 'A successful run or a review every day keeps it fresh',
          defaultValue_other: 'A successful run or a review every {{count}} days keeps it fresh',
        })}
      </Text>
      {freshness?.doubted && (
        <Text color="error" element="p">
          {t(
            'runbooks.doubted',
            '{{name}} said “{{helped}}”: {{why}}',
            verbatim({
              name: freshness.doubted.by,
              helped: freshness.doubted.helped ? helpedName(freshness.doubted.helped) : '',
              why: freshness.doubted.why ?? '',
            })
          )}
        </Text>
      )}
      {broken.length > 0 && (
        <Bullets>
          {broken.map((reference) => (
            <li key={JSON.stringify(reference)}>
              <Text color="error">{brokenText(reference)}</Text>
            </li>
          ))}
        </Bullets>
      )}
    </SideSection>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gap: theme.spacing(3),
    gridTemplateColumns: 'minmax(0, 2fr) minmax(220px, 1fr)',
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  section: css({ marginBottom: theme.spacing(2) }),
  steps: css({ listStyle: 'none', padding: 0 }),
  step: css({
    padding: theme.spacing(1, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    h3: { display: 'inline' },
  }),
  side: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), overflowWrap: 'anywhere' }),
});
