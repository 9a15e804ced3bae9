import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { createTheme, type GrafanaTheme2, PageLayoutType } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, LinkButton, Stack, useStyles2 } from '@grafana/ui';
import { slaMarkdown } from '../../../domain/objective/sla/markdown';
import { OBJECTIVES_PATH } from '../../../shared/objectives/paths';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { Page } from '../../../shared/ui/Page';
import { useSlaReport } from '../data/slaReport';
import { reportPath } from '../paths';
import { ReportStates } from '../report/ReportStates';
import { useReportPeriod } from '../report/useReportPeriod';
import { REPORT_LINKS } from './ReportPage';

/** The report alone, as on paper: light whatever the theme, without Grafana's menus (the address asks for kiosk mode). */
export function PrintPage() {
  const styles = useStyles2(getStyles);
  const choice = useReportPeriod();
  const { period, language, withPrivate } = choice;
  const view = useSlaReport(choice);
  const { report } = view;
  const markdown = useMemo(() => report && slaMarkdown(report, language, REPORT_LINKS), [report, language]);
  return (
    <Page
      title={t('objectives.report.print-page', 'Printable page')}
      parent={{ text: t('objectives.title', 'Objectives'), url: OBJECTIVES_PATH }}
      layout={PageLayoutType.Custom}
    >
      <div className={styles.sheet}>
        <div className={styles.controls}>
          <Stack gap={1}>
            <Button icon="document-info" disabled={!markdown} onClick={() => window.print()}>
              {t('objectives.report.print', 'Print')}
            </Button>
            <LinkButton
              variant="secondary"
              href={reportPath({ type: period.type, label: period.label, language, withPrivate })}
            >
              {t('objectives.report.back', 'Back to the report')}
            </LinkButton>
          </Stack>
        </div>
        <ReportStates view={view} />
        {markdown && (
          <article lang={language} aria-label={t('objectives.report.article', 'Report')}>
            <MarkdownView text={markdown} className={styles.text} isPage />
          </article>
        )}
      </div>
    </Page>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const paper = createTheme({ colors: { mode: 'light' } });
  return {
    sheet: css({
      background: paper.colors.background.primary,
      color: paper.colors.text.primary,
      minHeight: '100vh',
      padding: theme.spacing(4),
      '@media print': { position: 'absolute', inset: 0, padding: 0, minHeight: 0, zIndex: theme.zIndex.portal },
    }),
    controls: css({ marginBottom: theme.spacing(2), '@media print': { display: 'none' } }),
    text: css({
      maxWidth: theme.spacing(140),
      '&&, && :is(h1, h2, th, td, li, p, em, strong)': { color: paper.colors.text.primary, background: 'none' },
      '&& a': { color: paper.colors.text.link },
      table: { width: '100%', borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums' },
      'th, td': {
        border: `1px solid ${paper.colors.border.medium}`,
        padding: theme.spacing(0.5, 1),
        textAlign: 'left',
        verticalAlign: 'top',
      },
      '@media print': {
        maxWidth: 'none',
        fontSize: theme.typography.bodySmall.fontSize,
        h2: { breakAfter: 'avoid' },
        tr: { breakInside: 'avoid' },
      },
    }),
  };
};
