import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Stack, Text } from '@grafana/ui';
import { headOfWindow } from '../../../domain/maintenance/windows/head';
import { type MaintenanceWindow } from '../../../domain/maintenance/windows/schema';
import { excludedTimes, needsApproval, windowState } from '../../../domain/maintenance/windows/times';
import { currentPerson } from '../../../grafana/user';
import { verbatim } from '../../../shared/words/verbatim';
import { spanText } from '../../../shared/words/windows';
import { type WindowAct } from './useWindowActs';

interface Props {
  record: MaintenanceWindow;
  now: number;
  mayWrite: boolean;
  act: WindowAct;
}

/** Whether the window counts against objectives, and who agreed that it does not. */
export function Approval({ record, now, mayWrite, act }: Props) {
  const head = headOfWindow(record);
  const { planned, revised, approval, exclude, cancelled } = record;
  const isOwn = [planned.by.uid, revised.by.uid].includes(currentPerson().uid);
  const isWaiting = needsApproval(head);
  const excluded = excludedTimes(head);
  const isProvisional =
    windowState(head, now) === 'running' && excluded !== undefined && Date.parse(excluded.from) < now;
  return (
    <section aria-label={t('windows.approval.title', 'Objectives')}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <Text element="h2" variant="h4">
          {t('windows.approval.title', 'Objectives')}
        </Text>
        {(!exclude || cancelled) && (
          <span>{t('windows.approval.counted', 'This time counts against objectives.')}</span>
        )}
        {excluded && approval && (
          <span>
            {t(
              'windows.approval.excluded',
              'Excluded: {{span}}, approved by {{name}}.',
              verbatim({
                span: spanText(isProvisional ? { from: excluded.from, to: new Date(now).toISOString() } : excluded),
                name: approval.by.name,
              })
            )}{' '}
            {isProvisional &&
              t('windows.approval.provisional', 'It still runs: it is excluded up to now, provisionally.')}
          </span>
        )}
        {isWaiting && (
          <span>
            {approval
              ? t('windows.approval.more', 'What was added since counts until somebody approves it.')
              : t('windows.approval.waiting', 'It counts until somebody else has approved that it does not.')}
          </span>
        )}
        {isWaiting &&
          mayWrite &&
          (isOwn ? (
            <Text color="secondary">
              {t('windows.approval.own', 'You planned or changed it: somebody else has to approve it.')}
            </Text>
          ) : (
            <Button size="sm" icon="check" onClick={() => act({ type: 'approve', seen: revised.command })}>
              {t('windows.approval.approve', 'Approve the exclusion')}
            </Button>
          ))}
      </Stack>
    </section>
  );
}
