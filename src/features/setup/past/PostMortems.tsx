import React, { useMemo, useState } from 'react';
import { t } from '@grafana/i18n';
import { readPostMortem } from '../../../domain/incident/past/postMortem';
import { newId } from '../../../grafana/ids';
import { currentPerson } from '../../../grafana/user';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { Proposals } from './Proposals';
import { type ReadFile, sourceOf } from './readFiles';
import { incidentMakings, useIncidentProposals } from './useKnownIncidents';

/** Incidents from the post-mortems that were written of them. */
export function PostMortems({ files }: { files: ReadFile[] }) {
  const zone = useTeamZone();
  const [at] = useState(() => new Date().toISOString());
  const [ids] = useState(() => files.map(newId));
  const rows = useMemo(
    () =>
      files.map(({ path, text }, index) => {
        const row = readPostMortem(text, { id: ids[index], at, by: currentPerson(), zone, source: path });
        return { ...row, key: ids[index], place: path, note: foundText(row.incident) };
      }),
    [files, ids, at, zone]
  );
  const { proposals, isPending, error } = useIncidentProposals(rows, () => '');
  return (
    <Proposals
      source={sourceOf(files)}
      proposals={proposals}
      isPending={isPending}
      error={error}
      makings={incidentMakings}
    />
  );
}

/** Beside the two entries that say when it was declared and where it comes from. */
const OWN_ENTRIES = 2;

function foundText(incident: ReturnType<typeof readPostMortem>['incident']): string | undefined {
  if (!incident) {
    return undefined;
  }
  return [
    t('setup.past.entries', '', {
      count: Object.keys(incident.timeline).length - OWN_ENTRIES,
      defaultValue_one: '{{count}} entry of the timeline',
      defaultValue_other: '{{count}} entries of the timeline',
    }),
    t('setup.past.actions', '', {
      count: Object.keys(incident.actions).length,
      defaultValue_one: '{{count}} action',
      defaultValue_other: '{{count}} actions',
    }),
    t('setup.past.texts', '', {
      count: Object.keys(incident.sections).length,
      defaultValue_one: '{{count}} text',
      defaultValue_other: '{{count}} texts',
    }),
  ].join(' · ');
}
