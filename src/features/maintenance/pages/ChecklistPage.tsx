import React, { type ReactNode, useState } from 'react';
import { t } from '@grafana/i18n';
import { EmptyState, LinkButton, LoadingPlaceholder } from '@grafana/ui';
import { useParams, useSearchParams } from 'react-router-dom';
import { CHECKLISTS_NAME, checklistKind, type ChecklistRegister } from '../../../domain/maintenance/checklist';
import { type Checklist, type ChecklistContent } from '../../../domain/maintenance/checklistItem';
import { inOrder } from '../../../domain/record/inOrder';
import { own } from '../../../domain/record/own';
import { useChecklists } from '../../../shared/maintenance/useMaintenance';
import { ParkedCommands } from '../../../shared/records/ParkedCommands';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { Bullets } from '../../../shared/ui/Bullets';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { verbatim } from '../../../shared/words/verbatim';
import { ChecklistEditor } from '../checklists/ChecklistEditor';
import { withoutVersion } from '../checklists/form';
import { keptImport } from '../checklists/imported';
import { checklistsPath } from '../paths';
import { ItemFacts } from '../run/ItemFacts';
import { Procedure } from '../run/Procedure';

/** One checklist of the team, or a new one: empty, a copy, or from a file. */
export function ChecklistPage() {
  const { key } = useParams();
  const view = useChecklists();
  const { record: register, stored, parked, error, isPending, refetch } = view;
  const mayWrite = useCanWrite('registers') !== 'no';
  const list = key !== undefined && register ? own(register.checklists, key) : undefined;
  const title = key === undefined ? t('maintenance.editor.new', 'New checklist') : (list?.title ?? key);
  return (
    <Page
      title={title}
      parent={{ text: t('maintenance.checklists.title', 'Checklists'), url: checklistsPath() }}
      subTitle={list && t('maintenance.checklists.version', 'version {{version}}', verbatim({ version: list.version }))}
    >
      <ParkedCommands items={parked} />
      {error ? (
        <RecordFailure kind={checklistKind} name={CHECKLISTS_NAME} error={error} onRetry={refetch} />
      ) : isPending ? (
        <LoadingPlaceholder text={t('maintenance.checklists.loading', 'Loading the checklists…')} />
      ) : !register ? (
        stored && <DamagedRecord kind={checklistKind} stored={stored} />
      ) : !mayWrite || stored?.managedBy ? (
        <>
          <ReadOnlyNotice folder="registers" />
          {list && <ReadOnly list={list} />}
        </>
      ) : (
        <Opened key={key ?? 'new'} listKey={key} register={register} />
      )}
    </Page>
  );
}

function Opened({ listKey, register }: { listKey?: string; register: ChecklistRegister }): ReactNode {
  const [params] = useSearchParams();
  // what the form was opened on: a change by somebody else meanwhile is shown beside it
  const [opened] = useState(() => openedOn(register, listKey, params));
  return opened ? (
    <ChecklistEditor
      register={register}
      draftKey={listKey ?? `new|${params.get('copy') ?? ''}|${params.get('from') ?? ''}`}
      listKey={listKey}
      content={opened.content}
      version={opened.version}
    />
  ) : (
    <EmptyState
      variant="not-found"
      message={t('maintenance.editor.absent', 'There is no such checklist')}
      button={<LinkButton href={checklistsPath()}>{t('maintenance.editor.all', 'All checklists')}</LinkButton>}
    />
  );
}

function ReadOnly({ list }: { list: Checklist }) {
  return (
    <>
      <Procedure run={list} hasFailed={false} />
      <Bullets as="ol">
        {inOrder(list.items).map(({ key, ...item }) => (
          <li key={key}>
            <strong>{item.title}</strong>
            <ItemFacts item={item} />
          </li>
        ))}
      </Bullets>
    </>
  );
}

function openedOn(
  { checklists }: ChecklistRegister,
  key: string | undefined,
  params: URLSearchParams
): { content: ChecklistContent; version: number } | undefined {
  if (key !== undefined) {
    const list = own(checklists, key);
    return list && { content: withoutVersion(list), version: list.version };
  }
  const copied = own(checklists, params.get('copy') ?? '');
  const imported = params.has('from') ? keptImport() : undefined;
  if (copied) {
    const title = t('maintenance.editor.copy-title', '{{title}} (copy)', verbatim({ title: copied.title }));
    return { content: { ...withoutVersion(copied), title }, version: 0 };
  }
  return { content: imported ?? { title: '', items: {} }, version: 0 };
}
