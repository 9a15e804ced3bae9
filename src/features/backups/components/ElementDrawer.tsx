import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, ConfirmModal, Drawer, Stack, Text, TextLink, useStyles2, useTheme2 } from '@grafana/ui';
import { EXPORTERS } from '../../../domain/backup/exporters';
import { type BackupsRegister, type Element, PROOF_LEVELS } from '../../../domain/backup/schema';
import { type Assessment, knownOf } from '../../../domain/backup/state';
import { isOwnPath } from '../../../domain/record/limits';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { type BackupRow } from '../../../shared/backups/useBackups';
import { useUrlFilter } from '../../../shared/hooks/useUrlFilter';
import { useChecklists } from '../../../shared/maintenance/useMaintenance';
import { runbookPath } from '../../../shared/runbooks/paths';
import { useRunbooks } from '../../../shared/runbooks/useRunbooks';
import { Bullets } from '../../../shared/ui/Bullets';
import { Chart } from '../../../shared/ui/Chart';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { Reasons } from '../../../shared/ui/Reasons';
import { Since } from '../../../shared/ui/Since';
import { StateMark } from '../../../shared/ui/StateMark';
import { WebLink } from '../../../shared/ui/WebLink';
import {
  backupMark,
  backupWord,
  frequencyWord,
  proofSource,
  proofWord,
  remarkText,
  retentionWord,
  unknownWhyText,
} from '../../../shared/words/backups';
import { formatDuration } from '../../../shared/words/durations';
import { labelled } from '../../../shared/words/labelled';
import { verbatim } from '../../../shared/words/verbatim';
import { type Ages, useSendBackups } from '../data';
import { DrillForm } from '../drills/DrillForm';
import { DrillHistory } from '../drills/DrillHistory';
import { HandDrillForm } from '../drills/HandDrillForm';
import { BackupEvidenceForm } from './BackupEvidenceForm';
import { Meaning } from './ElementForm';

interface Props {
  row: BackupRow;
  register: BackupsRegister;
  ages: Ages | undefined;
  canWrite: boolean;
  onClose: () => void;
}

/** Everything about one element: why it stands where it does, how it comes back, what was proven and by whom. */
export function ElementDrawer({ row, register, ages, canWrite, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const { key, element, assessment } = row;
  const { params, change } = useUrlFilter();
  const form = canWrite ? params.get('form') : null;
  const close = () => change({ form: undefined });
  const { evidence, drills } = knownOf(register, key);
  // instead of the drawer: of two dialogs at once only one has the focus
  switch (form) {
    case 'evidence':
      return <BackupEvidenceForm element={key} onClose={close} />;
    case 'drill':
      return <DrillForm elementKey={key} element={element} drills={drills} onStarted={onClose} onClose={close} />;
    case 'drill-by-hand':
      return <HandDrillForm element={key} onClose={close} />;
  }
  return (
    <Drawer title={element.name} size="md" onClose={onClose}>
      <div className={styles.parts}>
        <State assessment={assessment} />
        {canWrite && <Actions elementKey={key} element={element} state={assessment.state} onGone={onClose} />}
        <AgeChart ages={ages} elementKey={key} rpoMinutes={element.rpoMinutes} />
        <Proofs assessment={assessment} />
        <Policy element={element} />
        <Restore element={element} />
        <Source element={element} />
        <Evidences register={register} evidence={evidence} canWrite={canWrite} />
        <DrillHistory drills={drills} />
        <Log register={register} elementKey={key} />
      </div>
    </Drawer>
  );
}

function Heading({ children }: { children: string }) {
  return (
    <Text element="h3" variant="h5">
      {children}
    </Text>
  );
}

function State({ assessment: { state, remarks, why, age, success, from } }: { assessment: Assessment }) {
  const word = backupWord(state);
  return (
    <section aria-label={word}>
      <Text element="p" variant="h4">
        <StateMark mark={backupMark(state)} /> {word}
        {age !== undefined && ` · ${formatDuration(age / 1000)}`}
      </Text>
      {success !== undefined && from && (
        <Text element="p" color="secondary">
          {t('backups.last-success', 'Last success')} <Since at={new Date(success).toISOString()} />,{' '}
          {proofSource(from)}
        </Text>
      )}
      {why && <Text element="p">{unknownWhyText(why)}</Text>}
      <Bullets>
        {remarks.map((remark) => (
          <li key={remark}>{remarkText(remark)}</li>
        ))}
      </Bullets>
    </section>
  );
}

interface ActionProps {
  elementKey: string;
  element: Element;
  state: Assessment['state'];
  onGone: () => void;
}

function Actions({ elementKey: key, element, state, onGone }: ActionProps) {
  const send = useSendBackups();
  const { change } = useUrlFilter();
  const [isAsking, setAsking] = useState(false);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const act = (draft: Parameters<typeof send>[0]) => {
    const sent = send(draft);
    setReasons(isRefused(sent) ? sent.refused.reasons : []);
    return !isRefused(sent);
  };
  const retire = (retired: boolean) => act({ type: 'retire', element: key, retired, seen: element.revision });
  const open = (form: string) => () => change({ form });
  return (
    <>
      {reasons.length > 0 && (
        <Reasons title={t('backups.form.refused', 'Not saved')} reasons={reasons} onDismiss={() => setReasons([])} />
      )}
      {state === 'asked' && (
        <Stack gap={1} wrap="wrap">
          <Button size="sm" onClick={() => retire(true)}>
            {t('backups.retire.yes', 'Yes, it is retired')}
          </Button>
          <Button size="sm" variant="secondary" onClick={() => retire(false)}>
            {t('backups.retire.no', 'No, it is late')}
          </Button>
        </Stack>
      )}
      <Stack gap={1} wrap="wrap">
        <Button size="sm" variant="secondary" icon="pen" onClick={() => change({ edit: key, form: undefined })}>
          {t('backups.action.edit', 'Edit')}
        </Button>
        <Button size="sm" variant="secondary" icon="plus" onClick={open('evidence')}>
          {t('backups.action.evidence', 'By hand, with evidence…')}
        </Button>
        <Button size="sm" variant="secondary" icon="play" onClick={open('drill')}>
          {t('backups.action.drill', 'Start a restore drill…')}
        </Button>
        <Button size="sm" variant="secondary" icon="clock-nine" onClick={open('drill-by-hand')}>
          {t('backups.action.hand-drill', 'A drill by hand…')}
        </Button>
        {state !== 'asked' && (
          <Button size="sm" variant="secondary" fill="outline" onClick={() => retire(state !== 'retired')}>
            {state === 'retired'
              ? t('backups.action.unretire', 'It is backed up again')
              : t('backups.action.retire', 'Retire')}
          </Button>
        )}
        <Button size="sm" variant="destructive" fill="outline" icon="trash-alt" onClick={() => setAsking(true)}>
          {t('backups.action.remove', 'Remove…')}
        </Button>
      </Stack>
      <ConfirmModal
        isOpen={isAsking}
        title={t('backups.remove.question', 'Remove “{{name}}” from the policy?', verbatim({ name: element.name }))}
        body={t(
          'backups.remove.text',
          'Its evidence and drills stay in the register. What is only not backed up any more is better retired.'
        )}
        confirmText={t('backups.remove.confirm', 'Remove')}
        onConfirm={() => {
          setAsking(false);
          if (act({ type: 'remove', element: key, seen: element.revision })) {
            onGone();
          }
        }}
        onDismiss={() => setAsking(false)}
      />
    </>
  );
}

interface AgeProps {
  ages: Ages | undefined;
  elementKey: string;
  rpoMinutes: number;
}

function AgeChart({ ages, elementKey, rpoMinutes }: AgeProps) {
  const theme = useTheme2();
  const values = ages?.byElement[elementKey];
  if (!ages || !values?.some((age) => age !== undefined)) {
    return null;
  }
  const label = t('backups.age.title', 'Age of the last success over 30 days, against the RPO');
  return (
    <section aria-label={label}>
      <Heading>{label}</Heading>
      <Chart
        label={label}
        unit="s"
        height={160}
        series={[
          {
            name: t('backups.age.name', 'Age'),
            times: ages.times,
            values: values.map((age) => age ?? null),
          },
        ]}
        span={{ start: ages.times[0], end: ages.times[ages.times.length - 1] }}
        thresholds={[{ value: rpoMinutes * 60, color: theme.visualization.getColorByName('red') }]}
      />
    </section>
  );
}

function Proofs({ assessment: { proofs } }: { assessment: Assessment }) {
  const styles = useStyles2(getStyles);
  return (
    <section aria-label={t('backups.column.proof', 'Proof')}>
      <Heading>{t('backups.column.proof', 'Proof')}</Heading>
      <ul className={styles.plain}>
        {PROOF_LEVELS.map((level) => {
          const proof = proofs.find((each) => each.level === level);
          return (
            <li key={level}>
              <StateMark
                mark={proof ? 'good' : 'neutral'}
                label={proof ? t('backups.proof.known', 'shown') : t('backups.proof.not-shown', 'not shown')}
              />{' '}
              {proofWord(level)}
              {proof && (
                <>
                  {': '}
                  <Since at={new Date(proof.at).toISOString()} />, {proofSource(proof.from)}
                </>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Policy({ element }: { element: Element }) {
  const { frequency, retention, rpoMinutes, rtoMinutes, drillDays, owner, place, format } = element;
  const lines: Array<[string, string | undefined]> = [
    [t('backups.form.frequency', 'Backed up'), frequencyWord(frequency)],
    [t('backups.form.retention', 'Kept'), retentionWord(retention)],
    ['RPO', formatDuration(rpoMinutes * 60)],
    ['RTO', formatDuration(rtoMinutes * 60)],
    [t('backups.policy.drill', 'Drill every'), formatDuration(drillDays * 86_400)],
    [t('backups.form.owner', 'Owner'), owner],
    [t('backups.form.format', 'Format'), format],
  ];
  return (
    <section aria-label={t('backups.policy.title', 'Policy')}>
      <Heading>{t('backups.policy.title', 'Policy')}</Heading>
      <p>{lines.flatMap(([name, value]) => (value ? [labelled(name, value)] : [])).join(' · ')}</p>
      {place && (
        <>
          <Text color="secondary">{t('backups.form.place', 'Where the copies lie')}</Text>
          <MarkdownView text={place} />
        </>
      )}
    </section>
  );
}

function Restore({ element: { restore } }: { element: Element }) {
  const { runbooks } = useRunbooks();
  const { record: checklists } = useChecklists();
  const { runbook, checklist, url } = restore;
  return (
    <section aria-label={t('backups.restore.title', 'How to restore')}>
      <Heading>{t('backups.restore.title', 'How to restore')}</Heading>
      {!runbook && !checklist && !url && (
        <p>{t('backups.restore.none', 'Nothing says how: link a runbook, a checklist or an address.')}</p>
      )}
      {runbook && (
        <p>
          <InternalLink to={runbookPath(runbook)}>
            {runbooks.find(({ name }) => name === runbook)?.title ?? runbook}
          </InternalLink>
        </p>
      )}
      {checklist && (
        <p>
          {t(
            'backups.restore.checklist',
            'Checklist “{{title}}”',
            verbatim({ title: checklists?.checklists[checklist]?.title ?? checklist })
          )}
        </p>
      )}
      {url && <p>{isOwnPath(url) ? <TextLink href={url}>{url}</TextLink> : <WebLink url={url}>{url}</WebLink>}</p>}
    </section>
  );
}

function Source({ element: { source } }: { element: Element }) {
  const title = t('backups.form.source', 'Last success from');
  return (
    <section aria-label={title}>
      <Heading>{title}</Heading>
      {source.kind === 'hand' && <p>{t('backups.form.by-hand', 'By hand, with evidence')}</p>}
      {source.kind === 'query' && <code>{source.expr}</code>}
      {source.kind === 'exporter' && (
        <>
          <p>
            {EXPORTERS[source.exporter].name}{' '}
            {Object.entries(source.labels).map(([label, value]) => (
              <code key={label}>{`${label}="${value}" `}</code>
            ))}
          </p>
          <Meaning exporter={source.exporter} />
        </>
      )}
    </section>
  );
}

interface EvidencesProps {
  register: BackupsRegister;
  evidence: ReturnType<typeof knownOf>['evidence'];
  canWrite: boolean;
}

function Evidences({ register, evidence, canWrite }: EvidencesProps) {
  const styles = useStyles2(getStyles);
  const send = useSendBackups();
  const title = t('backups.evidence.list', 'By hand');
  if (evidence.length === 0) {
    return null;
  }
  const idOf = (one: (typeof evidence)[number]) =>
    Object.entries(register.evidence).find(([, each]) => each === one)?.[0] ?? '';
  return (
    <section aria-label={title}>
      <Heading>{title}</Heading>
      <ul className={styles.plain}>
        {evidence.map((one) => (
          <li key={idOf(one)} className={styles.entry}>
            <Since at={one.success} /> · {proofWord(one.level)} · {one.by.name}
            <MarkdownView text={one.text} />
            {one.link && <WebLink url={one.link}>{t('backups.evidence.link', 'Link to evidence')}</WebLink>}
            {canWrite && (
              <Button
                size="sm"
                variant="secondary"
                fill="text"
                onClick={() => send({ type: 'withdraw', evidence: idOf(one) })}
              >
                {t('backups.evidence.withdraw', 'Withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who changed what of this element, the last ones first. */
function Log({ register, elementKey }: { register: BackupsRegister; elementKey: string }) {
  const styles = useStyles2(getStyles);
  const entries = Object.entries(register.log)
    .filter(([, { what }]) => what === elementKey)
    .sort(([, one], [, other]) => Date.parse(other.at) - Date.parse(one.at))
    .slice(0, 20);
  const title = t('backups.log.title', 'History');
  if (entries.length === 0) {
    return null;
  }
  return (
    <section aria-label={title}>
      <Heading>{title}</Heading>
      <ul className={styles.plain}>
        {entries.map(([id, { at, by, type }]) => (
          <li key={id}>
            <Since at={at} /> · {by.name} · {logWord(type)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function logWord(type: string): string {
  switch (type) {
    case 'save':
      return t('backups.log.save', 'changed the element');
    case 'retire':
      return t('backups.log.retire', 'answered whether it is retired');
    case 'vouch':
      return t('backups.log.vouch', 'wrote a success down');
    case 'withdraw':
      return t('backups.log.withdraw', 'withdrew a success');
    case 'startDrill':
      return t('backups.log.start-drill', 'started a drill');
    case 'finishDrill':
      return t('backups.log.finish-drill', 'finished a drill');
    case 'recordDrill':
      return t('backups.log.record-drill', 'wrote a drill down');
    case 'dropDrill':
      return t('backups.log.drop-drill', 'gave a drill up');
    default:
      return type;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  parts: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), overflowWrap: 'anywhere' }),
  plain: css({ listStyle: 'none', margin: 0, padding: 0 }),
  entry: css({ paddingBottom: theme.spacing(1) }),
});
