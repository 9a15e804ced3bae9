import React, { lazy, Suspense, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  Badge,
  Button,
  Dropdown,
  IconButton,
  LinkButton,
  LoadingPlaceholder,
  Menu,
  Stack,
  Text,
  useStyles2,
} from '@grafana/ui';
import { CHECKLISTS_NAME, checklistKind, type ChecklistRegister } from '../../../domain/maintenance/checklist';
import { type Checklist } from '../../../domain/maintenance/checklistItem';
import { type Reason } from '../../../domain/record/outcome';
import { slug } from '../../../domain/record/record';
import { downloadText } from '../../../shared/files/download';
import { useChecklists } from '../../../shared/maintenance/useMaintenance';
import { ParkedCommands } from '../../../shared/records/ParkedCommands';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { Reasons } from '../../../shared/ui/Reasons';
import { verbatim } from '../../../shared/words/verbatim';
import { useRetireChecklist } from '../checklists/data';
import { withoutVersion } from '../checklists/form';
import { ImportChecklistButton } from '../checklists/ImportChecklistButton';
import { ItemCount } from '../checklists/ItemCount';
import { MaintenanceFrame } from '../components/MaintenanceFrame';
import { checklistPath, newChecklistPath } from '../paths';

// the examples are made of the library of runbooks
const Examples = lazy(() => import('../checklists/ExampleChecklists').then((m) => ({ default: m.ExampleChecklists })));

export function ChecklistsPage() {
  return (
    <MaintenanceFrame tab="checklists">
      <Content />
    </MaintenanceFrame>
  );
}

function Content() {
  const { record: register, stored, parked, error, isPending, refetch } = useChecklists();
  const mayWrite = useCanWrite('registers') !== 'no' && !stored?.managedBy;
  if (error) {
    return <RecordFailure kind={checklistKind} name={CHECKLISTS_NAME} error={error} onRetry={refetch} />;
  }
  if (isPending) {
    return <LoadingPlaceholder text={t('maintenance.checklists.loading', 'Loading the checklists…')} />;
  }
  if (!register) {
    return stored ? <DamagedRecord kind={checklistKind} stored={stored} /> : null;
  }
  return (
    <Stack direction="column" gap={3}>
      <ParkedCommands items={parked} />
      <Lists register={register} mayWrite={mayWrite} />
      <Suspense fallback={null}>
        <Examples register={register} mayWrite={mayWrite} />
      </Suspense>
    </Stack>
  );
}

function Lists({ register, mayWrite }: { register: ChecklistRegister; mayWrite: boolean }) {
  const retire = useRetireChecklist();
  const [reasons, setReasons] = useState<Reason[]>([]);
  const all = Object.entries(register.checklists).sort(([, a], [, b]) => a.title.localeCompare(b.title));
  const retired = all.filter(([, list]) => list.retired);
  return (
    <section aria-label={t('maintenance.checklists.title', 'Checklists')}>
      {reasons.length > 0 && (
        <Reasons
          title={t('maintenance.editor.not-saved', 'Not saved')}
          reasons={reasons}
          onDismiss={() => setReasons([])}
        />
      )}
      <Stack justifyContent="space-between" alignItems="center" wrap="wrap">
        <Text element="h2" variant="h4">
          {t('maintenance.checklists.title', 'Checklists')}
        </Text>
        {mayWrite && (
          <Stack gap={1}>
            <ImportChecklistButton />
            <LinkButton size="md" icon="plus" href={newChecklistPath()}>
              {t('maintenance.editor.new', 'New checklist')}
            </LinkButton>
          </Stack>
        )}
      </Stack>
      {all
        .filter(([, list]) => !list.retired)
        .map(([key, list]) => (
          <Line
            key={key}
            listKey={key}
            list={list}
            mayWrite={mayWrite}
            onRetire={() => setReasons(retire('retire', key))}
          />
        ))}
      {retired.map(([key, { title }]) => (
        <p key={key}>
          <Text color="secondary">
            {t('maintenance.checklists.retired', '{{title}} is no longer used.', verbatim({ title }))}
          </Text>{' '}
          {mayWrite && (
            <Button size="sm" fill="text" icon="history" onClick={() => setReasons(retire('revive', key))}>
              {t('maintenance.checklists.revive', 'Use it again')}
            </Button>
          )}
        </p>
      ))}
    </section>
  );
}

interface LineProps {
  listKey: string;
  list: Checklist;
  mayWrite: boolean;
  onRetire: () => void;
}

function Line({ listKey, list, mayWrite, onRetire }: LineProps) {
  const styles = useStyles2(getStyles);
  const { title, version, signOff, items } = list;
  return (
    <div className={styles.line}>
      <span>
        <InternalLink to={checklistPath(listKey)}>{title}</InternalLink>{' '}
        <Badge color="blue" text={t('maintenance.checklists.version', 'version {{version}}', verbatim({ version }))} />{' '}
        <ItemCount items={items} />
        {signOff && (
          <Text color="secondary" variant="bodySmall">
            {' · '}
            {t('maintenance.checklists.signed', 'signed off by a second person')}
          </Text>
        )}
      </span>
      <Stack gap={1} alignItems="center">
        <ExportMenu list={list} />
        {mayWrite && (
          <>
            <LinkButton
              size="sm"
              variant="secondary"
              icon="copy"
              href={newChecklistPath({ copy: listKey })}
              aria-label={t('maintenance.checklists.duplicate-one', 'Duplicate “{{title}}”', verbatim({ title }))}
            >
              {t('maintenance.checklists.duplicate', 'Duplicate')}
            </LinkButton>
            <IconButton
              name="trash-alt"
              tooltip={t('maintenance.checklists.retire', 'Take “{{title}}” out of use', verbatim({ title }))}
              onClick={onRetire}
            />
          </>
        )}
      </Stack>
    </div>
  );
}

function ExportMenu({ list }: { list: Checklist }) {
  const name = slug(list.title) || 'checklist';
  const save = async (format: 'md' | 'json') => {
    const { checklistToJson, checklistToMarkdown } = await import('../../../domain/maintenance/checklistFile');
    const content = withoutVersion(list);
    const text = format === 'md' ? checklistToMarkdown(content) : checklistToJson(content);
    downloadText(`${name}.${format}`, text, format === 'md' ? 'text/markdown' : 'application/json');
  };
  return (
    <Dropdown
      overlay={
        <Menu>
          <Menu.Item label="Markdown" onClick={() => void save('md')} />
          <Menu.Item label="JSON" onClick={() => void save('json')} />
        </Menu>
      }
    >
      <Button
        size="sm"
        variant="secondary"
        icon="download-alt"
        aria-label={t('maintenance.checklists.export-one', 'Export “{{title}}”', verbatim({ title: list.title }))}
      >
        {t('maintenance.run.export', 'Export')}
      </Button>
    </Dropdown>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 0),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
});
