import React, { lazy, Suspense } from 'react';
import { type Incident } from '../../../domain/incident/kind';
import { Signals } from '../evidence/Signals';
import { Details } from './Details';
import { Links } from './Links';
import { Similar } from './Similar';

// with the domain of all that has deadlines
const IncidentReminders = lazy(() => import('./IncidentReminders').then((m) => ({ default: m.IncidentReminders })));

interface Props {
  incident: Incident;
  mayWrite: boolean;
  evidenceExpr: string | undefined;
  onEvidenceDone: () => void;
}

export function Side({ incident, mayWrite, evidenceExpr, onEvidenceDone }: Props) {
  return (
    <>
      <Signals incident={incident} mayWrite={mayWrite} expr={evidenceExpr} onFormClosed={onEvidenceDone} />
      <Details incident={incident} mayWrite={mayWrite} />
      <Suspense fallback={null}>
        <IncidentReminders incident={incident} />
      </Suspense>
      <Links incident={incident} mayWrite={mayWrite} />
      <Similar incident={incident} />
    </>
  );
}
