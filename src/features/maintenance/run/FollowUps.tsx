import React, { lazy, Suspense, useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, LinkButton, Stack, Text } from '@grafana/ui';
import { type ChecklistItem } from '../../../domain/maintenance/checklistItem';
import { askedQueryOf, failureEvidence, outcomeMeasured } from '../../../domain/maintenance/runText';
import { type ChecklistRunEntry } from '../../../domain/maintenance/week';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { absoluteUrl } from '../../../grafana/navigation';
import { interfaceLanguage } from '../../../grafana/user';
import { useWeekSend } from '../../../shared/maintenance/useMaintenance';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { declarePath, runPath } from '../paths';

// it brings the incidents along
const ActionModal = lazy(() => import('./ActionModal').then((m) => ({ default: m.ActionModal })));

interface Props {
  week: string;
  /** Of the run. */
  title: string;
  run: string;
  item: ChecklistItem & { key: string };
  answer: ChecklistRunEntry;
}

/** What may follow from a failed item, also once the run is finished: a task of the week's review, an action, an incident. */
export function FollowUps({ week, title, run, item, answer: { outcome, at } }: Props) {
  const send = useWeekSend(week);
  const reasonText = useReasonText();
  const [reasons, setReasons] = useState<Reason[]>([]);
  const [isCarried, setCarried] = useState(false);
  const [isAdding, setAdding] = useState(false);
  const address = absoluteUrl(runPath(week, run));
  const evidence = askedQueryOf(item, outcome);
  const asked = outcome.query?.at ?? at;
  const line = [`${item.title} (${title})`, outcomeMeasured(outcome, interfaceLanguage())].filter(Boolean).join(': ');
  const carry = () => {
    const sent = send({
      type: 'carry',
      text: `${line}, ${asked.slice(0, 16).replace('T', ' ')} UTC`,
      from: { run, item: item.key },
    });
    setReasons(isRefused(sent) ? sent.refused.reasons : []);
    setCarried(!isRefused(sent));
  };
  return (
    <Stack gap={1} wrap="wrap" alignItems="center">
      <LinkButton
        size="sm"
        variant="destructive"
        fill="outline"
        icon="fire"
        href={declarePath({
          title: item.title,
          summary: failureEvidence(item, { title, address }, outcome, at, interfaceLanguage()),
          ...(evidence && { evidence }),
        })}
      >
        {t('maintenance.item.declare', 'Declare an incident')}
      </LinkButton>
      <Button size="sm" variant="secondary" fill="outline" icon="plus" onClick={() => setAdding(true)}>
        {t('maintenance.item.action', 'Add an action…')}
      </Button>
      {isCarried ? (
        <Text color="secondary">{t('maintenance.item.carried', 'In the week’s review')}</Text>
      ) : (
        <Button size="sm" variant="secondary" fill="outline" icon="arrow-right" onClick={carry}>
          {t('maintenance.item.carry', 'Task for the review')}
        </Button>
      )}
      {reasons.map((reason) => (
        <span key={reason.code} role="alert">
          <Text color="error">{reasonText(reason)}</Text>
        </span>
      ))}
      {isAdding && (
        <Suspense fallback={null}>
          <ActionModal title={line} link={address} query={outcome.query} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </Stack>
  );
}
