import React from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { repairAgain } from './clock';
import { Troubles } from './Troubles';

const AGAIN = 5 * 60_000;

/** Compares the rules in Grafana with the records when Home opens, and says what could not be put right. */
export function RepairReminders() {
  const client = useQueryClient();
  useQuery({
    queryKey: ['reminders', 'repair'],
    queryFn: async () => {
      await repairAgain(client);
      return true;
    },
    staleTime: AGAIN,
  });
  return <Troubles />;
}
