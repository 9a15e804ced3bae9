import React from 'react';
import { type Incident } from '../../../domain/incident';
import { Details } from './Details';

interface Props {
  incident: Incident;
  mayWrite: boolean;
  evidenceExpr: string | undefined;
  onEvidenceDone: () => void;
}

export function Side({ incident, mayWrite }: Props) {
  return <Details incident={incident} mayWrite={mayWrite} />;
}
