import React from 'react';
import { t } from '@grafana/i18n';
import { documentOf } from '../../../domain/incident/documents/documents';
import { type Incident } from '../../../domain/incident/kind';
import { isReviewAuthor, leftOpen, needsReview, REVIEW_STEPS } from '../../../domain/incident/rules';
import { currentPerson } from '../../../grafana/user';
import { Bullets } from '../../../shared/ui/Bullets';
import { FormModal } from '../../../shared/ui/FormModal';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { verbatim } from '../../../shared/words/verbatim';
import { Refused } from '../components/Refused';
import { useAct } from '../useAct';

interface Props {
  incident: Incident;
  to: 'reviewed' | 'closed';
  onClose: () => void;
}

/** Says what is still open before a review is signed off or closed: a second click on the same spot does neither. */
export function SignOffDialog({ incident, to, onClose }: Props) {
  const reasonText = useReasonText();
  const { act, reasons } = useAct(incident.name);
  const open = openOf(incident);
  const person = currentPerson();
  const isForOthers = to === 'reviewed' && needsReview(incident) && !incident.drill && isReviewAuthor(incident, person);
  const save =
    to === 'closed'
      ? t('incidents.review.close-now', 'Close the review')
      : t('incidents.review.sign-now', 'Sign it off');
  return (
    <FormModal
      title={to === 'closed' ? t('incidents.review.close', 'Close the review') : t('incidents.review.sign', 'Sign off')}
      save={
        open.length > 0 ? t('incidents.review.all-the-same', '{{step}} all the same', verbatim({ step: save })) : save
      }
      isDisabled={isForOthers}
      onSave={() => act({ type: 'setReview', state: to, seen: incident.review?.state ?? '' }) && onClose()}
      onClose={onClose}
    >
      <Refused reasons={reasons} />
      {isForOthers && <p role="alert">{reasonText({ code: 'reviewSecondPerson', values: { name: person.name } })}</p>}
      {open.length === 0 ? (
        <p>{t('incidents.review.nothing-open', 'Nothing is open: owner, reviewer, texts and steps are there.')}</p>
      ) : (
        <>
          <p>{t('incidents.review.open', 'Still open:')}</p>
          <Bullets>
            {open.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </Bullets>
        </>
      )}
    </FormModal>
  );
}

function openOf(incident: Incident): string[] {
  const { review } = incident;
  const gaps = documentOf('review', incident, 'en').sections.flatMap(({ lines }) =>
    lines.filter(({ gap }) => gap)
  ).length;
  const steps = REVIEW_STEPS.filter((step) => !review?.steps?.[step]).length;
  const actions = leftOpen(incident).actions.length;
  return [
    ...(review?.owner ? [] : [t('incidents.review.no-owner', 'Nobody owns it')]),
    ...(review?.reviewer ? [] : [t('incidents.review.no-reviewer', 'Nobody is named to review it')]),
    ...(gaps > 0
      ? [
          t('incidents.review.gaps', '', {
            count: gaps,
            defaultValue_one: '{{count}} text is not written',
            defaultValue_other: '{{count}} texts are not written',
          }),
        ]
      : []),
    ...(steps > 0
      ? [
          t('incidents.review.steps-left', '', {
            count: steps,
            defaultValue_one: '{{count}} of its steps is not done',
            defaultValue_other: '{{count}} of its steps are not done',
          }),
        ]
      : []),
    ...(actions > 0
      ? [
          t('incidents.review.actions-left', '', {
            count: actions,
            defaultValue_one: '{{count}} action is open',
            defaultValue_other: '{{count}} actions are open',
          }),
        ]
      : []),
  ];
}
