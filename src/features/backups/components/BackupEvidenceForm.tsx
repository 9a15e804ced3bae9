import React from 'react';
import { t } from '@grafana/i18n';
import { Field, RadioButtonGroup } from '@grafana/ui';
import { useNow } from '../../../shared/hooks/useNow';
import { useDraft } from '../../../shared/records/useDraft';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { TimeField } from '../../../shared/ui/TimeField';
import { proofWord } from '../../../shared/words/backups';
import { useSendBackups } from '../data';
import { EvidenceFields } from './EvidenceFields';

interface Values {
  success?: string;
  oldest?: string;
  level: 'exists' | 'readable';
  text: string;
  link: string;
}

/** A success that no metric tells: when, how it was seen, and what is left of older copies. */
export function BackupEvidenceForm({ element, onClose }: { element: string; onClose: () => void }) {
  const send = useSendBackups();
  const now = useNow();
  const [values, setValues, clear] = useDraft<Values>(`backups|evidence|${element}`, {
    success: new Date(Math.floor(now / 60_000) * 60_000).toISOString(),
    level: 'exists',
    text: '',
    link: '',
  });
  const { wrong, settle, general } = useSettling(clear, onClose);
  const set = (change: Partial<Values>) => setValues({ ...values, ...change });
  const { success, oldest, level, text, link } = values;
  const save = () =>
    settle(
      send({
        type: 'vouch',
        evidence: {
          element,
          success: success ?? '',
          level,
          text,
          ...(oldest && { oldest }),
          ...(link.trim() && { link: link.trim() }),
        },
      })
    );
  return (
    <FormModal
      title={t('backups.evidence.title', 'A success by hand')}
      save={t('backups.evidence.save', 'Write it down')}
      onSave={save}
      onClose={onClose}
      general={general}
    >
      <TimeField
        id="evidence-success"
        label={t('backups.evidence.success', 'The backup succeeded at')}
        value={success}
        onChange={(at) => set({ success: at })}
        error={wrong('success').error}
      />
      <Field noMargin label={t('backups.evidence.level', 'What was seen')}>
        <RadioButtonGroup
          options={(['exists', 'readable'] as const).map((value) => ({ value, label: proofWord(value) }))}
          value={level}
          onChange={(next) => set({ level: next })}
        />
      </Field>
      <TimeField
        id="evidence-oldest"
        label={t('backups.evidence.oldest', 'The oldest copy that is left is from')}
        value={oldest}
        onChange={(at) => set({ oldest: at })}
        error={wrong('oldest').error}
      />
      <EvidenceFields
        id="evidence"
        label={t('backups.evidence.text', 'Evidence: what was looked at, and how')}
        description={t(
          'security.form.no-secrets',
          'No passwords: what looks like a secret is taken out before it is saved.'
        )}
        text={text}
        link={link}
        wrong={{ text: wrong('text'), link: wrong('link') }}
        onChange={set}
      />
    </FormModal>
  );
}
