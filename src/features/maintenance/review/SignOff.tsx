import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Text } from '@grafana/ui';
import { type ReviewStep, type WeekReview } from '../../../domain/maintenance/week';
import { Bullets } from '../../../shared/ui/Bullets';
import { Since } from '../../../shared/ui/Since';
import { verbatim } from '../../../shared/words/verbatim';

interface Props {
  review: WeekReview;
  /** What is not done yet. */
  open: ReviewStep[];
  editable: boolean;
  onSign: (open: ReviewStep[]) => void;
}

/** The end of a review, with what was not done by then. */
export function SignOff({ review: { signedOff }, open, editable, onSign }: Props) {
  if (signedOff) {
    return (
      <div>
        <Text>
          {t('maintenance.review.signed', 'Signed off by {{name}}', verbatim({ name: signedOff.by.name }))}{' '}
          <Since at={signedOff.at} />
        </Text>
        <Steps
          title={t('maintenance.review.signed-open', 'Signed off with these steps not done:')}
          steps={signedOff.open}
        />
      </div>
    );
  }
  return editable ? (
    <div>
      <Steps title={t('maintenance.review.open-steps', 'Not done yet:')} steps={open} />
      <Button icon="shield" onClick={() => onSign(open)}>
        {t('maintenance.review.sign', 'Sign off the week')}
      </Button>
    </div>
  ) : null;
}

function Steps({ title, steps = [] }: { title: string; steps?: ReviewStep[] }) {
  return steps.length > 0 ? (
    <>
      <Text color="warning" element="p">
        {title}
      </Text>
      <Bullets>
        {steps.map((step) => (
          <li key={step}>{stepText(step)}</li>
        ))}
      </Bullets>
    </>
  ) : null;
}

function stepText(step: ReviewStep): string {
  switch (step) {
    case 'overdue':
      return t('maintenance.step.overdue', 'Overdue tasks are neither done nor carried over');
    case 'runs':
      return t('maintenance.step.runs', 'Checklist runs are not finished');
    case 'signOffs':
      return t('maintenance.step.sign-offs', 'Runs wait for a second person’s sign-off');
    case 'failures':
      return t('maintenance.step.failures', 'Failed checklist items lead to nothing yet');
    case 'left':
      return t('maintenance.step.left', 'What the week before carried over is neither decided nor carried on');
    case 'notes':
      return t('maintenance.step.notes', 'There is neither a note nor a decision');
  }
}
