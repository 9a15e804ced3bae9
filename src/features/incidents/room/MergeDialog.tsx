import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Combobox, Field } from '@grafana/ui';
import { type IncidentHead } from '../../../domain/incident/head';
import { type Incident } from '../../../domain/incident/kind';
import { takenOver } from '../../../domain/incident/merging';
import { isOpen, isOver } from '../../../domain/incident/rules';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { isParked } from '../../../grafana/records/outbox';
import { useOutbox } from '../../../shared/records/OutboxProvider';
import { parkedText } from '../../../shared/records/OutboxStatus';
import { useDraft } from '../../../shared/records/useDraft';
import { FormModal } from '../../../shared/ui/FormModal';
import { TextAreaField } from '../../../shared/ui/TextField';
import { statusName } from '../../../shared/words/incidents';
import { loadReasonText, type ReasonText, useReasonText } from '../../../shared/words/reasons/useReasonText';
import { verbatim } from '../../../shared/words/verbatim';
import { Refused } from '../components/Refused';
import { useIncidents, useSendIncident } from '../data/incidents';
import { useAct } from '../useAct';

interface Props {
  incident: Incident;
  onClose: () => void;
}

/** The survivor takes everything over first; only then is the duplicate void. */
export function MergeDialog({ incident, onClose }: Props) {
  const reasonText = useReasonText();
  const { act, reasons } = useAct(incident.name);
  const [survivor, setSurvivor] = useState<IncidentHead>();
  const [text, setText, clear] = useDraft(`incident.${incident.name}.merge`, '', { inTab: incident.private });
  const [isChecked, setChecked] = useState(false);
  const [isMerging, setMerging] = useState(false);
  const [refused, setRefused] = useState<Reason[]>([]);
  const [problem, setProblem] = useState<string>();
  const { incidents } = useIncidents();
  const send = useSendIncident(survivor?.name ?? incident.name, incident.private || survivor?.private);
  const outbox = useOutbox();
  const candidates = incidents.filter((each) => each.name !== incident.name && !isEnded(each));
  const wrong = whyNotInto(incident, survivor, reasonText);

  const submit = async () => {
    setChecked(true);
    if (!survivor || wrong || isMerging) {
      return;
    }
    setProblem(undefined);
    const sent = send(takenOver(incident));
    setRefused(isRefused(sent) ? sent.refused.reasons : []);
    if (isRefused(sent)) {
      return;
    }
    setMerging(true);
    const settled = await sent.settled;
    setMerging(false);
    if (isParked(settled)) {
      await outbox.discard(settled.id);
      setProblem(settled.parked && parkedText(settled.parked, await loadReasonText()));
      return;
    }
    const note = text.trim();
    if (act({ type: 'void', reason: 'duplicate', duplicateOf: survivor.name, ...(note && { text: note }) })) {
      clear();
      onClose();
    }
  };

  return (
    <FormModal
      title={t('incidents.merge-dialog.title', 'Merge {{ref}}', verbatim({ ref: incident.name.toUpperCase() }))}
      save={t('incidents.merge-dialog.save', 'Merge')}
      isDisabled={isMerging}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <p>
        {t(
          'incidents.merge-dialog.text',
          'The other incident takes over this one’s timeline, services, alerts, open actions and mandatory tasks. This one leaves the statistics, and its link leads there.'
        )}
      </p>
      <Refused reasons={[...refused, ...reasons]} />
      {problem && <p role="alert">{problem}</p>}
      {isMerging && (
        <p role="status">{t('incidents.merge-dialog.waiting', 'Waiting until the other one has it all…')}</p>
      )}
      <Field
        noMargin
        required
        label={t('incidents.merge-dialog.into', 'Incident that goes on')}
        htmlFor="merge-into"
        invalid={isChecked && wrong !== undefined}
        error={isChecked ? wrong : undefined}
      >
        <Combobox
          id="merge-into"
          placeholder={t('incidents.merge-dialog.search', 'Search by number or title')}
          options={candidates.map(({ name, ref, title, status }) => ({
            value: name,
            label: `${ref} · ${title}`,
            description: statusName(status),
          }))}
          value={survivor?.name ?? null}
          onChange={({ value }) => setSurvivor(incidents.find(({ name }) => name === value))}
        />
      </Field>
      <TextAreaField
        id="merge-text"
        label={t('incidents.void-dialog.note', 'Note')}
        rows={2}
        value={text}
        onChange={setText}
      />
    </FormModal>
  );
}

function isEnded({ status, duplicateOf }: IncidentHead): boolean {
  return status === 'void' || duplicateOf !== undefined;
}

/** Why `incident` cannot be merged into `survivor`. */
function whyNotInto(
  incident: Incident,
  survivor: IncidentHead | undefined,
  reasonText: ReasonText
): string | undefined {
  if (!survivor) {
    return t('incidents.merge-dialog.missing', 'Choose the incident that goes on');
  }
  if (incident.private && !survivor.private) {
    return reasonText({ code: 'privateIntoPublic' });
  }
  if (survivor.drill && !incident.drill) {
    return reasonText({ code: 'realIntoDrill' });
  }
  return isOver(survivor.status) && isOpen(incident.status) ? reasonText({ code: 'openIntoOver' }) : undefined;
}
