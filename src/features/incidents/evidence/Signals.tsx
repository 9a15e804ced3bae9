import React, { lazy, Suspense, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Stack, Text, useStyles2 } from '@grafana/ui';
import { type UseQueryResult } from '@tanstack/react-query';
import { proposedStart } from '../../../domain/incident/evidence/capture';
import { type Incident } from '../../../domain/incident/kind';
import { type Evidence } from '../../../domain/incident/schema';
import { StateMark } from '../../../shared/ui/StateMark';
import { clockText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { useCaptureSignals, useEvidenceBefore, useSignalAnswers } from '../data/evidence';
import { type AskedSignal, useSignals } from '../data/signals';
import { useAct } from '../useAct';
import { EvidenceLine } from './EvidenceLine';
import { evidenceValueText } from './EvidenceView';
import { QueryFailure } from './QueryFailure';

const EvidenceForm = lazy(() => import('./EvidenceForm').then((m) => ({ default: m.EvidenceForm })));

interface Props {
  incident: Incident;
  mayWrite: boolean;
  /** An expression typed in the timeline's input: opens the form with it. */
  expr: string | undefined;
  onFormClosed: () => void;
}

/** The affected services' objectives over the last hour, and what is kept of them. */
export function Signals({ incident, mayWrite, expr, onFormClosed }: Props) {
  const { signals, uid, isPending } = useSignals(incident.services);
  const [isOpen, setOpen] = useState(false);
  const capture = useCaptureSignals(incident, signals);
  return (
    <section aria-labelledby="incident-signals">
      <Text element="h2" variant="h5">
        <span id="incident-signals">{t('incidents.signals.title', 'Signals')}</span>
      </Text>
      {!isPending && !uid && (
        <Text color="secondary" element="p">
          {t('incidents.signals.no-source', 'No Prometheus is configured: an administrator chooses one in Setup.')}
        </Text>
      )}
      <SignalRows signals={signals} incident={incident} mayWrite={mayWrite} />
      {mayWrite && uid && (
        <Stack gap={1} wrap="wrap">
          {signals.length > 0 && (
            <Button
              size="sm"
              variant="secondary"
              fill="text"
              icon="camera"
              disabled={capture.isPending}
              onClick={() => capture.mutate()}
            >
              {t('incidents.signals.capture', 'Capture now')}
            </Button>
          )}
          <Button size="sm" variant="secondary" fill="text" icon="plus" onClick={() => setOpen(true)}>
            {t('incidents.signals.query', 'Query…')}
          </Button>
        </Stack>
      )}
      {(isOpen || expr !== undefined) && uid && (
        <Suspense fallback={null}>
          <EvidenceForm
            incident={incident}
            uid={uid}
            expr={expr ?? ''}
            onClose={() => {
              setOpen(false);
              onFormClosed();
            }}
          />
        </Suspense>
      )}
    </section>
  );
}

/** One row a signal; where the data source answers none of them, that is said once. */
function SignalRows({
  signals,
  incident,
  mayWrite,
}: {
  signals: AskedSignal[];
  incident: Incident;
  mayWrite: boolean;
}) {
  const answers = useSignalAnswers(signals);
  const failed = answers.filter(({ error }) => error);
  const [first] = failed;
  if (first?.error && signals.length > 1 && failed.length === signals.length) {
    return (
      <QueryFailure
        error={first.error}
        what={t('incidents.signals.title', 'Signals')}
        onRetry={() => failed.forEach(({ refetch }) => void refetch())}
      />
    );
  }
  return (
    <>
      {signals.map((signal, index) => (
        <SignalRow key={signal.key} signal={signal} answer={answers[index]} incident={incident} mayWrite={mayWrite} />
      ))}
    </>
  );
}

interface RowProps {
  signal: AskedSignal;
  answer: UseQueryResult<Evidence, Error>;
  incident: Incident;
  mayWrite: boolean;
}

function SignalRow({ signal, answer: { data, error, isPending, refetch }, incident, mayWrite }: RowProps) {
  const styles = useStyles2(getStyles);
  const { name, unit, isInside } = signal;
  if (error) {
    return <QueryFailure error={error} what={name} onRetry={() => void refetch()} />;
  }
  const value = data?.value;
  const inside = value === undefined ? undefined : isInside?.(value);
  return (
    <div className={styles.row}>
      <span className={styles.whole}>{data?.title ?? name}</span>
      {data && <EvidenceLine evidence={data} width={100} />}
      <strong className={styles.value}>
        {inside !== undefined && (
          <StateMark
            mark={inside ? 'good' : 'bad'}
            label={
              inside
                ? t('incidents.signals.inside', 'inside its target')
                : t('incidents.signals.outside', 'outside its target')
            }
          />
        )}{' '}
        {isPending
          ? '…'
          : value === undefined
            ? t('incidents.signals.no-data', 'no data')
            : evidenceValueText(value, unit)}
      </strong>
      {mayWrite && data && isInside && (
        <div className={styles.whole}>
          <Proposal incident={incident} evidence={data} isBad={(each) => !isInside(each)} />
        </div>
      )}
    </div>
  );
}

/** Proposes the impact's start from the last crossing of the target; a person confirms. */
function Proposal({
  incident,
  evidence,
  isBad,
}: {
  incident: Incident;
  evidence: Evidence;
  isBad: (value: number) => boolean;
}) {
  const { act } = useAct(incident.name);
  const { started, detected, declared } = incident.milestones;
  const until = detected ?? declared;
  const earlier = useEvidenceBefore(evidence, started ? undefined : until);
  const series = earlier?.series[0];
  const proposed = started || !until || !series ? undefined : proposedStart(series, isBad, until);
  return proposed ? (
    <Button
      size="sm"
      variant="secondary"
      fill="outline"
      onClick={() => act({ type: 'setMilestone', milestone: 'started', to: proposed, seen: '', note: evidence.title })}
    >
      {t('incidents.signals.proposed', 'Impact started {{time}}?', verbatim({ time: clockText(proposed) }))}
    </Button>
  ) : null;
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) max-content',
    columnGap: theme.spacing(1),
    alignItems: 'end',
    padding: theme.spacing(0.25, 0),
    overflowWrap: 'anywhere',
  }),
  whole: css({ gridColumn: '1 / -1' }),
  value: css({ gridColumn: 2 }),
});
