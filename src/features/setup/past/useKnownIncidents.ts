import { useMemo } from 'react';
import { INCIDENTS, readIncidentHead } from '../../../domain/incident/head';
import { incidentKind } from '../../../domain/incident/kind';
import { type PastRow, standings } from '../../../domain/incident/past/made';
import { createNumbered } from '../../../grafana/records/store';
import { useHeads } from '../../../shared/records/useHeads';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { momentText } from '../../../shared/words/times';
import { type Making } from './batch';
import { type Proposal } from './Proposals';

interface Named extends PastRow {
  key: string;
  place: string;
  note?: string;
}

export interface IncidentProposal extends Proposal {
  row: PastRow;
}

/** Incidents of files beside those that are there already. `fieldName` is what the person calls a field that is wrong. */
export function useIncidentProposals(rows: Named[], fieldName: (field: string) => string) {
  const reasonText = useReasonText();
  const { heads, isPending, error } = useHeads(INCIDENTS, { limit: 10_000, sort: '-name' });
  const known = useMemo(() => heads.map(readIncidentHead), [heads]);
  const found = useMemo(() => standings(rows, known), [rows, known]);
  const proposals = rows.map((row, index): IncidentProposal => ({
    key: row.key,
    place: row.place,
    note: row.note,
    text: row.incident ? lineOf(row) : row.title,
    standing: found[index],
    reasons: row.reasons.map((reason) =>
      [reason.field && fieldName(reason.field), reasonText(reason)].filter(Boolean).join(': ')
    ),
    row,
  }));
  return { proposals, isPending, error };
}

function lineOf({ title, incident }: PastRow): string {
  const { started, declared, resolved } = incident?.milestones ?? {};
  const began = started ?? declared;
  return [
    began && [began, resolved].flatMap((at) => (at ? momentText(at) : [])).join(' – '),
    incident?.severity?.toUpperCase(),
    incident?.title ?? title,
  ]
    .filter(Boolean)
    .join(' · ');
}

export function incidentMakings(chosen: IncidentProposal[]): Making[] {
  return chosen.flatMap(({ row: { incident } }) =>
    incident ? [async () => (await createNumbered(incidentKind, incident)).name] : []
  );
}
