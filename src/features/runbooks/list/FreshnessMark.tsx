import React from 'react';
import { type FreshnessFound } from '../../../domain/runbook/freshness';
import { StateMark } from '../../../shared/ui/StateMark';
import { FRESHNESS_MARKS, freshnessName } from '../../../shared/words/runbooks';

export function FreshnessMark({ freshness }: { freshness: FreshnessFound | undefined }) {
  const state = freshness?.state ?? 'unproven';
  return <StateMark mark={FRESHNESS_MARKS[state]} label={freshnessName(state)} />;
}
