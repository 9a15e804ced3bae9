import React from 'react';
import { Stack } from '@grafana/ui';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { BackupsFrame } from '../components/BackupsFrame';
import { ExportCard } from '../records/ExportCard';
import { RestoreCard } from '../records/RestoreCard';

/** Opsbook's own records: out of Grafana as one file, and back. */
export function RecordsPage() {
  return (
    <BackupsFrame tab="records">
      <ReadOnlyNotice folder="registers" />
      <Stack direction="column" gap={4}>
        <ExportCard />
        <RestoreCard />
      </Stack>
    </BackupsFrame>
  );
}
