import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, Modal, Stack } from '@grafana/ui';
import { useNavigate } from 'react-router-dom';
import { fromFile } from '../../../domain/incident/file';
import { type Incident, incidentKind } from '../../../domain/incident/kind';
import { isRefused, refuse } from '../../../domain/record/outcome';
import { create } from '../../../grafana/records/store';
import { RequestError } from '../../../grafana/request';
import { FileButton } from '../../../shared/ui/FileButton';
import { failureText } from '../../../shared/words/failures';
import { loadReasonText } from '../../../shared/words/reasons/useReasonText';
import { privacyProblem, type PrivateAnswer, usePreparePrivate } from '../data/privateFolder';
import { PrivateFields } from '../declare/PrivateFields';
import { incidentPath } from '../paths';

/** Bytes: what is larger cannot be an incident and is not even read. */
const MAX_FILE = 4_500_000;

/** Takes an incident's JSON file under the number it has; a taken number, a foreign or a broken file changes nothing. */
export function ImportIncidentsButton() {
  const [problem, setProblem] = useState<string>();
  const [asked, setAsked] = useState<Incident>();
  const [isBusy, setBusy] = useState(false);
  const navigate = useNavigate();

  const keep = async (incident: Incident) => {
    await create(incidentKind, incident.name, incident);
    navigate(incidentPath(incident.name));
  };
  const take = async (file: File) => {
    setProblem(undefined);
    setBusy(true);
    try {
      const outcome = file.size > MAX_FILE ? refuse({ code: 'file.tooLarge' }) : fromFile(await file.text());
      if (isRefused(outcome)) {
        setProblem(outcome.refused.reasons.map(await loadReasonText()).join(' '));
      } else if (outcome.ok.private) {
        setAsked(outcome.ok);
      } else {
        await keep(outcome.ok);
      }
    } catch (error) {
      setProblem(importProblem(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <FileButton
        size="sm"
        fill="text"
        disabled={isBusy}
        label={t('incidents.import.file', 'Incident as JSON')}
        accept="application/json,.json"
        onFile={(file) => void take(file)}
      >
        {t('incidents.import.action', 'Import JSON')}
      </FileButton>
      {problem && <NotImported problem={problem} onClose={() => setProblem(undefined)} />}
      {asked && <PrivateImport incident={asked} keep={keep} onClose={() => setAsked(undefined)} />}
    </>
  );
}

function importProblem(error: unknown): string {
  return error instanceof RequestError && error.kind === 'exists'
    ? t('incidents.import.taken', 'An incident with this number is already here; nothing was changed.')
    : failureText(error);
}

function NotImported({ problem, onClose }: { problem: string; onClose?: () => void }) {
  return (
    <Alert severity="error" title={t('incidents.import.failed', 'The file was not imported')} onRemove={onClose}>
      {problem}
    </Alert>
  );
}

interface PrivateImportProps {
  incident: Incident;
  keep: (incident: Incident) => Promise<void>;
  onClose: () => void;
}

/** Who will be able to open it is seen before a private incident is kept here. */
function PrivateImport({ incident, keep, onClose }: PrivateImportProps) {
  const [answer, setAnswer] = useState<PrivateAnswer>({});
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const prepare = usePreparePrivate();
  const take = async () => {
    setBusy(true);
    try {
      await prepare(answer);
    } catch (error) {
      setProblem(privacyProblem(error));
      setBusy(false);
      return;
    }
    try {
      await keep(incident);
    } catch (error) {
      setProblem(importProblem(error));
      setBusy(false);
    }
  };
  return (
    <Modal isOpen title={t('incidents.import.private', 'Import a private incident')} onDismiss={onClose}>
      <Stack direction="column" gap={2}>
        {problem && <NotImported problem={problem} />}
        <PrivateFields answer={answer} onChange={setAnswer} />
      </Stack>
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={onClose}>
          {t('incidents.cancel', 'Cancel')}
        </Button>
        <Button disabled={isBusy} onClick={() => void take()}>
          {t('incidents.import.confirm', 'Import')}
        </Button>
      </Modal.ButtonRow>
    </Modal>
  );
}
