import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, ClipboardButton, Combobox, Drawer, Field, Stack, Text, TextArea } from '@grafana/ui';
import { type Incident } from '../../../domain/incident';
import { isOpen, nextUpdateDue, updateCadence } from '../../../domain/incidentRules';
import { audience, type Audience } from '../../../domain/incidentSchema';
import { updateText } from '../../../domain/updateText';
import { absoluteUrl } from '../../../grafana/navigation';
import { useContentLanguage } from '../../../shared/useContentLanguage';
import { formatDuration } from '../../../shared/durations';
import { useDraft } from '../../../shared/records/useDraft';
import { useNow } from '../../../shared/useNow';
import { Refused } from '../components/Refused';
import { tooLong } from '../limits';
import { incidentPath } from '../paths';
import { useAct } from '../useAct';
import { audienceName } from './UpdateView';
import { verbatim } from '../../../shared/verbatim';

interface Props {
  incident: Incident;
  mayWrite: boolean;
}

/** When the next update is due, and the form to post it. */
export function Updates({ incident, mayWrite }: Props) {
  const [isWriting, setWriting] = useState(false);
  if (!isOpen(incident.status)) {
    return null;
  }
  return (
    <Stack gap={1} alignItems="center" wrap="wrap">
      <UpdateCountdown incident={incident} />
      {mayWrite && (
        <Button size="sm" variant="secondary" icon="comment-alt-share" onClick={() => setWriting(true)}>
          {t('incidents.update.post', 'Post update')}
        </Button>
      )}
      {isWriting && <UpdateForm incident={incident} onClose={() => setWriting(false)} />}
    </Stack>
  );
}

function UpdateCountdown({ incident }: { incident: Incident }) {
  const now = useNow(1000);
  const due = nextUpdateDue(incident);
  if (!due) {
    return null;
  }
  const left = (Date.parse(due) - now) / 1000;
  return left >= 0 ? (
    <Text color={left < 300 ? 'warning' : 'secondary'}>
      {t('incidents.update.due', 'Next update in {{time}}', verbatim({ time: formatDuration(left) }))}
    </Text>
  ) : (
    <Text color="error" weight="bold">
      ■ {t('incidents.update.overdue', 'Update overdue by {{time}}', verbatim({ time: formatDuration(-left) }))}
    </Text>
  );
}

function UpdateForm({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  const { act, reasons } = useAct(incident.name);
  const language = useContentLanguage();
  const [form, setForm, clear] = useDraft<{ conditions: string; actions: string; needs: string; audience: Audience }>(
    `incident.${incident.name}.update`,
    { conditions: '', actions: '', needs: '', audience: 'team' }
  );
  const minutes = updateCadence(incident);
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const problem = [form.conditions, form.actions, form.needs].map((text) => tooLong(text)).find(Boolean);
  const update = {
    conditions: form.conditions.trim(),
    ...(form.actions.trim() && { actions: form.actions.trim() }),
    ...(form.needs.trim() && { needs: form.needs.trim() }),
    audience: form.audience,
    status: incident.status,
    ...(incident.severity && { severity: incident.severity }),
  };
  const post = () => {
    const next = minutes ? { next: inMinutes(minutes) } : {};
    if (update.conditions && !problem && act({ type: 'postUpdate', update: { ...update, ...next } })) {
      clear();
      onClose();
    }
  };
  const text = updateText(incident, update, language, absoluteUrl(incidentPath(incident.name)));
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
        <Field
          noMargin
          required
          label={t('incidents.update.conditions', 'Conditions')}
          description={t('incidents.update.conditions-help', 'What works, what does not')}
        >
          <TextArea
            id="update-conditions"
            autoFocus
            rows={3}
            value={form.conditions}
            onChange={({ currentTarget }) => change({ conditions: currentTarget.value })}
          />
        </Field>
        <Field
          noMargin
          label={t('incidents.update.actions', 'Actions')}
          description={t('incidents.update.actions-help', 'What is being done')}
        >
          <TextArea
            id="update-actions"
            rows={3}
            value={form.actions}
            onChange={({ currentTarget }) => change({ actions: currentTarget.value })}
          />
        </Field>
        <Field
          noMargin
          label={t('incidents.update.needs', 'Needs')}
          description={t('incidents.update.needs-help', 'What is needed from whom')}
        >
          <TextArea
            id="update-needs"
            rows={2}
            value={form.needs}
            onChange={({ currentTarget }) => change({ needs: currentTarget.value })}
          />
        </Field>
        {problem && <Text color="error">{problem}</Text>}
        <Stack gap={1}>
          <Button disabled={!update.conditions} onClick={post}>
            {t('incidents.update.post', 'Post update')}
          </Button>
          <ClipboardButton variant="secondary" icon="copy" getText={() => text}>
            {t('incidents.update.copy', 'Copy for chat or e-mail')}
          </ClipboardButton>
        </Stack>
        <pre tabIndex={0} aria-label={t('incidents.update.preview', 'Text to copy')}>
          {text}
        </pre>
      </Stack>
    </Drawer>
  );
}

function inMinutes(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString();
}
