import React, { lazy, Suspense } from 'react';
import { useTerms } from './terms';

const RepairReminders = lazy(() => import('./RepairReminders').then((m) => ({ default: m.RepairReminders })));

/** The clock comes only where a team has switched reminders on. */
export function HomeReminders() {
  const terms = useTerms();
  return terms && terms.kinds.size > 0 ? (
    <Suspense fallback={null}>
      <RepairReminders />
    </Suspense>
  ) : null;
}
