import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Field, Text } from '@grafana/ui';
import { incidentKind } from '../../../domain/incident/kind';
import { type ItemOutcome } from '../../../domain/maintenance/week';
import { newId } from '../../../grafana/ids';
import { registerKind } from '../../../grafana/records/kinds';
import { currentPerson } from '../../../grafana/user';
import { incidentPath } from '../../../shared/incidents/paths';
import { useIncidentHeads } from '../../../shared/incidents/useIncidentHeads';
import { useOutbox } from '../../../shared/records/OutboxProvider';
import { useDraft } from '../../../shared/records/useDraft';
import { Choice } from '../../../shared/ui/Choice';
import { FormModal } from '../../../shared/ui/FormModal';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { TextField } from '../../../shared/ui/TextField';
import { verbatim } from '../../../shared/words/verbatim';

const MOST_OFFERED = 200;
/** Seconds. */
const QUARTER = 92 * 86_400;

interface Props {
  title: string;
  /** Address of the run, where the evidence stands. */
  link: string;
  /** What failed: the action has worked once it does not any more. */
  query: ItemOutcome['query'];
  onClose: () => void;
}

/** An action belongs to an incident: one that is open, or of the last three months. */
export function ActionModal({ title, link, query, onClose }: Props) {
  registerKind(incidentKind);
  const outbox = useOutbox();
  const [since] = useState(() => Date.now() / 1000 - QUARTER);
  const { incidents, isPending } = useIncidentHeads({ since });
  const [form, setForm, clear] = useDraft(`action.${link}`, { title: title.slice(0, 500), incident: '', due: '' });
  const [added, setAdded] = useState<string>();
  const offered = incidents.filter(({ status, private: isPrivate }) => status !== 'void' && !isPrivate);
  const add = () => {
    const command = {
      type: 'addAction',
      id: newId(),
      at: new Date().toISOString(),
      by: currentPerson(),
      action: {
        title: form.title,
        type: 'process',
        nature: 'corrective',
        state: 'open',
        link,
        ...(query && {
          measure: {
            expr: query.expr,
            comparison: query.comparison,
            threshold: query.threshold,
            datasource: query.dataSource,
          },
        }),
        ...(form.due && { due: form.due }),
      },
    };
    void outbox.send(incidentKind.kind, form.incident, command);
    setAdded(form.incident);
    clear();
  };
  if (added) {
    return (
      <FormModal
        title={t('maintenance.action.title', 'Action from a failed item')}
        save={t('maintenance.action.close', 'Close')}
        onSave={onClose}
        onClose={onClose}
      >
        <InternalLink to={incidentPath(added, { tab: 'actions' })}>
          {t(
            'maintenance.action.added',
            'The action stands at {{incident}}',
            verbatim({ incident: added.toUpperCase() })
          )}
        </InternalLink>
      </FormModal>
    );
  }
  return (
    <FormModal
      title={t('maintenance.action.title', 'Action from a failed item')}
      save={t('maintenance.action.add', 'Add the action')}
      isDisabled={!form.incident || !form.title.trim()}
      onSave={add}
      onClose={onClose}
    >
      <TextField
        id="action-title"
        required
        label={t('maintenance.action.what', 'What is to be done')}
        value={form.title}
        maxLength={500}
        onChange={(title) => setForm({ ...form, title })}
      />
      <Field noMargin required label={t('maintenance.action.incident', 'Incident')}>
        <Choice
          label={t('maintenance.action.incident', 'Incident')}
          placeholder={t('maintenance.action.choose', 'Choose the incident it belongs to')}
          width={60}
          value={form.incident || undefined}
          options={offered
            .slice(0, MOST_OFFERED)
            .map(({ name, ref, title: about }) => ({ value: name, label: `${ref} · ${about}` }))}
          onChange={(incident) => setForm({ ...form, incident: incident ?? '' })}
        />
      </Field>
      <TextField
        id="action-due"
        label={t('maintenance.action.due', 'Due')}
        type="date"
        value={form.due}
        onChange={(due) => setForm({ ...form, due })}
      />
      {!isPending && offered.length === 0 && (
        <Text color="secondary">
          {t(
            'maintenance.action.none',
            'No incident of the last three months: declare one, or make it a task of the review.'
          )}
        </Text>
      )}
    </FormModal>
  );
}
