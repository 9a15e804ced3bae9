import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Stack, Text } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import { seriesOf } from '../../../domain/backup/questions';
import { type ExporterKey } from '../../../domain/backup/schema';
import { queryInstant } from '../../../grafana/prometheus/prometheus';
import { usePrometheus } from '../../../shared/hooks/useSettings';
import { verbatim } from '../../../shared/words/verbatim';

const MOST = 20;

interface Props {
  exporter: ExporterKey;
  /** Uid; the team's Prometheus where empty. */
  dataSource: string;
  onPick: (labels: Record<string, string>) => void;
}

/** The backups that the exporter tells of now, to be picked instead of typed. */
export function SeriesFound({ exporter, dataSource, onPick }: Props) {
  const { source } = usePrometheus(dataSource || undefined);
  const found = useQuery({
    queryKey: ['backups', 'found', source?.uid ?? '', exporter],
    queryFn: async ({ signal }) => (await queryInstant(source?.uid ?? '', seriesOf(exporter), { signal })).result,
    enabled: source !== undefined,
    retry: false,
  });
  if (!found.data) {
    return null;
  }
  const name = source?.name ?? '';
  if (found.data.length === 0) {
    return (
      <Text element="p" color="secondary" variant="bodySmall">
        {t('backups.found.none', 'No series of these in {{name}} now.', verbatim({ name }))}
      </Text>
    );
  }
  const title = t('backups.found.title', 'In {{name}} now, pick one:', verbatim({ name }));
  return (
    <div role="group" aria-label={title}>
      <Text color="secondary" variant="bodySmall">
        {title}
      </Text>
      <Stack gap={1} wrap="wrap">
        {found.data.slice(0, MOST).map(({ labels }) => {
          const text = Object.entries(labels)
            .map(([label, value]) => `${label}=${value}`)
            .join(', ');
          return (
            <Button key={text} size="sm" variant="secondary" fill="outline" onClick={() => onPick(labels)}>
              {text || t('backups.found.unlabelled', 'without labels')}
            </Button>
          );
        })}
      </Stack>
      {found.data.length > MOST && (
        <Text color="secondary" variant="bodySmall">
          {t('backups.found.more', 'and {{number}} more', verbatim({ number: found.data.length - MOST }))}
        </Text>
      )}
    </div>
  );
}
