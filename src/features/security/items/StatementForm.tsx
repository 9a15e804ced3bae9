import React from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { type Outcome } from '../../../domain/record/outcome';
import { attestDays, type SecurityCommand } from '../../../domain/security/register';
import { DAY_MS } from '../../../domain/time/units';
import { currentPerson } from '../../../grafana/user';
import { useNow } from '../../../shared/hooks/useNow';
import { useDraft } from '../../../shared/records/useDraft';
import { type Draft } from '../../../shared/records/useSend';
import { useSettling } from '../../../shared/ui/FormModal';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { FormFrame } from './FormFrame';

interface Props {
  kind: 'attest' | 'except';
  item: string;
  /** The only part of it that the exception is of. */
  part?: string;
  onSave: (statement: Draft<SecurityCommand>) => Outcome<unknown>;
  onClose: () => void;
}

/** A person vouches for an item, or asks that it be left out for a while: who, why, until when. */
export function StatementForm({ kind, item, part, onSave, onClose }: Props) {
  const now = useNow(3_600_000);
  const attests = kind === 'attest';
  const until = new Date(now + attestDays(item) * DAY_MS).toISOString().slice(0, 10);
  const [form, setForm, clear] = useDraft(`security|${kind}|${item}${part === undefined ? '' : `|${part}`}`, {
    who: currentPerson().name,
    text: '',
    link: '',
    expires: until,
  });
  const done = () => {
    clear();
    onClose();
  };
  const reasonText = useReasonText();
  const { wrong, settle, general } = useSettling(done);
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  const save = () => {
    const day = Date.parse(`${form.expires}T23:59:59Z`);
    const expires = Number.isNaN(day) ? new Date(0).toISOString() : new Date(day).toISOString();
    const { who, text, link } = form;
    settle(
      onSave(
        attests
          ? { type: 'attest', item, author: who, evidence: text, ...(link.trim() && { link }), expires }
          : { type: 'except', item, ...(part !== undefined && { part }), reason: text, expires }
      )
    );
  };
  return (
    <FormFrame
      save={attests ? t('security.form.attest', 'Attest') : t('security.form.except', 'Ask for the exception')}
      onSave={save}
      onCancel={done}
    >
      {attests && (
        <TextField
          id={`${kind}-${item}-who`}
          required
          label={t('security.form.author', 'Who vouches for it')}
          description={t(
            'security.form.other-author',
            'Where that is not you, it counts once another person confirms it.'
          )}
          width={40}
          value={form.who}
          onChange={(who) => set({ who })}
          {...wrong('author')}
        />
      )}
      <TextAreaField
        id={`${kind}-${item}-text`}
        required
        label={
          attests
            ? t('security.form.evidence', 'What was checked, and how')
            : t('security.form.reason', 'Why it does not apply')
        }
        description={t(
          'security.form.no-secrets',
          'No passwords: what looks like a secret is taken out before it is saved.'
        )}
        rows={3}
        value={form.text}
        onChange={(text) => set({ text })}
        {...wrong(attests ? 'evidence' : 'reason')}
      />
      {attests && (
        <TextField
          id={`${kind}-${item}-link`}
          label={t('security.form.link', 'Link to evidence')}
          type="url"
          placeholder="https://"
          value={form.link}
          onChange={(link) => set({ link })}
          {...wrong('link')}
        />
      )}
      <TextField
        id={`${kind}-${item}-expires`}
        required
        label={t('security.form.expires', 'Valid until')}
        type="date"
        width={24}
        value={form.expires}
        onChange={(expires) => set({ expires })}
        {...wrong('expires')}
      />
      {!attests && (
        <Text color="secondary" element="p">
          {t('security.form.second', 'It counts once another person has approved it here, signed in as themselves.')}
        </Text>
      )}
      {general.map((reason) => (
        <Text key={reason.code} color="error">
          {reasonText(reason)}
        </Text>
      ))}
    </FormFrame>
  );
}
