import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Checkbox, RadioButtonList } from '@grafana/ui';
import { isRefused } from '../../../domain/record/outcome';
import { type Helped, HELPED, type RunbookRun } from '../../../domain/runbook/runSchema';
import { useDraft } from '../../../shared/records/useDraft';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { TextAreaField } from '../../../shared/ui/TextField';
import { labelled } from '../../../shared/words/labelled';
import { helpedName } from '../../../shared/words/runbooks';
import { verbatim } from '../../../shared/words/verbatim';
import { useIncidentAction, useIncidentNote, useRunSend } from '../data';

interface Props {
  name: string;
  record: RunbookRun;
  onClose: () => void;
}

/** Ends a run with the one question that keeps runbooks true. */
export function FinishForm({ name, record, onClose }: Props) {
  const send = useRunSend(name);
  const note = useIncidentNote(record.incident, name);
  const addAction = useIncidentAction(record.incident);
  const [helped, setHelped] = useState<Helped>('solved');
  const [why, setWhy, clear] = useDraft(`run.${name}.finish`, '', { inTab: true });
  const [wantsAction, setWantsAction] = useState(true);
  const { wrong, settle, general } = useSettling(clear, onClose);
  const failed = helped === 'no' || helped === 'wrong';
  const finish = () => {
    const sent = send({ type: 'finish', helped, ...(why.trim() && { why: why.trim() }) });
    settle(sent);
    if (!isRefused(sent)) {
      note(`${labelled(record.title, helpedName(helped))}${why.trim() ? `. ${why.trim()}` : ''}`);
      if (failed && wantsAction) {
        addAction(t('runbooks.action', 'Correct the runbook “{{title}}”', verbatim({ title: record.title })));
      }
    }
  };
  return (
    <FormModal
      title={t('runbooks.helped.question', 'Did it help?')}
      save={t('runbooks.run.finish-now', 'Finish')}
      onSave={finish}
      onClose={onClose}
      general={general}
    >
      <RadioButtonList<Helped>
        name="helped"
        options={HELPED.map((value) => ({ value, label: helpedName(value) }))}
        value={helped}
        onChange={setHelped}
      />
      <TextAreaField
        id="helped-why"
        required={failed}
        label={t('runbooks.helped.why', 'Why')}
        description={
          failed ? t('runbooks.helped.stale', 'The runbook becomes stale until somebody has reviewed it') : undefined
        }
        rows={2}
        value={why}
        onChange={setWhy}
        {...wrong('why')}
      />
      {failed && record.incident && (
        <Checkbox
          label={t('runbooks.helped.action', 'Add an action to the incident: correct the runbook')}
          value={wantsAction}
          onChange={({ currentTarget }) => setWantsAction(currentTarget.checked)}
        />
      )}
    </FormModal>
  );
}

export function AbandonForm({ name, onClose }: { name: string; onClose: () => void }) {
  const send = useRunSend(name);
  const [why, setWhy, clear] = useDraft(`run.${name}.abandon`, '', { inTab: true });
  const { wrong, settle, general } = useSettling(clear, onClose);
  return (
    <FormModal
      title={t('runbooks.run.abandon-title', 'Give this run up')}
      save={t('runbooks.run.abandon-now', 'Give up')}
      isDestructive
      onSave={() => settle(send({ type: 'abandon', why }))}
      onClose={onClose}
      general={general}
    >
      <TextAreaField
        id="abandon-why"
        required
        label={t('runbooks.helped.why', 'Why')}
        autoFocus
        rows={2}
        value={why}
        onChange={setWhy}
        {...wrong('why')}
      />
    </FormModal>
  );
}
