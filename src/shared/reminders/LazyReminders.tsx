import React, { lazy, Suspense } from 'react';
import { type RegisterRemindersProps } from './RegisterReminders';

// with the domain of all that has deadlines
const RegisterReminders = lazy(() => import('./RegisterReminders').then((m) => ({ default: m.RegisterReminders })));

/** Which reminders of a register or a window are set; nothing until that is known. */
export function LazyReminders(props: RegisterRemindersProps) {
  return (
    <Suspense fallback={null}>
      <RegisterReminders {...props} />
    </Suspense>
  );
}
