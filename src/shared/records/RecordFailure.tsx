import React, { type ReactElement, useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, ConfirmModal, Stack } from '@grafana/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Command, type RecordBase, type RecordKind } from '../../domain/record/record';
import { history, inTrash, restore } from '../../grafana/records/history';
import { giveUpRegister } from '../../grafana/records/registers';
import { type RecordError, type Stored } from '../../grafana/records/store';
import { RequestError } from '../../grafana/request';
import { Bullets } from '../ui/Bullets';
import { RequestFailure } from '../ui/RequestFailure';
import { Since } from '../ui/Since';
import { failureOf, recordFailure } from '../words/failures';
import { labelled } from '../words/labelled';
import { recordTitle } from '../words/records';
import { verbatim } from '../words/verbatim';
import { recordKeys } from './keys';

interface Props<R extends RecordBase, C extends Command> {
  kind: RecordKind<R, C>;
  name: string;
  error: RequestError | RecordError;
  onRetry: () => void;
}

/** Why a record cannot be shown; a deleted one is offered back from Grafana's trash. */
export function RecordFailure<R extends RecordBase, C extends Command>({ kind, name, error, onRetry }: Props<R, C>) {
  if (error.kind === 'deleted') {
    return <DeletedRegister kind={kind.kind} name={name} onRetry={onRetry} />;
  }
  if (error.kind !== 'missing') {
    return <RequestFailure error={error} onRetry={onRetry} what={recordTitle(kind.kind, name)} />;
  }
  return <MissingRecord kind={kind} name={name} onRetry={onRetry} />;
}

function MissingRecord<R extends RecordBase, C extends Command>(props: Omit<Props<R, C>, 'error'>) {
  const { title, advice } = failureOf(new RequestError('missing', 404, ''));
  return (
    <OfferRestore {...props}>
      {(isLooking) => (
        <Alert severity="warning" title={labelled(recordTitle(props.kind.kind, props.name), title)}>
          {isLooking ? t('records.trash.looking', 'Looking for it in Grafana’s trash…') : advice}
        </Alert>
      )}
    </OfferRestore>
  );
}

/** A register that the team had and that is gone: whoever deleted it, its defaults do not take its place by themselves. */
function DeletedRegister({ kind, name, onRetry }: { kind: string; name: string; onRetry: () => void }) {
  const [isAsking, setAsking] = useState(false);
  const begin = useMutation({
    mutationFn: () => giveUpRegister(name),
    onSuccess: onRetry,
    meta: { failed: t('records.gone.failed', 'It could not begin anew') },
  });
  return (
    <Alert severity="warning" title={deletedText(kind, name)}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <span>
          {t(
            'records.gone.text',
            'Somebody deleted it, and you may not see it in Grafana’s trash: an administrator can restore it. Until then nothing takes its place.'
          )}
        </span>
        <Button size="sm" variant="secondary" disabled={begin.isPending} onClick={() => setAsking(true)}>
          {t('records.gone.action', 'Begin anew…')}
        </Button>
      </Stack>
      <ConfirmModal
        isOpen={isAsking}
        title={t('records.gone.question', 'Begin anew, with the defaults?')}
        body={t(
          'records.gone.warning',
          'The first change takes the name of what was deleted: then nobody can restore it any more.'
        )}
        confirmText={t('records.gone.confirm', 'Begin anew')}
        onConfirm={() => {
          setAsking(false);
          begin.mutate();
        }}
        onDismiss={() => setAsking(false)}
      />
    </Alert>
  );
}

function deletedText(kind: string, name: string): string {
  return t('records.deleted.title', '“{{name}}” was deleted in Grafana', verbatim({ name: recordTitle(kind, name) }));
}

interface OfferProps<R extends RecordBase, C extends Command> extends Omit<Props<R, C>, 'error'> {
  /** What stands there when it is not in the trash, or as long as it is looked for there. */
  children?: (isLooking: boolean) => ReactElement;
}

/** A deleted record is offered back where this person sees it in Grafana's trash. */
function OfferRestore<R extends RecordBase, C extends Command>({ kind, name, onRetry, children }: OfferProps<R, C>) {
  const client = useQueryClient();
  const trash = useQuery({
    queryKey: ['trash', name],
    queryFn: ({ signal }) => inTrash(kind, name, signal),
    retry: false,
  });
  const bringBack = useMutation({
    mutationFn: (trashed: Stored<R>) => restore(kind, trashed),
    onSuccess: (stored) => {
      client.setQueryData(recordKeys.one(kind.kind, name), stored);
      onRetry();
    },
    meta: {
      failed: t('records.restore.failed', 'The record could not be restored'),
      done: t('records.restore.done', 'The record is back'),
    },
  });
  const found = trash.data;
  if (!found) {
    return children?.(trash.isPending) ?? null;
  }
  return (
    <Alert severity="warning" title={deletedText(kind.kind, name)}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <span>{t('records.deleted.text', 'It is in Grafana’s trash, with everything that was in it.')}</span>
        <Button size="sm" icon="history" disabled={bringBack.isPending} onClick={() => bringBack.mutate(found)}>
          {t('records.restore.action', 'Restore it')}
        </Button>
      </Stack>
    </Alert>
  );
}

/** A record that does not parse: shown with its raw JSON and the versions Grafana keeps, never overwritten. */
export function DamagedRecord<R extends RecordBase, C extends Command>({
  kind,
  stored,
}: {
  kind: RecordKind<R, C>;
  stored: Stored<R>;
}) {
  const { title, advice } = recordFailure('damaged');
  const versions = useQuery({
    queryKey: recordKeys.history(kind.kind, stored.name),
    queryFn: ({ signal }) => history(kind, stored.name, signal),
    retry: false,
  });
  return (
    <Alert severity="error" title={labelled(recordTitle(kind.kind, stored.name), title)}>
      <p>{advice}</p>
      <p>{stored.problem}</p>
      {versions.data && (
        <Bullets>
          {versions.data.map((version) => (
            <li key={version.resource?.metadata.generation}>
              {t(
                'records.version',
                'Version {{number}}',
                verbatim({ number: version.resource?.metadata.generation ?? 0 })
              )}{' '}
              {version.updatedAt && <Since at={version.updatedAt} />}{' '}
              {version.state === 'damaged'
                ? t('records.version-damaged', '(cannot be read)')
                : t('records.version-readable', '(can be read)')}
            </li>
          ))}
        </Bullets>
      )}
      <details>
        <summary>{t('records.raw', 'Raw content')}</summary>
        <pre tabIndex={0}>{JSON.stringify(stored.raw ?? stored.resource?.spec, null, 2)}</pre>
      </details>
    </Alert>
  );
}
