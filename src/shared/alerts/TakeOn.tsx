import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Field, Input } from '@grafana/ui';
import { takenKey } from '../../domain/improvement/fromReview';
import { type RoadmapFields } from '../../domain/improvement/schema';
import { type Proposal, proposalText } from '../../domain/insights/alerts/proposals';
import { weekName } from '../../domain/maintenance/week';
import { addDays } from '../../domain/time/localDates';
import { currentPerson } from '../../grafana/user';
import { useContentLanguage } from '../hooks/useContentLanguage';
import { useRoadmap } from '../improvements/useRoadmap';
import { FormModal, useSettling } from '../ui/FormModal';

interface Props {
  proposal: Proposal;
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
  const { wrong, settle, general } = useSettling(onClose);
  const [values, setValues] = useState({
    title: proposalText(proposal, language),
    owner: currentPerson().name,
    due: addDays(today, DUE_IN_DAYS),
  });
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
      <Field noMargin required label={t('alerts.take-on.what', 'What is to be done')} {...wrong('title')}>
        <Input
          id="take-on-title"
          maxLength={300}
          value={values.title}
          onChange={({ currentTarget }) => change({ title: currentTarget.value })}
        />
      </Field>
      <Field noMargin label={t('alerts.take-on.owner', 'Owner')} {...wrong('owner')}>
        <Input
          id="take-on-owner"
          maxLength={100}
          value={values.owner}
          onChange={({ currentTarget }) => change({ owner: currentTarget.value })}
        />
      </Field>
      <Field noMargin label={t('alerts.take-on.due', 'Due')} {...wrong('due')}>
        <Input
          id="take-on-due"
          type="date"
          value={values.due}
          onChange={({ currentTarget }) => change({ due: currentTarget.value })}
        />
      </Field>
    </FormModal>
  );
}
