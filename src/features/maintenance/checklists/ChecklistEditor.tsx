import React, { type FormEvent, useCallback, useMemo, useRef, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Checkbox, LinkButton, Stack, Text, useStyles2 } from '@grafana/ui';
import { useNavigate } from 'react-router-dom';
import { type ChecklistRegister } from '../../../domain/maintenance/checklist';
import { checkChecklist } from '../../../domain/maintenance/checklistCheck';
import { type ChecklistContent } from '../../../domain/maintenance/checklistItem';
import { type Reason } from '../../../domain/record/outcome';
import { own } from '../../../domain/record/own';
import { useDraft } from '../../../shared/records/useDraft';
import { Reasons } from '../../../shared/ui/Reasons';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { checklistsPath } from '../paths';
import { ChecklistPreview } from './ChecklistPreview';
import { freeChecklistKey, lastEditor, useSaveChecklist } from './data';
import { type EditedItem, type ChecklistFields, toContent, toFields } from './form';
import { Items } from './Items';
import { Moved } from './Moved';

interface Props {
  register: ChecklistRegister;
  /** Of what is typed. */
  draftKey: string;
  /** Absent for a new one. */
  listKey?: string;
  /** What the form begins with. */
  content: ChecklistContent;
  /** Of `content`; 0 for a new one. */
  version: number;
}

interface Draft {
  fields: ChecklistFields;
  /** The version that is edited. */
  seen: number;
}

export function ChecklistEditor({ register, draftKey, listKey, content, version }: Props) {
  const styles = useStyles2(getStyles);
  const reasonText = useReasonText();
  const navigate = useNavigate();
  const [draft, setDraft, clear] = useDraft<Draft>(`maintenance|checklist|${draftKey}`, {
    fields: toFields(content),
    seen: version,
  });
  const { fields, seen } = draft;
  const [reasons, setReasons] = useState<Reason[]>([]);
  const [isSaving, setSaving] = useState(false);
  const [isPreviewed, setPreviewed] = useState(false);
  const save = useSaveChecklist();
  const latest = useRef(draft);
  const write = useCallback(
    (next: Draft) => {
      latest.current = next;
      setDraft(next);
    },
    [setDraft]
  );
  const set = (part: Partial<ChecklistFields>) => write({ ...draft, fields: { ...fields, ...part } });
  const changeItems = useCallback(
    (change: (items: EditedItem[]) => EditedItem[]) => {
      const { fields: now, ...rest } = latest.current;
      write({ ...rest, fields: { ...now, items: change(now.items) } });
    },
    [write]
  );
  const edited = useMemo(() => toContent(fields), [fields]);
  const current = listKey === undefined ? undefined : own(register.checklists, listKey);
  const problemOf = (name: string) => {
    const found = reasons.find(({ field }) => field === name);
    return { invalid: found !== undefined, error: found && reasonText(found) };
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = checkChecklist(edited);
    setReasons(wrong);
    if (wrong.length > 0 || isSaving) {
      return;
    }
    setSaving(true);
    const refused = await save(listKey ?? freeChecklistKey(register.checklists, edited.title), seen, edited);
    setSaving(false);
    setReasons(refused);
    if (refused.length === 0) {
      clear();
      navigate(checklistsPath());
    }
  };
  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      <Stack direction="column" gap={2}>
        {current && current.version > seen && (
          <Moved
            theirs={current}
            mine={edited}
            by={listKey && lastEditor(register, listKey)}
            onTakeTheirs={() => write({ fields: toFields(current), seen: current.version })}
            onKeepMine={() => write({ fields, seen: current.version })}
          />
        )}
        <Head fields={fields} isNew={listKey === undefined} problemOf={problemOf} onChange={set} />
        <Items items={fields.items} reasons={reasons} onChange={changeItems} />
        {reasons.length > 0 && <Reasons title={t('maintenance.editor.not-saved', 'Not saved')} reasons={reasons} />}
        <Stack gap={1} alignItems="center" wrap="wrap">
          <Button type="submit" disabled={isSaving || (current !== undefined && current.version > seen)}>
            {t('maintenance.editor.save', 'Save checklist')}
          </Button>
          <Button type="button" variant="secondary" icon="eye" onClick={() => setPreviewed(!isPreviewed)}>
            {isPreviewed
              ? t('maintenance.editor.preview-close', 'Close the preview')
              : t('maintenance.editor.preview-open', 'Preview as a run')}
          </Button>
          <LinkButton variant="secondary" fill="outline" href={checklistsPath()} onClick={clear}>
            {t('maintenance.editor.discard', 'Discard')}
          </LinkButton>
          <Text color="secondary">
            {t('maintenance.editor.kept', 'What you type is kept in this browser until it is saved.')}
          </Text>
        </Stack>
        {isPreviewed && <ChecklistPreview key={JSON.stringify(edited)} content={edited} />}
      </Stack>
    </form>
  );
}

interface HeadProps {
  fields: ChecklistFields;
  isNew: boolean;
  problemOf: (name: string) => { invalid: boolean; error?: string };
  onChange: (part: Partial<ChecklistFields>) => void;
}

function Head({ fields, isNew, problemOf, onChange }: HeadProps) {
  return (
    <>
      <TextField
        id="checklist-title"
        required
        label={t('maintenance.editor.title', 'Title')}
        autoFocus={isNew}
        value={fields.title}
        onChange={(title) => onChange({ title })}
        {...problemOf('title')}
      />
      <div>
        <Checkbox
          id="checklist-sign-off"
          label={t('maintenance.editor.sign-off', 'A second person signs a run off')}
          value={fields.signOff}
          onChange={({ currentTarget }) => onChange({ signOff: currentTarget.checked })}
        />
      </div>
      <TextAreaField
        id="checklist-before"
        label={t('maintenance.run.before', 'Before you begin')}
        description={t('maintenance.editor.markdown', 'Markdown')}
        rows={2}
        value={fields.before}
        onChange={(before) => onChange({ before })}
        {...problemOf('before')}
      />
      <TextAreaField
        id="checklist-on-failure"
        label={t('maintenance.run.on-failure', 'When something fails')}
        description={t('maintenance.editor.markdown', 'Markdown')}
        rows={2}
        value={fields.onFailure}
        onChange={(onFailure) => onChange({ onFailure })}
        {...problemOf('onFailure')}
      />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({ form: css({ maxWidth: theme.spacing(125) }) });
