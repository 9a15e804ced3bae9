import React from 'react';
import { t } from '@grafana/i18n';
import { takenKey } from '../../domain/improvement/fromReview';
import { type RoadmapFields } from '../../domain/improvement/schema';
import { type AlertProposal, proposalText } from '../../domain/insights/alerts/proposals';
import { weekName } from '../../domain/maintenance/week';
import { addDays } from '../../domain/time/localDates';
import { currentPerson } from '../../grafana/user';
import { useContentLanguage } from '../hooks/useContentLanguage';
import { useRoadmap } from '../improvements/useRoadmap';
import { useDraft } from '../records/useDraft';
import { FormModal, useSettling } from '../ui/FormModal';
import { TextField } from '../ui/TextField';

interface Props {
  proposal: AlertProposal;
  /** ISO week of the review. */
  week: string;
  /** Local date of the team. */
  today: string;
  onClose: () => void;
}

const DUE_IN_DAYS = 14;

/** A proposal becomes an action: what, by whom and until when. It is kept in the roadmap and stands on the page of actions. */
export function TakeOn({ proposal, week, today, onClose }: Props) {
  const language = useContentLanguage();
  const { send } = useRoadmap();
  const [values, setValues, clear] = useDraft(`take-on.${takenKey(proposal, week)}`, {
    title: proposalText(proposal, language),
    owner: currentPerson().name,
    due: addDays(today, DUE_IN_DAYS),
  });
  const { wrong, settle, general } = useSettling(clear, onClose);
  const change = (part: Partial<typeof values>) => setValues({ ...values, ...part });
  const fields = (): RoadmapFields => ({
    title: values.title,
    priority: 'medium',
    ...(values.owner.trim() && { owner: values.owner.trim() }),
    ...(values.due && { due: values.due }),
    incidents: proposal.kind === 'rule' ? [proposal.about] : [],
    objectives: [],
    reviews: [weekName(week)],
    security: [],
  });
  return (
    <FormModal
      title={t('alerts.take-on.title', 'Take on as an action')}
      save={t('alerts.take-on.save', 'Take on')}
      onSave={() => settle(send({ type: 'save', item: takenKey(proposal, week), fields: fields(), isNew: true }))}
      onClose={onClose}
      general={general}
    >
      <TextField
        id="take-on-title"
        required
        label={t('alerts.take-on.what', 'What is to be done')}
        maxLength={300}
        value={values.title}
        onChange={(title) => change({ title })}
        {...wrong('title')}
      />
      <TextField
        id="take-on-owner"
        label={t('alerts.take-on.owner', 'Owner')}
        maxLength={100}
        value={values.owner}
        onChange={(owner) => change({ owner })}
        {...wrong('owner')}
      />
      <TextField
        id="take-on-due"
        label={t('alerts.take-on.due', 'Due')}
        type="date"
        value={values.due}
        onChange={(due) => change({ due })}
        {...wrong('due')}
      />
    </FormModal>
  );
}
