import React, { useRef, useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button } from '@grafana/ui';
import { useNavigate } from 'react-router-dom';
import { fromFile } from '../../../domain/incident/file';
import { incidentKind } from '../../../domain/incident/kind';
import { isRefused, refuse } from '../../../domain/record/outcome';
import { create } from '../../../grafana/records/store';
import { RequestError } from '../../../grafana/request';
import { failureText } from '../../../shared/words/failures';
import { reasonText } from '../../../shared/words/reasons';
import { incidentPath } from '../paths';

/** Bytes: what is larger cannot be an incident and is not even read. */
const MAX_FILE = 4_500_000;

/** Takes an incident's JSON file under the number it has; a taken number, a foreign or a broken file changes nothing. */
export function ImportButton() {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const navigate = useNavigate();

  const take = async (file: File) => {
    setProblem(undefined);
    setBusy(true);
    try {
      const outcome = file.size > MAX_FILE ? refuse({ code: 'file.tooLarge' }) : fromFile(await file.text());
      if (isRefused(outcome)) {
        setProblem(outcome.refused.reasons.map(reasonText).join(' '));
        return;
      }
      const { name } = outcome.ok;
      await create(incidentKind, name, outcome.ok);
      navigate(incidentPath(name));
    } catch (error) {
      setProblem(
        error instanceof RequestError && error.kind === 'exists'
          ? t('incidents.import.taken', 'An incident with this number is already here; nothing was changed.')
          : failureText(error)
      );
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label={t('incidents.import.file', 'Incident as JSON')}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          currentTarget.value = ''; // the same file may be chosen again
          if (file) {
            void take(file);
          }
        }}
      />
      <Button
        size="sm"
        variant="secondary"
        fill="text"
        icon="upload"
        disabled={isBusy}
        onClick={() => input.current?.click()}
      >
        {t('incidents.import.action', 'Import JSON')}
      </Button>
      {problem && (
        <Alert
          severity="error"
          title={t('incidents.import.failed', 'The file was not imported')}
          onRemove={() => setProblem(undefined)}
        >
          {problem}
        </Alert>
      )}
    </>
  );
}
