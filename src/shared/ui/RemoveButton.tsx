import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { ConfirmModal, IconButton } from '@grafana/ui';
import { useDialogClosed } from '../hooks/dialogClosed';

interface Props {
  /** What the button says, and the question: `Remove “Logs”`. */
  label: string;
  /** What would be gone, so that nobody has to remember it. */
  what: string;
  onRemove: () => void;
}

/** Takes something away that cannot be brought back by a click, and so asks first. */
export function RemoveButton({ label, what, onRemove }: Props) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <IconButton name="trash-alt" size="sm" tooltip={label} onClick={() => setAsking(true)} />
      {isAsking && (
        <Question
          label={label}
          what={what}
          onRemove={() => {
            setAsking(false);
            onRemove();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function Question({ label, what, onRemove, onClose }: Props & { onClose: () => void }) {
  useDialogClosed();
  return (
    <ConfirmModal
      isOpen
      title={label}
      body={what}
      confirmText={t('remove.now', 'Remove')}
      onConfirm={onRemove}
      onDismiss={onClose}
    />
  );
}
