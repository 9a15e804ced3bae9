import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Modal, RadioButtonGroup, Stack } from '@grafana/ui';
import { type ActionRow } from '../../../domain/incident/actionList';
import { actionState, type ActionState } from '../../../domain/incident/schema';
import { MAX_TEXT } from '../../../domain/record/limits';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { useDraft } from '../../../shared/records/useDraft';
import { Reasons } from '../../../shared/ui/Reasons';
import { TextAreaField } from '../../../shared/ui/TextField';
import { actionStateName } from '../../../shared/words/actions';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { useSendAction } from '../data';

interface Props {
  row: ActionRow;
  onClose: () => void;
}

/** Another state for an action; giving one up needs a reason. */
export function StateModal({ row, onClose }: Props) {
  const send = useSendAction(row);
  const [state, setState] = useState<ActionState>(row.state);
  const [reason, setReason, clearReason] = useDraft(`action-reason:${row.key}`, row.reason ?? '', {
    inTab: row.private,
  });
  // an item of the roadmap that nobody will do is removed there
  const states = actionState.options.filter((each) => each !== 'wontDo' || !row.review);
  const reasonText = useReasonText();
  const [reasons, setReasons] = useState<Reason[]>([]);
  const ownField = reasons.find(({ field }) => field === 'reason');
  const others = reasons.filter((each) => each !== ownField);

  const save = () => {
    if (state === 'wontDo' && !reason.trim()) {
      setReasons([{ code: 'wontDoReason', field: 'reason' }]);
      return;
    }
    if (reason.length > MAX_TEXT) {
      setReasons([{ code: 'tooLong', values: { limit: MAX_TEXT }, field: 'reason' }]);
      return;
    }
    const sent = send(state, reason.trim());
    if (isRefused(sent)) {
      setReasons(sent.refused.reasons);
    } else {
      clearReason();
      onClose();
    }
  };
  return (
    <Modal isOpen title={t('actions.state.title', 'State of the action')} onDismiss={onClose}>
      <Stack direction="column" gap={2}>
        <div>{row.title}</div>
        <RadioButtonGroup
          aria-label={t('actions.filter.state', 'State')}
          options={states.map((value) => ({ value, label: actionStateName(value) }))}
          value={state}
          onChange={setState}
        />
        {state === 'wontDo' && (
          <TextAreaField
            id="action-reason"
            required
            label={t('actions.state.reason', 'Why it will not be done')}
            invalid={ownField !== undefined}
            error={ownField && reasonText(ownField)}
            rows={3}
            value={reason}
            onChange={setReason}
          />
        )}
        {others.length > 0 && <Reasons title={t('actions.state.refused', 'This was not saved')} reasons={others} />}
        <Modal.ButtonRow>
          <Button variant="secondary" fill="outline" onClick={onClose}>
            {t('actions.state.cancel', 'Cancel')}
          </Button>
          <Button onClick={save} disabled={state === row.state && state !== 'wontDo'}>
            {t('actions.state.save', 'Save')}
          </Button>
        </Modal.ButtonRow>
      </Stack>
    </Modal>
  );
}
