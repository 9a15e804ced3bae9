import React from 'react';
import { t } from '@grafana/i18n';
import { useRoadmap } from '../../../shared/improvements/useRoadmap';
import { useDraft } from '../../../shared/records/useDraft';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { TextField } from '../../../shared/ui/TextField';

/** Which annotations tell of a change. */
export function TagsModal({ tags, onClose }: { tags: string[]; onClose: () => void }) {
  const { send } = useRoadmap();
  const [value, setValue, clear] = useDraft('improvements.tags', tags.join(', '));
  const { wrong, settle, general } = useSettling(clear, onClose);
  return (
    <FormModal
      title={t('improvements.changes.tags-title', 'Annotations that tell of a change')}
      save={t('improvements.form.save', 'Save')}
      onSave={() => settle(send({ type: 'chooseTags', tags: value.split(',') }))}
      onClose={onClose}
      general={general}
    >
      <TextField
        id="change-tags"
        label={t('improvements.changes.tags-label', 'Tags, separated by commas')}
        description={t(
          'improvements.changes.tags-help',
          'An annotation with any of them counts; service:NAME names its service.'
        )}
        value={value}
        onChange={setValue}
        {...wrong('tags')}
      />
    </FormModal>
  );
}
