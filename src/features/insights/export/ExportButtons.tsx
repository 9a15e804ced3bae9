import React from 'react';
import { t } from '@grafana/i18n';
import { Button, ClipboardButton, Stack } from '@grafana/ui';
import { type Insights, type Selection } from '../../../domain/insights/insights';
import { absoluteUrl } from '../../../grafana/navigation';
import { downloadText } from '../../../shared/files/download';
import { dateText } from '../words';
import { insightsMarkdown } from './markdown';

interface Props {
  insights: Insights;
  selection: Selection;
  zone: string;
  serviceName?: string;
}

export function ExportButtons({ insights, selection, zone, serviceName }: Props) {
  const markdown = () => insightsMarkdown(insights, selection, { zone, serviceName, link: absoluteUrl });
  const { start, end } = selection.period;
  const fileName = `insights-${dateText(start, zone)}-${dateText(end - 1, zone)}.md`;
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
    </Stack>
  );
}
