import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Combobox, Field } from '@grafana/ui';
import { type Incident } from '../../../domain/incident/kind';
import { isOver, leftOpen, MIN_REASON } from '../../../domain/incident/rules';
import { type Milestone, type Status, voidReason, type VoidReason } from '../../../domain/incident/schema';
import { type Instant } from '../../../domain/record/record';
import { useDraft } from '../../../shared/records/useDraft';
import {
  HelpedFields,
  type HelpedAnswers,
  lacksWhy,
  useFinishRuns,
  useUsedRunbooks,
} from '../../../shared/runbooks/HelpedFields';
import { Bullets } from '../../../shared/ui/Bullets';
import { FormModal } from '../../../shared/ui/FormModal';
import { TextAreaField } from '../../../shared/ui/TextField';
import { TimeField } from '../../../shared/ui/TimeField';
import { milestoneName, statusName } from '../../../shared/words/incidents';
import { labelled } from '../../../shared/words/labelled';
import { verbatim } from '../../../shared/words/verbatim';
import { Refused } from '../components/Refused';
import { useObjectiveChecks } from '../data/evidence';
import { useAct } from '../useAct';
import { voidReasonName } from '../words';
import { MergeDialog } from './MergeDialog';

export interface StatusStep {
  to: Status;
  /** Of a void incident, where it is chosen already. */
  reason?: VoidReason;
}

interface Props {
  incident: Incident;
  step: StatusStep;
  onClose: () => void;
}

/** Steps that need more than a click: resolve, close, reopen, void. */
export function StatusDialog({ incident, step: { to, reason }, onClose }: Props) {
  if (to === 'void') {
    return <VoidDialog incident={incident} first={reason} onClose={onClose} />;
  }
  if (isOver(incident.status) || (incident.status === 'resolved' && to !== 'closed')) {
    return <ReopenDialog incident={incident} to={to} onClose={onClose} />;
  }
  return <ForwardDialog incident={incident} to={to} onClose={onClose} />;
}

interface StatusDraft {
  reason: string;
  override: string;
  times: Partial<Record<Milestone, Instant>>;
}

const ASKED: Milestone[] = ['started', 'detected', 'mitigated'];

function ForwardDialog({
  incident,
  to,
  onClose,
}: {
  incident: Incident;
  to: Exclude<Status, 'void'>;
  onClose: () => void;
}) {
  const { act, reasons } = useAct(incident.name);
  const [seen] = useState(incident.status);
  const [when, setWhen] = useState<Instant | undefined>(() => incident.milestones[to] ?? new Date().toISOString());
  const [draft, setDraft, clear] = useDraft<StatusDraft>(
    `incident.${incident.name}.${to}`,
    { reason: '', override: '', times: {} },
    { inTab: incident.private }
  );
  const { reason, override, times } = draft;
  const isResolving = incident.status !== 'resolved'; // who closes what was never resolved does both
  const objectives = useObjectiveChecks(incident, isResolving);
  const asked = isResolving ? ASKED.filter((milestone) => !incident.milestones[milestone]) : [];
  const guarded = reasons.some(({ code }) =>
    ['milestoneMissing', 'objectiveOutside', 'reviewMissing', 'taskOpen', 'reasonTooShort'].includes(code)
  );

  const used = useUsedRunbooks(incident);
  const [helped, setHelped] = useState<HelpedAnswers>({});
  const finishRuns = useFinishRuns(incident);

  const submit = () => {
    if (lacksWhy(helped)) {
      return; // its field says so
    }
    const known = Object.fromEntries(Object.entries(times).filter(([, at]) => at !== undefined));
    const done = act({
      type: 'setStatus',
      to,
      seen,
      ...(when && { when }),
      ...(reason.trim() && { reason: reason.trim() }),
      ...(override.trim() && { override: override.trim() }),
      ...(objectives.length > 0 && { objectives }),
      ...(Object.keys(known).length > 0 && { milestones: known }),
    });
    if (done) {
      finishRuns(used, helped);
      clear();
      onClose();
    }
  };

  return (
    <FormModal
      title={labelled(incident.name.toUpperCase(), statusName(to))}
      save={to === 'closed' ? t('incidents.close-now', 'Close') : t('incidents.resolve-now', 'Resolve')}
      onSave={submit}
      onClose={onClose}
    >
      <Refused reasons={reasons} />
      {to === 'closed' && <LeftOpen incident={incident} />}
      {asked.map((milestone) => (
        <TimeField
          key={milestone}
          id={`status-${milestone}`}
          label={milestoneName(milestone)}
          value={times[milestone]}
          onChange={(at) => setDraft({ ...draft, times: { ...times, [milestone]: at } })}
        />
      ))}
      <TimeField id="status-when" label={milestoneName(to)} value={when} onChange={setWhen} />
      <TextAreaField
        id="status-reason"
        label={t('incidents.status-dialog.note', 'What was done')}
        rows={2}
        value={reason}
        onChange={(typed) => setDraft({ ...draft, reason: typed })}
      />
      {to === 'closed' && <HelpedFields used={used} answers={helped} onChange={setHelped} />}
      {guarded && (
        <TextAreaField
          id="status-override"
          label={t('incidents.status-dialog.override', 'Go on all the same, because')}
          description={t(
            'incidents.status-dialog.override-help',
            'At least {{min}} characters; kept in the timeline',
            verbatim({ min: MIN_REASON })
          )}
          rows={2}
          value={override}
          onChange={(typed) => setDraft({ ...draft, override: typed })}
        />
      )}
    </FormModal>
  );
}

/** Said before it is closed, and no reason not to. */
function LeftOpen({ incident }: { incident: Incident }) {
  const { tasks, actions } = leftOpen(incident);
  const titles = [...tasks, ...actions];
  return titles.length === 0 ? null : (
    <Alert
      severity="warning"
      title={t('incidents.close-dialog.open', '', {
        count: titles.length,
        defaultValue_one: 'Closing leaves {{count}} task or action open',
        defaultValue_other: 'Closing leaves {{count}} tasks and actions open',
      })}
    >
      <Bullets>
        {titles.map((title, index) => (
          <li key={index}>{title}</li>
        ))}
      </Bullets>
    </Alert>
  );
}

function ReopenDialog({ incident, to, onClose }: { incident: Incident; to: Status; onClose: () => void }) {
  const { act, reasons } = useAct(incident.name);
  const [reason, setReason, clear] = useDraft(`incident.${incident.name}.reopen`, '', { inTab: incident.private });
  const target = to === 'identified' || to === 'mitigated' ? to : 'investigating';
  return (
    <FormModal
      title={t('incidents.reopen-dialog.title', 'Reopen {{ref}}', verbatim({ ref: incident.name.toUpperCase() }))}
      save={t('incidents.reopen-now', 'Reopen')}
      onSave={() => {
        if (act({ type: 'reopen', to: target, reason })) {
          clear();
          onClose();
        }
      }}
      onClose={onClose}
    >
      <Refused reasons={reasons} />
      <TextAreaField
        id="reopen-reason"
        label={t('incidents.reopen-dialog.reason', 'Why')}
        autoFocus
        rows={3}
        value={reason}
        onChange={setReason}
      />
    </FormModal>
  );
}

interface VoidProps {
  incident: Incident;
  /** The reason that is offered first. */
  first?: VoidReason;
  onClose: () => void;
}

function VoidDialog({ incident, first = 'falseAlarm', onClose }: VoidProps) {
  const { act, reasons } = useAct(incident.name);
  const [reason, setReason] = useState<VoidReason>(first);
  const [text, setText, clear] = useDraft(`incident.${incident.name}.void`, '', { inTab: incident.private });
  if (reason === 'duplicate') {
    return <MergeDialog incident={incident} onClose={onClose} />;
  }
  const submit = () => {
    if (act({ type: 'void', reason, ...(text.trim() && { text: text.trim() }) })) {
      clear();
      onClose();
    }
  };

  return (
    <FormModal
      title={t('incidents.void-dialog.title', 'Void {{ref}}', verbatim({ ref: incident.name.toUpperCase() }))}
      save={t('incidents.void-now', 'Void it')}
      isDestructive
      onSave={submit}
      onClose={onClose}
    >
      <p>
        {t(
          'incidents.void-dialog.text',
          'It stays readable and leaves the statistics. Incidents are never deleted here; it can be reopened.'
        )}
      </p>
      <Refused reasons={reasons} />
      <Field noMargin label={t('incidents.void-dialog.reason', 'Why')} htmlFor="void-reason">
        <Combobox
          id="void-reason"
          options={voidReason.options.map((value) => ({ value, label: voidReasonName(value) }))}
          value={reason}
          onChange={({ value }) => setReason(value)}
        />
      </Field>
      <TextAreaField
        id="void-text"
        label={t('incidents.void-dialog.note', 'Note')}
        rows={2}
        value={text}
        onChange={setText}
      />
    </FormModal>
  );
}
