import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Field, Input, Modal } from '@grafana/ui';
import { isRefused, type Reason } from '../../../domain/outcome';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { reasonText } from '../../../shared/reasons';

/** Takes an exclusion back: the time counts again, and the record keeps a line with the reason. */
export function RemoveExclusion({ id, onClose }: { id: string; onClose: () => void }) {
  const { send } = useObjectives();
  const [reason, setReason] = useState('');
  const [reasons, setReasons] = useState<Reason[]>([]);
  return (
    <Modal title={t('objectives.exclusions.remove', 'Take back this exclusion')} isOpen onDismiss={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const sent = send({ type: 'include', exclusion: id, reason });
          if (isRefused(sent)) {
            setReasons(sent.refused.reasons);
          } else {
            onClose();
          }
        }}
      >
        <Field
          noMargin
          label={t('objectives.exclusions.why', 'Why the time counts again')}
          invalid={reasons.length > 0}
          error={reasons[0] && reasonText(reasons[0])}
          required
        >
          <Input
            id="exclusion-removed"
            autoFocus
            maxLength={2_000}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
        </Field>
        <Modal.ButtonRow>
          <Button variant="secondary" fill="outline" onClick={onClose}>
            {t('objectives.cancel', 'Cancel')}
          </Button>
          <Button type="submit" variant="destructive">
            {t('objectives.exclusions.take-back', 'Take back')}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
