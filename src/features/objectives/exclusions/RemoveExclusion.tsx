import React from 'react';
import { t } from '@grafana/i18n';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { useDraft } from '../../../shared/records/useDraft';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { TextField } from '../../../shared/ui/TextField';

/** Takes an exclusion back: the time counts again, and the record keeps a line with the reason. */
export function RemoveExclusion({ id, onClose }: { id: string; onClose: () => void }) {
  const { send } = useObjectives();
  const [reason, setReason, clear] = useDraft(`objectives.include.${id}`, '');
  const { wrong, settle, general } = useSettling(clear, onClose);
  return (
    <FormModal
      title={t('objectives.exclusions.remove', 'Take back this exclusion')}
      save={t('objectives.exclusions.take-back', 'Take back')}
      isDestructive
      onSave={() => settle(send({ type: 'include', exclusion: id, reason }))}
      onClose={onClose}
      general={general}
    >
      <TextField
        id="exclusion-removed"
        label={t('objectives.exclusions.why', 'Why the time counts again')}
        required
        autoFocus
        maxLength={2_000}
        value={reason}
        onChange={setReason}
        {...wrong('reason')}
      />
    </FormModal>
  );
}
