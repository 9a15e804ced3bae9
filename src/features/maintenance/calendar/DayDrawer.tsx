import React from 'react';
import { t } from '@grafana/i18n';
import { Drawer, LinkButton, Stack, Text } from '@grafana/ui';
import { type CalendarEntry } from '../../../domain/maintenance/calendar';
import { slotOn } from '../../../domain/time/recurrence';
import { newWindowPath } from '../../../shared/maintenance/paths';
import { dayText } from '../dates';
import { EntryLink } from './EntryLink';

interface Props {
  date: string;
  entries: CalendarEntry[];
  zone: string;
  now: number;
  canWrite: boolean;
  onClose: () => void;
}

/** All of one day. */
export function DayDrawer({ date, entries, zone, now, canWrite, onClose }: Props) {
  const morning = slotOn({ start: `${date}T09:00`, zone }, date).at;
  return (
    <Drawer title={dayText(date)} onClose={onClose} size="sm">
      <Stack direction="column" gap={1}>
        {entries.length === 0 && <Text color="secondary">{t('calendar.nothing', 'Nothing stands on this day.')}</Text>}
        {entries.map((entry) => (
          <EntryLink key={entry.key} entry={entry} zone={zone} now={now} />
        ))}
        {canWrite && (
          <div>
            <LinkButton size="sm" variant="secondary" icon="plus" href={newWindowPath(morning)}>
              {t('windows.plan', 'Plan a window')}
            </LinkButton>
          </div>
        )}
      </Stack>
    </Drawer>
  );
}
