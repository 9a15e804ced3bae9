import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, Button, Checkbox, Stack, Text, useStyles2 } from '@grafana/ui';
import { reviewDueDay } from '../../../domain/incident/dues';
import { type Incident } from '../../../domain/incident/kind';
import { isReviewed, REVIEW_STEPS } from '../../../domain/incident/rules';
import { type Review, type ReviewState } from '../../../domain/incident/schema';
import { inZone } from '../../../domain/text/times';
import { TextField } from '../../../shared/ui/TextField';
import { momentText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { Refused } from '../components/Refused';
import { PersonField } from '../fields/PersonField';
import { useAct } from '../useAct';
import { reviewStateName, reviewStepName } from '../words';
import { SignOffDialog } from './SignOffDialog';

interface Props {
  incident: Incident;
  mayWrite: boolean;
}

export const REVIEW_PANEL = 'review-panel';

/** Who reviews, by when, how far it is; its six steps as progress. */
export function ReviewPanel({ incident, mayWrite }: Props) {
  const styles = useStyles2(getStyles);
  const { act, reasons, dismiss } = useAct(incident.name);
  const [isEditing, setEditing] = useState(false);
  const [signing, setSigning] = useState<'reviewed' | 'closed'>();
  const review: Review = incident.review ?? { state: 'draft' };
  const seen = incident.review?.state ?? '';
  const due = reviewDueDay(incident);
  const today = inZone(new Date().toISOString(), incident.zone).day;
  const isOver = isReviewed(review.state);
  const next = NEXT[review.state];
  return (
    <section id={REVIEW_PANEL} className={styles.panel} aria-label={t('incidents.review.title', 'State of the review')}>
      <Stack gap={1} wrap="wrap" alignItems="center">
        <Badge color={isOver ? 'green' : 'blue'} text={reviewStateName(review.state)} />
        <Text>{t('incidents.review.owner', 'Owner: {{name}}', verbatim({ name: review.owner?.name ?? '–' }))}</Text>
        <Text>
          {t('incidents.review.reviewer', 'Reviewer: {{name}}', verbatim({ name: review.reviewer?.name ?? '–' }))}
        </Text>
        {due && (
          <Text color={!isOver && due < today ? 'error' : 'secondary'}>
            {!isOver && due < today
              ? t('incidents.review.overdue', '■ overdue since {{day}}', verbatim({ day: due }))
              : t('incidents.review.due', 'due {{day}}', verbatim({ day: due }))}
          </Text>
        )}
        {review.signedOff && (
          <Text color="secondary">
            {t(
              'incidents.review.signed',
              'signed off by {{name}}, {{at}}',
              verbatim({ name: review.signedOff.by.name, at: momentText(review.signedOff.at) })
            )}
          </Text>
        )}
        {mayWrite && review.state !== 'draft' && (
          // where the step before it was: a second click there does no harm
          <Button size="sm" variant="secondary" onClick={() => act({ type: 'setReview', state: 'draft', seen })}>
            {t('incidents.review.back', 'Back to draft')}
          </Button>
        )}
        {mayWrite && next && (
          <Button
            size="sm"
            onClick={() => (next === 'inReview' ? act({ type: 'setReview', state: next, seen }) : setSigning(next))}
          >
            {nextStepName(next)}
          </Button>
        )}
        {mayWrite && (
          <Button size="sm" variant="secondary" fill="text" icon="pen" onClick={() => setEditing(!isEditing)}>
            {t('incidents.review.edit', 'People and date')}
          </Button>
        )}
      </Stack>
      <Refused reasons={reasons} onDismiss={dismiss} />
      {signing && <SignOffDialog incident={incident} to={signing} onClose={() => setSigning(undefined)} />}
      {isEditing && <ReviewPeople incident={incident} review={review} due={due} onClose={() => setEditing(false)} />}
      <Stack gap={2} wrap="wrap" alignItems="center">
        <Text color="secondary">
          {t(
            'incidents.review.progress',
            '{{done}} of {{all}} steps',
            verbatim({ done: REVIEW_STEPS.filter((step) => review.steps?.[step]).length, all: REVIEW_STEPS.length })
          )}
        </Text>
        {REVIEW_STEPS.map((step) => (
          <Checkbox
            key={step}
            disabled={!mayWrite}
            label={reviewStepName(step)}
            value={review.steps?.[step] !== undefined}
            onChange={({ currentTarget }) =>
              act({ type: 'setReview', step: { key: step, done: currentTarget.checked } })
            }
          />
        ))}
      </Stack>
    </section>
  );
}

function ReviewPeople({
  incident,
  review,
  due,
  onClose,
}: {
  incident: Incident;
  review: Review;
  due: string | undefined;
  onClose: () => void;
}) {
  const { act, reasons } = useAct(incident.name);
  const [owner, setOwner] = useState(review.owner);
  const [reviewer, setReviewer] = useState(review.reviewer);
  const [day, setDay] = useState(due ?? '');
  /** What the fields began with: only what differs from it is sent, the rest may be somebody else's meanwhile. */
  const [opened] = useState({ owner, reviewer, due: day || undefined });
  const save = () => {
    const now = { owner, reviewer, due: day || undefined };
    const changed = FIELDS.filter((field) => JSON.stringify(now[field]) !== JSON.stringify(opened[field]));
    const send = (field: (typeof FIELDS)[number]) =>
      act({ type: 'setReview', ...(now[field] === undefined ? { clear: [field] } : { [field]: now[field] }) });
    if (changed.every(send)) {
      onClose();
    }
  };
  return (
    <Stack gap={1} wrap="wrap" alignItems="flex-end">
      <PersonField
        incident={incident}
        id="review-owner"
        label={t('incidents.review.owner-field', 'Owner')}
        value={owner}
        onChange={setOwner}
      />
      <PersonField
        incident={incident}
        id="review-reviewer"
        label={t('incidents.review.reviewer-field', 'Reviewer')}
        value={reviewer}
        onChange={setReviewer}
      />
      <TextField
        id="review-due"
        label={t('incidents.review.due-field', 'Due')}
        type="date"
        value={day}
        onChange={setDay}
      />
      <Button onClick={save}>{t('incidents.save', 'Save')}</Button>
      <Refused reasons={reasons} />
    </Stack>
  );
}

const NEXT: Record<ReviewState, 'inReview' | 'reviewed' | 'closed' | undefined> = {
  draft: 'inReview',
  inReview: 'reviewed',
  reviewed: 'closed',
  closed: undefined,
};

const FIELDS = ['owner', 'reviewer', 'due'] as const;

function nextStepName(state: ReviewState): string {
  switch (state) {
    case 'inReview':
      return t('incidents.review.send', 'Send to review');
    case 'reviewed':
      return t('incidents.review.sign-ask', 'Sign off…');
    default:
      return t('incidents.review.close-ask', 'Close the review…');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), '@media print': { display: 'none' } }),
});
