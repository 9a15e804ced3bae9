import React, { type PropsWithChildren, useState } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { type Settings, settingsIn } from '../grafana/settings';
import { pluginSettingsKey } from '../shared/hooks/useSettings';
import { OutboxProvider } from '../shared/records/OutboxProvider';
import { ReminderClock } from '../shared/reminders/ReminderClock';
import { createQueryClient } from './queryClient';

/** One cache for as long as the page lives: leaving the app and coming back shows what was there at once. */
const client = createQueryClient();

interface Props {
  /** As Grafana read them to show the app at all: they are not asked for again at once. */
  pluginSettings: unknown;
}

export function Providers({ pluginSettings, children }: PropsWithChildren<Props>) {
  useState(() => client.setQueryData<Settings>(pluginSettingsKey, (known) => known ?? settingsIn(pluginSettings)));
  return (
    <QueryClientProvider client={client}>
      <OutboxProvider>
        <ReminderClock />
        {children}
      </OutboxProvider>
    </QueryClientProvider>
  );
}
