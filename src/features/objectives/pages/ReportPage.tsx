import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, ClipboardButton, LinkButton, RadioButtonGroup, Stack, Text, useStyles2 } from '@grafana/ui';
import { slaMarkdown } from '../../../domain/objective/sla/markdown';
import { type Period, periodAt } from '../../../domain/time/window';
import { absoluteUrl } from '../../../grafana/navigation';
import { downloadText } from '../../../shared/files/download';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { incidentPath } from '../../../shared/incidents/paths';
import { objectivePath, OBJECTIVES_PATH } from '../../../shared/objectives/paths';
import { PrivateChoice } from '../../../shared/privacy/PrivateChoice';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { Page } from '../../../shared/ui/Page';
import { useSlaReport } from '../data/slaReport';
import { reportPrintPath } from '../paths';
import { ReportStates } from '../report/ReportStates';
import { type ReportChoice, useReportPeriod } from '../report/useReportPeriod';

export function ReportPage() {
  const choice = useReportPeriod();
  return (
    <Page
      title={
        choice.period.type === 'week'
          ? t('objectives.report.weekly', 'Weekly SLA report')
          : t('objectives.report.monthly', 'Monthly SLA report')
      }
      parent={{ text: t('objectives.title', 'Objectives'), url: OBJECTIVES_PATH }}
    >
      <Report choice={choice} />
    </Page>
  );
}

/** Absolute addresses, since a report is read elsewhere. */
export const REPORT_LINKS = {
  incident: (name: string) => absoluteUrl(incidentPath(name)),
  objective: (key: string) => absoluteUrl(objectivePath(key)),
};

function Report({ choice }: { choice: ReportChoice }) {
  const styles = useStyles2(getStyles);
  const { period, language, withPrivate, change } = choice;
  const view = useSlaReport(choice);
  const { report } = view;
  const markdown = useMemo(() => report && slaMarkdown(report, language, REPORT_LINKS), [report, language]);
  return (
    <Stack direction="column" gap={2}>
      <Controls choice={choice} />
      <Stack wrap="wrap" gap={1} alignItems="center">
        <ClipboardButton size="sm" variant="secondary" icon="copy" disabled={!markdown} getText={() => markdown ?? ''}>
          {t('objectives.report.copy', 'Copy Markdown')}
        </ClipboardButton>
        <Button
          size="sm"
          variant="secondary"
          icon="download-alt"
          disabled={!markdown}
          onClick={() => markdown && downloadText(`sla-${period.label}-${language}.md`, markdown, 'text/markdown')}
        >
          {t('objectives.report.download', 'Download Markdown')}
        </Button>
        <LinkButton
          size="sm"
          variant="secondary"
          icon="document-info"
          disabled={!markdown}
          href={reportPrintPath({ label: period.label, language, withPrivate })}
        >
          {t('objectives.report.print-page', 'Printable page')}
        </LinkButton>
        <PrivateChoice
          count={report?.privateIncidents}
          value={withPrivate}
          onChange={(wanted) => change({ private: wanted ? '1' : undefined })}
        />
      </Stack>
      <ReportStates view={view} />
      {markdown && (
        <article lang={language} aria-label={t('objectives.report.article', 'Report')}>
          <MarkdownView text={markdown} className={styles} />
        </article>
      )}
    </Stack>
  );
}

function Controls({ choice: { period, before, after, language, change } }: { choice: ReportChoice }) {
  const zone = useTeamZone();
  const go = (to: Period) => change({ period: to.label, type: to.type });
  return (
    <Stack wrap="wrap" gap={1} alignItems="center">
      <RadioButtonGroup
        aria-label={t('objectives.report.period', 'Period')}
        options={[
          { value: 'week' as const, label: t('objectives.report.week', 'Week') },
          { value: 'month' as const, label: t('objectives.report.month', 'Month') },
        ]}
        value={period.type}
        onChange={(type) => go(periodAt(type, Math.min(period.end - 1, Date.now() / 1000), zone))}
      />
      <Button
        variant="secondary"
        icon="angle-left"
        aria-label={t('objectives.report.previous', 'Period before')}
        tooltip={before.label}
        onClick={() => go(before)}
      />
      <Text variant="h4" element="span">
        {period.label}
      </Text>
      <Button
        variant="secondary"
        icon="angle-right"
        aria-label={t('objectives.report.next', 'Next period')}
        tooltip={after?.label}
        disabled={!after}
        onClick={() => after && go(after)}
      />
      <RadioButtonGroup
        aria-label={t('objectives.report.language', 'Language of the report')}
        options={[
          { value: 'en' as const, label: 'English' },
          { value: 'fr' as const, label: 'Français' },
        ]}
        value={language}
        onChange={(value) => change({ language: value })}
      />
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    // wide tables scroll in themselves, not the page
    table: { display: 'block', overflowX: 'auto', maxWidth: '100%' },
    'th, td': { padding: theme.spacing(0.5, 1.5, 0.5, 0), verticalAlign: 'top', fontVariantNumeric: 'tabular-nums' },
    h2: { fontSize: theme.typography.h3.fontSize },
    h3: { fontSize: theme.typography.h4.fontSize, marginTop: theme.spacing(3) },
  });
