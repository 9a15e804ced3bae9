import React, { lazy, Suspense } from 'react';
import { type RegisterRemindersProps } from './RegisterReminders';
import { useTerms } from './terms';

// with the domain of all that has deadlines
const RegisterReminders = lazy(() => import('./RegisterReminders').then((m) => ({ default: m.RegisterReminders })));

/** Which reminders of a register or a window are set; nothing until that is known, and where the team has none. */
export function LazyReminders(props: RegisterRemindersProps) {
  const terms = useTerms();
  return terms && terms.kinds.size > 0 ? (
    <Suspense fallback={null}>
      <RegisterReminders {...props} />
    </Suspense>
  ) : null;
}
