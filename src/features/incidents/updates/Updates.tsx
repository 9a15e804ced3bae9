import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Stack, Text } from '@grafana/ui';
import { type Incident } from '../../../domain/incident/kind';
import { awaitsFinalUpdate, isOpen, isOver, nextUpdateDue } from '../../../domain/incident/rules';
import { useNow } from '../../../shared/hooks/useNow';
import { formatDuration } from '../../../shared/words/durations';
import { verbatim } from '../../../shared/words/verbatim';
import { UpdateForm } from './UpdateForm';

interface Props {
  incident: Incident;
  mayWrite: boolean;
}

/** When the next update is due, and the form to post it; a last one is offered once it is resolved. */
export function Updates({ incident, mayWrite }: Props) {
  const [isWriting, setWriting] = useState(false);
  if (isOver(incident.status)) {
    return null;
  }
  return (
    <Stack gap={1} alignItems="center" wrap="wrap">
      <UpdateCountdown incident={incident} />
      {awaitsFinalUpdate(incident) && (
        <Text color="warning">{t('incidents.update.final-due', 'Nobody has been told yet that it is over')}</Text>
      )}
      {mayWrite && (
        <Button variant="secondary" icon="comment-alt-share" onClick={() => setWriting(true)}>
          {isOpen(incident.status)
            ? t('incidents.update.post', 'Post update')
            : t('incidents.update.post-final', 'Post final update')}
        </Button>
      )}
      {isWriting && <UpdateForm incident={incident} onClose={() => setWriting(false)} />}
    </Stack>
  );
}

function UpdateCountdown({ incident }: { incident: Incident }) {
  const now = useNow(1000);
  const due = nextUpdateDue(incident);
  if (!due) {
    return null;
  }
  const left = (Date.parse(due) - now) / 1000;
  return left >= 0 ? (
    <Text color={left < 300 ? 'warning' : 'secondary'}>
      {t('incidents.update.due', 'Next update in {{time}}', verbatim({ time: formatDuration(left) }))}
    </Text>
  ) : (
    <Text color="error" weight="bold">
      ■ {t('incidents.update.overdue', 'Update overdue by {{time}}', verbatim({ time: formatDuration(-left) }))}
    </Text>
  );
}
