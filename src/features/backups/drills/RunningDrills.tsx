import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, ConfirmModal, Input, Stack, Text, useStyles2 } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import { type BackupsRegister, type Drill, type DrillPlan } from '../../../domain/backup/schema';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { measureDrill } from '../../../grafana/backups/measureDrill';
import { useNow } from '../../../shared/hooks/useNow';
import { usePrometheus } from '../../../shared/hooks/useSettings';
import { useDraft } from '../../../shared/records/useDraft';
import { Reasons } from '../../../shared/ui/Reasons';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { formatDuration } from '../../../shared/words/durations';
import { verbatim } from '../../../shared/words/verbatim';
import { useSendBackups } from '../data';
import { Comparisons, DrillFigures } from './DrillHistory';

interface Props {
  drills: BackupsRegister['drills'];
  elements: BackupsRegister['elements'];
  canWrite: boolean;
}

/** Drills that are going on, each with what its queries say so far; everybody sees the same clock. */
export function RunningDrills({ drills, elements, canWrite }: Props) {
  const running = Object.entries(drills).filter(([, { finished }]) => finished === undefined);
  return (
    <>
      {running.map(([id, drill]) =>
        drill.plan ? (
          <RunningDrill
            key={id}
            id={id}
            drill={drill}
            plan={drill.plan}
            name={elements[drill.element]?.name ?? drill.element}
            canWrite={canWrite}
          />
        ) : null
      )}
    </>
  );
}

interface DrillProps {
  id: string;
  drill: Drill;
  plan: DrillPlan;
  name: string;
  canWrite: boolean;
}

const REFRESH = 15_000;

function RunningDrill({ id, drill, plan, name, canWrite }: DrillProps) {
  const styles = useStyles2(getStyles);
  const now = useNow(1000);
  const { data, error, refetch } = useMeasured(id, drill, plan);
  const elapsed = (now - Date.parse(drill.started)) / 1000;
  const title = t('backups.running.title', 'Restore drill of “{{name}}” is running', verbatim({ name }));
  return (
    <section aria-label={title} className={styles.card}>
      <Stack direction="column" gap={1}>
        <Text element="h2" variant="h4">
          {title} · {formatDuration(Math.max(0, elapsed))}
        </Text>
        {error && (
          <RequestFailure
            severity="warning"
            error={error}
            onRetry={() => void refetch()}
            what={t('backups.running.failed', 'What the drill asks')}
          />
        )}
        {data && (
          <>
            <p aria-live="polite">
              {data.rtoSeconds === undefined
                ? t('backups.running.not-back', 'Not back yet: no good answer that stays.')
                : t('backups.running.back', 'It is back, and stays.')}
            </p>
            <DrillFigures result={data} />
            <Comparisons comparisons={data.comparisons} />
          </>
        )}
        {canWrite && <Finish id={id} result={data} />}
      </Stack>
    </section>
  );
}

function useMeasured(id: string, drill: Drill, plan: DrillPlan) {
  const { source } = usePrometheus();
  const fallback = source?.uid ?? plan.target.dataSource;
  return useQuery({
    queryKey: ['backups', 'drill', id, fallback ?? ''],
    queryFn: ({ signal }) =>
      measureDrill(plan, {
        started: Date.parse(drill.started) / 1000,
        now: Date.now() / 1000,
        fallback: fallback ?? '',
        signal,
      }),
    enabled: fallback !== undefined,
    refetchInterval: REFRESH,
    retry: false,
  });
}

type Measured = NonNullable<Drill['result']>;

/** Keeps what was measured; a drill may also be ended as failed, or dropped as if it never was. */
function Finish({ id, result }: { id: string; result: Measured | undefined }) {
  const send = useSendBackups();
  const [text, setText, clear] = useDraft(`backups|drill-text|${id}`, '');
  const [reasons, setReasons] = useState<Reason[]>([]);
  const [isAsking, setAsking] = useState(false);
  const act = (draft: Parameters<typeof send>[0]) => {
    const sent = send(draft);
    setReasons(isRefused(sent) ? sent.refused.reasons : []);
    if (!isRefused(sent)) {
      clear();
    }
  };
  const finish = (failed: boolean) =>
    act({
      type: 'finishDrill',
      drill: id,
      result: { ...(result ?? { comparisons: [] }), ...(text.trim() && { text }) },
      ...(failed && { failed }),
    });
  return (
    <>
      {reasons.length > 0 && <Reasons title={t('backups.form.refused', 'Not saved')} reasons={reasons} />}
      <Input
        aria-label={t('backups.running.note', 'What happened')}
        placeholder={t('backups.running.note', 'What happened')}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Stack gap={1} wrap="wrap">
        <Button size="sm" disabled={result?.rtoSeconds === undefined} onClick={() => finish(false)}>
          {t('backups.running.finish', 'Finish and keep')}
        </Button>
        <Button size="sm" variant="secondary" onClick={() => finish(true)}>
          {t('backups.running.fail', 'It failed')}
        </Button>
        <Button size="sm" variant="secondary" fill="outline" onClick={() => setAsking(true)}>
          {t('backups.running.drop', 'Drop it…')}
        </Button>
      </Stack>
      <ConfirmModal
        isOpen={isAsking}
        title={t('backups.running.drop-question', 'Drop this drill?')}
        body={t(
          'backups.running.drop-text',
          'Nothing of it is kept. A restore that did not work is better kept as failed.'
        )}
        confirmText={t('backups.running.drop-confirm', 'Drop it')}
        onConfirm={() => {
          setAsking(false);
          act({ type: 'dropDrill', drill: id });
        }}
        onDismiss={() => setAsking(false)}
      />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    padding: theme.spacing(2),
    border: `1px solid ${theme.colors.warning.border}`,
    borderRadius: theme.shape.radius.default,
  }),
});
