import React, { type ReactNode, useEffect, useRef, useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Modal, Stack } from '@grafana/ui';
import { isRefused, type Outcome, type Reason } from '../../domain/record/outcome';
import { useDialogClosed } from '../hooks/dialogClosed';
import { useReasonText } from '../words/reasons/useReasonText';

/** What a small form knows of its last try: why it was refused, and at which field. Once it was taken, `ends` come in their order. */
export function useSettling(...ends: Array<() => void>) {
  const reasonText = useReasonText();
  const [reasons, setReasons] = useState<Reason[]>([]);
  return {
    /** For the field `name`: what is wrong with it, if anything. */
    wrong: (name: string) => {
      const reason = reasons.find(({ field }) => field === name);
      return { invalid: reason !== undefined, error: reason && reasonText(reason) };
    },
    /** Closes the form, or keeps it open with the reasons. */
    settle: (sent: Outcome<unknown>) =>
      isRefused(sent) ? setReasons(sent.refused.reasons) : ends.forEach((end) => end()),
    reasons,
    /** Reasons that belong to no field. */
    general: reasons.filter(({ field }) => field === undefined),
  };
}

interface Props {
  title: string;
  /** What the button that sends the form says. */
  save: string;
  isDestructive?: boolean;
  isDisabled?: boolean;
  onSave: () => void;
  onClose: () => void;
  /** Why the last try was refused, where no field says it. */
  general?: Reason[];
  /** Buttons before "Cancel". */
  actions?: ReactNode;
  children: ReactNode;
}

const FIELD = 'input:not([type="hidden"], :disabled), textarea:not(:disabled)';

/** A small form in a modal: fields, what is wrong with none of them in particular, and its buttons. */
export function FormModal({
  title,
  save,
  isDestructive,
  isDisabled,
  onSave,
  onClose,
  general = [],
  actions,
  children,
}: Props) {
  useDialogClosed();
  const reasonText = useReasonText();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const focusFirst = () => {
      if (!form.current?.contains(document.activeElement)) {
        form.current?.querySelector<HTMLElement>(FIELD)?.focus();
      }
    };
    focusFirst(); // before the modal gives the focus to its close button
    const timer = setTimeout(focusFirst, 50); // after a menu that opened it gave the focus back
    return () => clearTimeout(timer);
  }, []);
  return (
    <Modal title={title} isOpen onDismiss={onClose}>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          onSave();
        }}
      >
        <Stack direction="column" gap={2}>
          {children}
          {general.map((reason) => (
            <p key={JSON.stringify(reason)} role="alert">
              {reasonText(reason)}
            </p>
          ))}
        </Stack>
        <Modal.ButtonRow>
          {actions}
          <Button variant="secondary" fill="outline" onClick={onClose}>
            {t('form.cancel', 'Cancel')}
          </Button>
          <Button type="submit" variant={isDestructive ? 'destructive' : 'primary'} disabled={isDisabled}>
            {save}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
