import React from 'react';
import { t } from '@grafana/i18n';
import { Checkbox, Field, RadioButtonGroup, Text } from '@grafana/ui';
import { useDraft } from '../../../shared/records/useDraft';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { TextField } from '../../../shared/ui/TextField';
import { TimeField } from '../../../shared/ui/TimeField';
import { proofWord } from '../../../shared/words/backups';
import { EvidenceFields } from '../components/EvidenceFields';
import { useSendBackups } from '../data';

interface Values {
  started?: string;
  finished?: string;
  lostMinutes: string;
  level: 'restored' | 'usable';
  failed: boolean;
  text: string;
  link: string;
}

/** A drill of what no query sees: timed and compared by a person, and kept as such. */
export function HandDrillForm({ element, onClose }: { element: string; onClose: () => void }) {
  const send = useSendBackups();
  const [values, setValues, clear] = useDraft<Values>(`backups|hand-drill|${element}`, {
    lostMinutes: '',
    level: 'restored',
    failed: false,
    text: '',
    link: '',
  });
  const { wrong, settle, general } = useSettling(clear, onClose);
  const set = (change: Partial<Values>) => setValues({ ...values, ...change });
  const { started, finished, lostMinutes, level, failed, text, link } = values;
  const save = () => {
    const took = (Date.parse(finished ?? '') - Date.parse(started ?? '')) / 1000;
    const lost = lostMinutes.trim() === '' ? undefined : Number(lostMinutes.replace(',', '.')) * 60;
    settle(
      send({
        type: 'recordDrill',
        element,
        started: started ?? '',
        finished: finished ?? '',
        level,
        failed,
        result: {
          comparisons: [],
          text,
          ...(took >= 0 && !failed && { rtoSeconds: took }),
          ...(lost !== undefined && { rpoSeconds: lost }),
          ...(link.trim() && { link: link.trim() }),
        },
      })
    );
  };
  return (
    <FormModal
      title={t('backups.hand-drill.title', 'A restore drill by hand')}
      save={t('backups.evidence.save', 'Write it down')}
      onSave={save}
      onClose={onClose}
      general={general}
    >
      <Text element="p" color="secondary">
        {t('backups.hand-drill.text', 'Nothing is measured here: it is kept as timed and compared by you.')}
      </Text>
      <TimeField
        id="hand-drill-started"
        label={t('backups.hand-drill.started', 'Started at')}
        value={started}
        onChange={(at) => set({ started: at })}
        error={wrong('started').error}
      />
      <TimeField
        id="hand-drill-finished"
        label={t('backups.hand-drill.finished', 'Back, and staying so, at')}
        value={finished}
        onChange={(at) => set({ finished: at })}
        error={wrong('finished').error}
      />
      <TextField
        id="hand-drill-lost"
        label={t('backups.hand-drill.lost', 'Data lost, in minutes')}
        type="number"
        min={0}
        step="any"
        width={20}
        value={lostMinutes}
        onChange={(lostMinutes) => set({ lostMinutes })}
        {...wrong('result.rpoSeconds')}
      />
      <Field noMargin label={t('backups.drill.level', 'What a good end proves')}>
        <RadioButtonGroup
          options={(['restored', 'usable'] as const).map((value) => ({ value, label: proofWord(value) }))}
          value={level}
          onChange={(next) => set({ level: next })}
        />
      </Field>
      <EvidenceFields
        id="hand-drill"
        label={t('backups.hand-drill.evidence', 'What was restored, and what was compared')}
        text={text}
        link={link}
        wrong={{ text: wrong('result.text'), link: wrong('result.link') }}
        onChange={set}
      />
      <Checkbox
        label={t('backups.hand-drill.failed', 'It did not come back, or not whole')}
        value={failed}
        onChange={({ currentTarget }) => set({ failed: currentTarget.checked })}
      />
    </FormModal>
  );
}
