import React, { lazy, Suspense, useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, Checkbox, ConfirmModal, Stack, Text, TextLink } from '@grafana/ui';
import { objectiveRules } from '../../../domain/objective/grafanaRules';
import { definitionOf, type Objective } from '../../../domain/objective/schema';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { useMayWrite } from '../../../shared/objectives/useMayWrite';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { Reasons } from '../../../shared/ui/Reasons';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { verbatim } from '../../../shared/words/verbatim';
import { useAlerting } from './useAlerting';

const AlertingPreview = lazy(() => import('./AlertingPreview').then((m) => ({ default: m.AlertingPreview })));

interface Props {
  objectiveKey: string;
  objective: Objective;
}

/** Whether Grafana alerts on the objective: made with a look at the past, kept in step by being asked, removed. */
export function Alerting({ objectiveKey, objective: shown }: Props) {
  const { send, stored } = useObjectives();
  // the rules carry its name as it is kept, in whatever language somebody reads it
  const objective = stored?.record?.objectives[objectiveKey] ?? shown;
  const alerting = useAlerting(objectiveKey, objective);
  const { standing, source, mayEdit, error, writeError, isWriting } = alerting;
  const mayTune = useMayWrite();
  const [reasons, setReasons] = useState<Reason[]>([]);
  const [isPreviewing, setPreviewing] = useState(false);
  if (objectiveRules(objectiveKey, objective).length === 0) {
    return null;
  }
  /** What was tuned is part of the objective, so that export and rules stay the same. */
  const keep = (tuned: Objective): boolean => {
    const sent = send({
      type: 'save',
      objective: objectiveKey,
      definition: definitionOf(tuned),
      ...(objective.revision && { seen: objective.revision }),
    });
    setReasons(isRefused(sent) ? sent.refused.reasons : []);
    return !isRefused(sent);
  };
  return (
    <section>
      <Text element="h2" variant="h4">
        {t('objectives.alerting.title', 'Alerts in Grafana')}
      </Text>
      {error && (
        <RequestFailure
          error={error}
          severity="warning"
          onRetry={alerting.refetch}
          what={t('objectives.alerting.title', 'Alerts in Grafana')}
        />
      )}
      {writeError && (
        <RequestFailure
          error={writeError}
          what={t('objectives.alerting.failed', 'The alert rules could not be changed')}
        />
      )}
      {standing?.state === 'off' && (
        <p>
          {t(
            'objectives.alerting.off',
            'It does not alert. Grafana can evaluate the same rules as the export for Prometheus, in the folder “Opsbook”.'
          )}
        </p>
      )}
      {reasons.length > 0 && (
        <Reasons
          title={t('objectives.tune.refused', 'The alerts were not saved')}
          reasons={reasons}
          onDismiss={() => setReasons([])}
        />
      )}
      {standing && source && (
        <Button
          size={standing.state === 'off' ? 'md' : 'sm'}
          variant="secondary"
          icon="bell"
          onClick={() => setPreviewing(true)}
        >
          {standing.state === 'off' && mayEdit
            ? t('objectives.alerting.make', 'Alert in Grafana…')
            : t('objectives.tune.open', 'Try other thresholds…')}
        </Button>
      )}
      {standing?.state === 'inStep' && <p>{t('objectives.alerting.on', 'Its rules are in the folder “Opsbook”.')}</p>}
      {standing?.state === 'drifted' && (
        <Drift
          edited={standing.edited}
          moved={standing.moved}
          mayEdit={mayEdit}
          isWriting={isWriting}
          onMend={(overwrite) => void alerting.make(objective, overwrite).catch(() => undefined)}
        />
      )}
      {standing && standing.state !== 'off' && (
        <Stack gap={2} alignItems="center">
          <TextLink inline href={`/alerting/list?search=${encodeURIComponent(`label:objective=${objectiveKey}`)}`}>
            {t('objectives.alerting.open', 'Open the rules')}
          </TextLink>
          {mayEdit && <EndButton isWriting={isWriting} onEnd={alerting.end} />}
        </Stack>
      )}
      {standing && !mayEdit && (
        <p>
          {t(
            'objectives.alerting.read-only',
            'You may not write alert rules in the folder “Opsbook”: whoever has Edit on it can.'
          )}
        </p>
      )}
      {isPreviewing && source && (
        <Suspense fallback={null}>
          <AlertingPreview
            objectiveKey={objectiveKey}
            objective={objective}
            uid={source.uid}
            isOn={standing !== undefined && standing.state !== 'off'}
            mayEdit={mayEdit}
            mayTune={mayTune}
            isWriting={isWriting}
            onMake={(tuned) => {
              if (!tuned || keep(tuned)) {
                void alerting.make(tuned).then(
                  () => setPreviewing(false),
                  () => undefined
                );
              }
            }}
            onKeep={(tuned) => {
              keep(tuned);
              setPreviewing(false);
            }}
            onClose={() => setPreviewing(false)}
          />
        </Suspense>
      )}
    </section>
  );
}

function EndButton({ isWriting, onEnd }: { isWriting: boolean; onEnd: () => Promise<unknown> }) {
  const [isAsking, setAsking] = useState(false);
  const close = () => setAsking(false);
  return (
    <>
      <Button size="sm" variant="secondary" disabled={isWriting} onClick={() => setAsking(true)}>
        {t('objectives.alerting.end', 'Stop alerting…')}
      </Button>
      <ConfirmModal
        isOpen={isAsking}
        title={t('objectives.alerting.end-title', 'Stop alerting')}
        body={t(
          'objectives.alerting.end-text',
          'Its rules are deleted, those that somebody edited included. Rules of others stay.'
        )}
        confirmText={t('objectives.alerting.end-confirm', 'Delete the rules')}
        onConfirm={() => void onEnd().then(close, close)}
        onDismiss={close}
      />
    </>
  );
}

interface DriftProps {
  edited: string[];
  moved: string[];
  mayEdit: boolean;
  isWriting: boolean;
  onMend: (overwrite: boolean) => void;
}

/** Nothing is written by itself: what the objective asks for now, and what somebody made of it. */
function Drift({ edited, moved, mayEdit, isWriting, onMend }: DriftProps) {
  const [overwrite, setOverwrite] = useState(false);
  return (
    <Alert severity="warning" title={t('objectives.alerting.drifted', 'Its rules are not what the objective asks for')}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        {moved.length > 0 && (
          <span>
            {t('objectives.alerting.moved', 'Otherwise now: {{names}}', verbatim({ names: moved.join(', ') }))}
          </span>
        )}
        {edited.length > 0 && (
          <span>
            {t('objectives.alerting.edited', 'Edited in Grafana: {{names}}', verbatim({ names: edited.join(', ') }))}
          </span>
        )}
        {mayEdit && edited.length > 0 && (
          <Checkbox
            label={t('objectives.alerting.overwrite', 'Also overwrite what was edited in Grafana')}
            value={overwrite}
            onChange={({ currentTarget }) => setOverwrite(currentTarget.checked)}
          />
        )}
        {mayEdit && (moved.length > 0 || overwrite) && (
          <Button size="sm" disabled={isWriting} onClick={() => onMend(overwrite)}>
            {t('objectives.alerting.mend', 'Update the rules')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
