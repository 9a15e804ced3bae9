import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, ClipboardButton, Stack } from '@grafana/ui';
import { type IncidentHead } from '../../../domain/incident/head';
import { privateCount, shareable } from '../../../domain/incident/privacy';
import { type Insights, LEFT_OUT, type Selection } from '../../../domain/insights/insights';
import { absoluteUrl } from '../../../grafana/navigation';
import { downloadText } from '../../../shared/files/download';
import { PrivateChoice, privateNote } from '../../../shared/privacy/PrivateChoice';
import { dayInZone } from '../words';
import { insightsMarkdown } from './markdown';

interface Props {
  /** What the page shows. */
  insights: Insights;
  incidents: IncidentHead[];
  /** The same of other incidents. */
  compute: (incidents: IncidentHead[]) => Insights;
  selection: Selection;
  zone: string;
  serviceName?: string;
}

export function ExportButtons({ insights, incidents, compute, selection, zone, serviceName }: Props) {
  const [withPrivate, setWithPrivate] = useState(false);
  const count = privateCount([...insights.incidents, ...LEFT_OUT.flatMap((reason) => insights.leftOut[reason])]);
  const markdown = () =>
    insightsMarkdown(count === 0 || withPrivate ? insights : compute(shareable(incidents)), selection, {
      zone,
      serviceName,
      link: absoluteUrl,
      note: privateNote(count, withPrivate),
    });
  const { start, end } = selection.period;
  const fileName = `insights-${dayInZone(start, zone)}-${dayInZone(end - 1, zone)}.md`;
  return (
    <Stack gap={1}>
      <ClipboardButton size="sm" variant="secondary" icon="copy" getText={markdown}>
        {t('insights.export.copy', 'Copy as Markdown')}
      </ClipboardButton>
      <Button
        size="sm"
        variant="secondary"
        icon="download-alt"
        onClick={() => downloadText(fileName, markdown(), 'text/markdown')}
      >
        {t('insights.export.download', 'Download Markdown')}
      </Button>
      <PrivateChoice count={count} value={withPrivate} onChange={setWithPrivate} />
    </Stack>
  );
}
