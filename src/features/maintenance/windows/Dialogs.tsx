import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { type MaintenanceWindow } from '../../../domain/maintenance/windows/schema';
import { type Outcome, refuse } from '../../../domain/record/outcome';
import { type Instant } from '../../../domain/record/record';
import { useDraft } from '../../../shared/records/useDraft';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { TextAreaField } from '../../../shared/ui/TextField';
import { TimeField } from '../../../shared/ui/TimeField';
import { Overlaps } from './Overlaps';
import { type WindowAct } from './useWindowActs';

interface Props {
  record: MaintenanceWindow;
  act: WindowAct;
  onClose: () => void;
}

const HALF_HOUR_MS = 1_800_000;

/** Makes a window longer: what else is on then is seen before. */
export function ExtendDialog({ record, act, onClose }: Props) {
  const [{ seen, proposed }] = useState(() => ({
    seen: record.revised.command,
    proposed: new Date(Math.max(Date.parse(record.end), Date.now()) + HALF_HOUR_MS).toISOString(),
  }));
  const [end, setEnd] = useState<Instant | undefined>(proposed);
  const { wrong, settle, general } = useSettling(onClose);
  return (
    <FormModal
      title={t('windows.extend.title', 'Extend the window')}
      save={t('windows.extend.save', 'Extend')}
      onSave={() => settle(end ? act({ type: 'extend', end, seen }) : missing('end'))}
      onClose={onClose}
      general={general}
    >
      <TimeField
        id="window-extended"
        label={t('windows.extend.end', 'New end')}
        value={end}
        onChange={setEnd}
        error={wrong('end').error}
      />
      <Overlaps start={record.start} end={end} services={Object.keys(record.services)} name={record.id} />
      {record.exclude && (
        <div role="note">
          {t('windows.extend.approval', 'The added time counts against objectives until somebody else approves it.')}
        </div>
      )}
    </FormModal>
  );
}

/** Says that the work is over, and since when. */
export function EndDialog({ record, act, onClose }: Props) {
  const [ended, setEnded] = useState<Instant | undefined>(() => new Date(endBy(record)).toISOString());
  const [note, setNote, clear] = useDraft(`maintenance|window|${record.id}|end`, '');
  const { wrong, settle, general } = useSettling(clear, onClose);
  return (
    <FormModal
      title={t('windows.end.title', 'End the window')}
      save={t('windows.end.save', 'End')}
      onSave={() => settle(ended ? act({ type: 'end', ended, note }) : missing('ended'))}
      onClose={onClose}
      general={general}
    >
      <TimeField
        id="window-ended"
        label={t('windows.end.at', 'The work was over at')}
        value={ended}
        onChange={setEnded}
        error={wrong('ended').error}
      />
      <TextAreaField
        id="window-end-note"
        label={t('windows.end.note', 'How it went')}
        rows={3}
        maxLength={20_000}
        value={note}
        onChange={setNote}
      />
    </FormModal>
  );
}

export function CancelDialog({ record, act, onClose }: Props) {
  const [reason, setReason, clear] = useDraft(`maintenance|window|${record.id}|cancel`, '');
  const { wrong, settle, general } = useSettling(clear, onClose);
  return (
    <FormModal
      title={t('windows.cancel.title', 'Cancel the window')}
      save={t('windows.cancel.save', 'Cancel the window')}
      isDestructive
      onSave={() => settle(act({ type: 'cancel', reason }))}
      onClose={onClose}
      general={general}
    >
      <TextAreaField
        id="window-cancel-reason"
        required
        label={t('windows.cancel.reason', 'Why it does not take place')}
        rows={3}
        maxLength={20_000}
        value={reason}
        onChange={setReason}
        {...wrong('reason')}
      />
    </FormModal>
  );
}

/** Now, or the planned end where that has passed. */
function endBy({ end }: MaintenanceWindow): number {
  return Math.min(Date.parse(end), Date.now());
}

function missing(field: string): Outcome<never> {
  return refuse({ code: 'required', field });
}
