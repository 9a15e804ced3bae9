import { useMemo } from 'react';
import { INCIDENTS, readIncidentHead } from '../../../domain/incident/head';
import { type Incident, incidentKind } from '../../../domain/incident/kind';
import { type PastRow, rowStandings } from '../../../domain/incident/past/made';
import { numberedName, numberOf } from '../../../grafana/records/search';
import { createNumbered } from '../../../grafana/records/store';
import { useHeads } from '../../../shared/records/useHeads';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { momentText } from '../../../shared/words/times';
import { type Making } from './batch';
import { type PastProposal } from './Proposals';

interface Named extends PastRow {
  key: string;
  place: string;
  note?: string;
}

interface IncidentProposal extends PastProposal {
  row: PastRow;
}

/** Incidents of files beside those that are there already. `fieldName` is what the person calls a field that is wrong. */
export function useIncidentProposals(rows: Named[], fieldName: (field: string) => string) {
  const reasonText = useReasonText();
  const { heads, isPending, error } = useHeads(INCIDENTS, { limit: 10_000, sort: '-name' });
  const known = useMemo(() => heads.map(readIncidentHead), [heads]);
  const found = useMemo(() => rowStandings(rows, known), [rows, known]);
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

/** One after the other: each takes the number after the last one of its year, so that nobody has to look for it again. */
export function incidentMakings(chosen: IncidentProposal[]): Making[] {
  const last = new Map<string, string>();
  return chosen.flatMap(({ row: { incident } }) =>
    incident
      ? [
          async () => {
            const prefix = prefixOf(incident);
            const { name } = await createNumbered(incidentKind, incident, { first: after(last.get(prefix), prefix) });
            last.set(prefix, name);
            return name;
          },
        ]
      : []
  );
}

function prefixOf(incident: Incident): string {
  return incidentKind.numbering?.prefix(incident) ?? '';
}

function after(name: string | undefined, prefix: string): string | undefined {
  const number = name && numberOf(name, prefix);
  return number ? numberedName(prefix, number + 1, incidentKind.numbering?.digits ?? 4) : undefined;
}
