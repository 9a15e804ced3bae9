import React, { useRef, useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, Checkbox, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import { useQueryClient } from '@tanstack/react-query';
import { MAX_ARCHIVE, readArchive } from '../../../domain/backup/archive/archive';
import { isRefused, type Reason, refuse } from '../../../domain/record/outcome';
import { type ExportProgress } from '../../../grafana/backups/exportRecords';
import {
  isReplaceable,
  type PermissionsRestored,
  type PlannedRecord,
  planRestore,
  type Restored,
  type RestorePlan,
  restorePermissions,
  restoreRecords,
} from '../../../grafana/backups/restoreRecords';
import { RequestError } from '../../../grafana/request';
import { Bullets } from '../../../shared/ui/Bullets';
import { FileButton } from '../../../shared/ui/FileButton';
import { Reasons } from '../../../shared/ui/Reasons';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { Since } from '../../../shared/ui/Since';
import { labelled } from '../../../shared/words/labelled';
import { verbatim } from '../../../shared/words/verbatim';
import { folderWord, standingWord, writeFailure } from '../words';
import { ProgressLine } from './ProgressLine';

type State =
  | { step: 'idle' }
  | { step: 'checking' | 'writing'; progress?: ExportProgress }
  | { step: 'refused'; reasons: Reason[] }
  | { step: 'failed'; error: unknown }
  | { step: 'cancelled' }
  | { step: 'planned'; plan: RestorePlan }
  | { step: 'done'; restored: Restored; permissions?: PermissionsRestored };

interface Choices {
  replace: ReadonlySet<string>;
  withHistory: boolean;
  withPermissions: boolean;
}

/** A file of records back into Grafana: everything is checked first, conflicts are asked about, what was written is read back. */
export function RestoreCard() {
  const controller = useRef<AbortController>();
  const [state, setState] = useState<State>({ step: 'idle' });
  const client = useQueryClient();
  const begin = () => {
    controller.current = new AbortController();
    return controller.current.signal;
  };
  const check = async (file: File) => {
    const signal = begin();
    setState({ step: 'checking' });
    try {
      const read =
        file.size > MAX_ARCHIVE
          ? refuse({ code: 'archive.tooLarge', values: { limit: MAX_ARCHIVE / 1_000_000 } })
          : readArchive(await file.text());
      const plan = isRefused(read)
        ? read
        : await planRestore(read.ok, { signal, onProgress: (progress) => setState({ step: 'checking', progress }) });
      setState(
        isRefused(plan) ? { step: 'refused', reasons: plan.refused.reasons } : { step: 'planned', plan: plan.ok }
      );
    } catch (error) {
      setState(signal.aborted ? { step: 'cancelled' } : { step: 'failed', error });
    }
  };
  const write = async (plan: RestorePlan, { withPermissions, ...choices }: Choices) => {
    const signal = begin();
    setState({ step: 'writing' });
    try {
      const restored = await restoreRecords(plan, choices, {
        signal,
        onProgress: (progress) => setState({ step: 'writing', progress }),
      });
      const permissions =
        withPermissions && !signal.aborted ? await restorePermissions(plan.archive.header.folders) : undefined;
      setState({ step: 'done', restored, permissions });
    } catch (error) {
      setState({ step: 'failed', error });
    } finally {
      await client.invalidateQueries();
    }
  };
  const isBusy = state.step === 'checking' || state.step === 'writing';
  return (
    <section aria-label={t('backups.restore.records', 'Restore')}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <Text element="h2" variant="h4">
          {t('backups.restore.records', 'Restore')}
        </Text>
        <Text element="p" color="secondary">
          {t(
            'backups.restore.text',
            'From such a file, under the same names and ids. Everything in it is checked before anything is written, and nothing that is here is replaced without being asked about.'
          )}
        </Text>
        {isBusy ? (
          <Stack gap={2} alignItems="center">
            <ProgressLine
              progress={state.progress}
              label={
                state.step === 'checking'
                  ? t('backups.restore.checking', 'Checking the file')
                  : t('backups.restore.writing', 'Writing the records')
              }
            />
            <Button variant="secondary" onClick={() => controller.current?.abort()}>
              {t('backups.form.cancel', 'Cancel')}
            </Button>
          </Stack>
        ) : (
          <FileButton
            label={t('backups.restore.file', 'File of records')}
            accept=".jsonl,application/x-ndjson,application/json"
            onFile={(file) => void check(file)}
          >
            {t('backups.restore.choose', 'Choose a file…')}
          </FileButton>
        )}
        {state.step === 'refused' && (
          <Reasons title={t('backups.restore.refused', 'Nothing was written')} reasons={state.reasons} />
        )}
        {state.step === 'cancelled' && (
          <p role="status">{t('backups.restore.cancelled', 'Cancelled: nothing was written.')}</p>
        )}
        {state.step === 'failed' && <Failure error={state.error} />}
        {state.step === 'planned' && <Plan plan={state.plan} onWrite={(choices) => void write(state.plan, choices)} />}
        {state.step === 'done' && <Done restored={state.restored} permissions={state.permissions} />}
      </Stack>
    </section>
  );
}

function Failure({ error }: { error: unknown }) {
  return error instanceof RequestError && error.kind === 'forbidden' ? (
    <Alert severity="error" title={t('backups.restore.no-rights', 'You may not restore here: nothing was written')}>
      {t(
        'backups.restore.no-rights-advice',
        'Making the folders of Opsbook takes an Editor or an administrator. The file is fine: hand it to one of them.'
      )}
    </Alert>
  ) : (
    <RequestFailure error={error} what={t('backups.restore.records', 'Restore')} />
  );
}

interface PlanProps {
  plan: RestorePlan;
  onWrite: (choices: Choices) => void;
}

/** What would be written, and each conflict to decide about. */
function Plan({ plan, onWrite }: PlanProps) {
  const { header } = plan.archive;
  const [replace, setReplace] = useState<ReadonlySet<string>>(new Set());
  const [withHistory, setWithHistory] = useState(true);
  const allowed = plan.planned.filter(({ record }) => !plan.forbidden.includes(record.folder));
  const of = (standing: PlannedRecord['standing']) => allowed.filter((each) => each.standing === standing).length;
  const isEmptyHere = plan.planned.every(({ standing }) => standing === 'new');
  const [withPermissions, setWithPermissions] = useState(isEmptyHere);
  const conflicts = allowed.filter(({ standing }) => !['new', 'same'].includes(standing));
  const count = of('new') + conflicts.filter(({ record }) => replace.has(record.name)).length;
  const hasPermissions = header.folders.some(({ permissions }) => permissions?.length);
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <p>
        {t('backups.restore.made', 'Written by {{by}} on {{from}}', verbatim({ by: header.by, from: header.from }))}{' '}
        <Since at={header.at} />
        {header.private && ` · ${t('backups.restore.private', 'with private incidents')}`}
      </p>
      <p>
        {t(
          'backups.restore.summary',
          'Not here yet: {{added}}. Here already, the same: {{same}}. Conflicts: {{conflicts}}.',
          verbatim({ added: of('new'), same: of('same'), conflicts: conflicts.length })
        )}
      </p>
      {plan.damaged.length > 0 && (
        <p>
          {t(
            'backups.restore.damaged',
            'Damaged when the file was written, left out: {{names}}',
            verbatim({ names: plan.damaged.join(', ') })
          )}
        </p>
      )}
      {plan.forbidden.length > 0 && (
        <Alert
          severity="warning"
          title={t(
            'backups.restore.forbidden',
            'You may not write in {{folders}}: what belongs there is left out',
            verbatim({ folders: plan.forbidden.map(folderWord).join(', ') })
          )}
        >
          {t(
            'backups.restore.forbidden-advice',
            'People with Edit on the folder “Opsbook” can restore it; an administrator can give it to you or your team.'
          )}
        </Alert>
      )}
      {plan.made.length > 0 && (
        <p>
          {t(
            'backups.restore.makes',
            'Not here, and made so that only you can open them until you let others in: {{folders}}',
            verbatim({ folders: plan.made.map(folderWord).join(', ') })
          )}
        </p>
      )}
      <Conflicts conflicts={conflicts} replace={replace} onChange={setReplace} />
      <Checkbox
        label={t('backups.restore.history', 'With the older versions, so that the history is here again')}
        value={withHistory}
        onChange={({ currentTarget }) => setWithHistory(currentTarget.checked)}
      />
      {hasPermissions && (
        <Checkbox
          label={t('backups.restore.permissions', 'With the permissions of the folders, by names of teams and people')}
          value={withPermissions}
          onChange={({ currentTarget }) => setWithPermissions(currentTarget.checked)}
        />
      )}
      <Button
        disabled={count === 0 && !(withPermissions && hasPermissions)}
        onClick={() => onWrite({ replace, withHistory, withPermissions: withPermissions && hasPermissions })}
      >
        {t('backups.restore.write', '', {
          count: count,
          defaultValue_one: 'Write {{count}} record',
          defaultValue_other: 'Write {{count}} records',
        })}
      </Button>
    </Stack>
  );
}

interface ConflictsProps {
  conflicts: PlannedRecord[];
  replace: ReadonlySet<string>;
  onChange: (replace: ReadonlySet<string>) => void;
}

function Conflicts({ conflicts, replace, onChange }: ConflictsProps) {
  if (conflicts.length === 0) {
    return null;
  }
  const title = t('backups.restore.conflicts', 'Conflicts: what is here stays unless you say otherwise');
  const choose = (name: string, isReplaced: boolean) =>
    onChange(new Set(isReplaced ? [...replace, name] : [...replace].filter((each) => each !== name)));
  return (
    <section aria-label={title}>
      <Text element="h3" variant="h5">
        {title}
      </Text>
      <Bullets>
        {conflicts.map((planned) => {
          const { name, title: text } = planned.record;
          return (
            <li key={name}>
              <Stack gap={1} wrap="wrap" alignItems="center">
                <span>
                  <strong>{name}</strong> {text} · {standingWord(planned.standing)}
                </span>
                {isReplaceable(planned) && (
                  <RadioButtonGroup
                    size="sm"
                    aria-label={name}
                    options={[
                      { value: 'keep', label: t('backups.restore.keep', 'Keep what is here') },
                      { value: 'replace', label: t('backups.restore.replace', 'Replace it') },
                    ]}
                    value={replace.has(name) ? 'replace' : 'keep'}
                    onChange={(value) => choose(name, value === 'replace')}
                  />
                )}
              </Stack>
            </li>
          );
        })}
      </Bullets>
    </section>
  );
}

function Done({ restored, permissions }: { restored: Restored; permissions?: PermissionsRestored }) {
  const { written, same, kept, failed, left } = restored;
  const isWhole = failed.length === 0 && left.length === 0;
  return (
    <Alert
      severity={isWhole ? 'success' : 'warning'}
      title={
        isWhole
          ? t('backups.restore.done', 'Restored, read back and compared')
          : t('backups.restore.partly', 'Not everything was written')
      }
    >
      <p>
        {t(
          'backups.restore.counts',
          'Written: {{written}}. The same already: {{same}}. Kept as it was: {{kept}}. Failed: {{failed}}. Not reached: {{left}}.',
          verbatim({
            written: written.length,
            same: same.length,
            kept: kept.length,
            failed: failed.length,
            left: left.length,
          })
        )}
      </p>
      {!isWhole && (
        <p>
          {t('backups.restore.again', 'Choose the same file again for the rest: what is here already is left alone.')}
        </p>
      )}
      {failed.length > 0 && (
        <Bullets>
          {failed.map(({ name, error }) => (
            <li key={name}>{labelled(name, writeFailure(error))}</li>
          ))}
        </Bullets>
      )}
      {permissions && <Permissions permissions={permissions} />}
    </Alert>
  );
}

function Permissions({ permissions: { done, failed, unknown } }: { permissions: PermissionsRestored }) {
  return (
    <>
      <p>
        {t(
          'backups.restore.permissions-done',
          'Permissions set on folders: {{number}}.',
          verbatim({ number: done.length })
        )}
      </p>
      {failed.length > 0 && (
        <p>
          {t(
            'backups.restore.permissions-failed',
            'You may not set the permissions of: {{folders}}',
            verbatim({ folders: failed.join(', ') })
          )}
        </p>
      )}
      {unknown.length > 0 && (
        <p>
          {t(
            'backups.restore.permissions-unknown',
            'Not in this Grafana, so without permissions: {{names}}',
            verbatim({ names: unknown.join(', ') })
          )}
        </p>
      )}
    </>
  );
}
