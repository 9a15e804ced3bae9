import React, { useState } from 'react';
import { css } from '@emotion/css';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Stack, Text, useStyles2 } from '@grafana/ui';
import { type Incident } from '../../../domain/incident';
import { proposedStart } from '../../../domain/evidence';
import { type Evidence } from '../../../domain/incidentSchema';
import { type RequestError } from '../../../grafana/request';
import { StateMark } from '../../../shared/StateMark';
import { RequestFailure } from '../../../shared/RequestFailure';
import { EvidenceLine } from '../components/EvidenceLine';
import { valueText } from '../components/EvidenceView';
import { useSendIncident } from '../data';
import { useAct } from '../useAct';
import { captureQuery, captureSignals, lastHour } from './capture';
import { EvidenceForm } from './EvidenceForm';
import { type Asked, useSignals } from './useSignals';
import { verbatim } from '../../../shared/verbatim';

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
  const send = useSendIncident(incident.name);
  const [isOpen, setOpen] = useState(false);
  const capture = useMutation({
    mutationFn: () => captureSignals(signals, 'hand'),
    onSuccess: (captured) => captured.forEach((evidence) => send({ type: 'capture', evidence })),
    meta: { failed: t('incidents.signals.failed', 'The signals could not be captured') },
  });
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
      {signals.map((signal) => (
        <SignalRow key={signal.key} signal={signal} incident={incident} mayWrite={mayWrite} />
      ))}
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
        <EvidenceForm
          incident={incident}
          uid={uid}
          expr={expr ?? ''}
          onClose={() => {
            setOpen(false);
            onFormClosed();
          }}
        />
      )}
    </section>
  );
}

const REFRESH = 30_000;

function SignalRow({ signal, incident, mayWrite }: { signal: Asked; incident: Incident; mayWrite: boolean }) {
  const styles = useStyles2(getStyles);
  const { uid, expr, name, unit, isInside } = signal;
  const { data, error, isPending, refetch } = useQuery<Evidence, RequestError>({
    queryKey: ['signal', uid, expr],
    queryFn: ({ signal: stop }) => captureQuery({ title: name, uid, expr, ...lastHour(), unit }, stop),
    refetchInterval: REFRESH,
    retry: false,
  });
  if (error) {
    return <RequestFailure error={error} what={name} severity="warning" onRetry={() => void refetch()} />;
  }
  const value = data?.value;
  const inside = value === undefined ? undefined : isInside?.(value);
  return (
    <div className={styles.row}>
      <span>{name}</span>
      {data && <EvidenceLine evidence={data} width={100} />}
      <strong>
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
        {isPending ? '…' : value === undefined ? t('incidents.signals.no-data', 'no data') : valueText(value, unit)}
      </strong>
      {mayWrite && data && isInside && (
        <Proposal incident={incident} evidence={data} isBad={(each) => !isInside(each)} />
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
  const series = evidence.series[0];
  const proposed = started || !until || !series ? undefined : proposedStart(series, isBad, until);
  return proposed ? (
    <Button
      size="sm"
      variant="secondary"
      fill="outline"
      onClick={() => act({ type: 'setMilestone', milestone: 'started', to: proposed, seen: '', note: evidence.title })}
    >
      {t('incidents.signals.proposed', 'Impact started {{time}}?', verbatim({ time: proposed.slice(11, 16) + ' UTC' }))}
    </Button>
  ) : null;
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1),
    alignItems: 'center',
    padding: theme.spacing(0.25, 0),
  }),
});
