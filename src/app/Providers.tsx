import React, { type PropsWithChildren } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { OutboxProvider } from '../shared/records/OutboxProvider';
import { ReminderClock } from '../shared/reminders/ReminderClock';
import { createQueryClient } from './queryClient';

/** One cache for as long as the page lives: leaving the app and coming back shows what was there at once. */
const client = createQueryClient();

export function Providers({ children }: PropsWithChildren<unknown>) {
  return (
    <QueryClientProvider client={client}>
      <OutboxProvider>
        <ReminderClock />
        {children}
      </OutboxProvider>
    </QueryClientProvider>
  );
}
