import React, { useEffect, useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, ClipboardButton, Combobox, Drawer, Field, Stack } from '@grafana/ui';
import { type Incident } from '../../../domain/incident/kind';
import { isOpen, updateCadence } from '../../../domain/incident/rules';
import { audience, type Audience, type Update } from '../../../domain/incident/schema';
import { type Medium, updateText } from '../../../domain/incident/updateText';
import { absoluteUrl } from '../../../grafana/navigation';
import { useDialogClosed } from '../../../shared/hooks/dialogClosed';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { useDraft } from '../../../shared/records/useDraft';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { verbatim } from '../../../shared/words/verbatim';
import { Refused } from '../components/Refused';
import { tooLong } from '../limits';
import { incidentPath } from '../paths';
import { useAct } from '../useAct';
import { audienceName } from './UpdateView';

interface Form {
  conditions: string;
  actions: string;
  needs: string;
  audience: Audience;
  /** Minutes until the next one; undefined: as the severity asks. */
  next?: string;
}

const MOST_MINUTES = 1_440;

interface Props {
  incident: Incident;
  /** Typed before: stands as the conditions, in place of a draft's. */
  text?: string;
  onClose: () => void;
}

export function UpdateForm({ incident, text: typed, onClose }: Props) {
  useDialogClosed();
  const { act, reasons } = useAct(incident.name);
  const language = useContentLanguage();
  const [form, setForm, clear] = useDraft<Form>(
    `incident.${incident.name}.update`,
    { conditions: '', actions: '', needs: '', audience: 'team' },
    { inTab: incident.private }
  );
  useEffect(() => {
    if (typed) {
      setForm({ ...form, conditions: typed });
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once: what is written in the form later is the person's
  }, []);
  const [now] = useState(() => Date.now());
  const change = (part: Partial<Form>) => setForm({ ...form, ...part });
  const next = form.next ?? String((isOpen(incident.status) && updateCadence(incident)) || '');
  const minutes = Number(next);
  const badMinutes = next !== '' && !(Number.isInteger(minutes) && minutes > 0 && minutes <= MOST_MINUTES);
  const isTooLong = [form.conditions, form.actions, form.needs].some((text) => tooLong(text) !== undefined);
  const update: Update = {
    conditions: form.conditions.trim(),
    ...(form.actions.trim() && { actions: form.actions.trim() }),
    ...(form.needs.trim() && { needs: form.needs.trim() }),
    audience: form.audience,
    status: incident.status,
    ...(incident.severity && { severity: incident.severity }),
  };
  const promised = next !== '' && !badMinutes;
  const post = () => {
    const done = act({
      type: 'postUpdate',
      update: { ...update, ...(promised && { next: inMinutes(Date.now(), minutes) }) },
    });
    if (done) {
      clear();
      onClose();
    }
  };
  const preview = { ...update, ...(promised && { next: inMinutes(now, minutes) }) };
  const url = absoluteUrl(incidentPath(incident.name));
  const text = (medium?: Medium) => updateText(incident, preview, language, url, medium);
  return (
    <Drawer title={t('incidents.update.title', 'Update')} onClose={onClose} size="md">
      <Stack direction="column" gap={2}>
        <Refused reasons={reasons} />
        <Field noMargin label={t('incidents.update.audience', 'For')} htmlFor="update-audience">
          <Combobox
            id="update-audience"
            options={audience.options.map((value) => ({ value, label: audienceName(value) }))}
            value={form.audience}
            onChange={({ value }) => change({ audience: value })}
          />
        </Field>
        <UpdateText
          id="update-conditions"
          required
          label={t('incidents.update.conditions', 'Conditions')}
          description={t('incidents.update.conditions-help', 'What works, what does not')}
          value={form.conditions}
          onChange={(conditions) => change({ conditions })}
        />
        <UpdateText
          id="update-actions"
          label={t('incidents.update.actions', 'Actions')}
          description={t('incidents.update.actions-help', 'What is being done')}
          value={form.actions}
          onChange={(actions) => change({ actions })}
        />
        <UpdateText
          id="update-needs"
          label={t('incidents.update.needs', 'Needs')}
          description={t('incidents.update.needs-help', 'What is needed from whom')}
          value={form.needs}
          onChange={(needs) => change({ needs })}
        />
        <TextField
          id="update-next"
          label={t('incidents.update.next', 'Next update in minutes')}
          description={t('incidents.update.next-help', 'Empty: none is promised')}
          invalid={badMinutes}
          error={t('incidents.update.next-bad', 'A whole number from 1 to {{most}}', verbatim({ most: MOST_MINUTES }))}
          type="number"
          min={1}
          max={MOST_MINUTES}
          width={16}
          value={next}
          onChange={(next) => change({ next })}
        />
        <Stack gap={1} wrap="wrap">
          <Button disabled={!update.conditions || isTooLong || badMinutes} onClick={post}>
            {t('incidents.update.post', 'Post update')}
          </Button>
          <ClipboardButton variant="secondary" icon="copy" getText={() => text('chat')}>
            {t('incidents.update.copy-chat', 'Copy for chat')}
          </ClipboardButton>
          <ClipboardButton variant="secondary" icon="copy" getText={() => text('email')}>
            {t('incidents.update.copy-email', 'Copy for e-mail')}
          </ClipboardButton>
          <ClipboardButton variant="secondary" icon="copy" getText={() => text('customers')}>
            {t('incidents.update.copy-customers', 'Copy for customers')}
          </ClipboardButton>
        </Stack>
        <pre tabIndex={0} aria-label={t('incidents.update.preview', 'Text to copy')}>
          {text()}
        </pre>
      </Stack>
    </Drawer>
  );
}

interface TextProps {
  id: string;
  label: string;
  description: string;
  required?: boolean;
  value: string;
  onChange: (text: string) => void;
}

function UpdateText({ id, label, description, required, value, onChange }: TextProps) {
  const problem = tooLong(value);
  return (
    <TextAreaField
      id={id}
      required={required}
      label={label}
      description={description}
      invalid={problem !== undefined}
      error={problem}
      autoFocus={required}
      rows={3}
      value={value}
      onChange={onChange}
    />
  );
}

function inMinutes(from: number, minutes: number): string {
  return new Date(from + minutes * 60_000).toISOString();
}
