import React, { useMemo } from 'react';
import { t } from '@grafana/i18n';
import { slaMarkdown } from '../../../domain/objective/sla/markdown';
import { OBJECTIVES_PATH } from '../../../shared/objectives/paths';
import { PaperPage } from '../../../shared/ui/PaperPage';
import { useSlaReport } from '../data/slaReport';
import { reportPath } from '../paths';
import { ReportStates } from '../report/ReportStates';
import { useReportPeriod } from '../report/useReportPeriod';
import { REPORT_LINKS } from './ReportPage';

export function ReportPrintPage() {
  const choice = useReportPeriod();
  const { period, language, withPrivate } = choice;
  const view = useSlaReport(choice);
  const { report } = view;
  const markdown = useMemo(() => report && slaMarkdown(report, language, REPORT_LINKS), [report, language]);
  return (
    <PaperPage
      parent={{ text: t('objectives.title', 'Objectives'), url: OBJECTIVES_PATH }}
      label={t('objectives.report.article', 'Report')}
      language={language}
      markdown={markdown}
      back={{
        text: t('objectives.report.back', 'Back to the report'),
        href: reportPath({ type: period.type, label: period.label, language, withPrivate }),
      }}
    >
      <ReportStates view={view} />
    </PaperPage>
  );
}
