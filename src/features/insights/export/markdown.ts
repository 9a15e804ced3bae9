import { t } from '@grafana/i18n';
import { type IncidentHead } from '../../../domain/incident/head';
import { type Insights, LEFT_OUT, type Selection, DURATIONS } from '../../../domain/insights/insights';
import { cell } from '../../../domain/text/markdown';
import { incidentPath } from '../../../shared/incidents/paths';
import { formatDuration } from '../../../shared/words/durations';
import { labelled } from '../../../shared/words/labelled';
import { verbatim } from '../../../shared/words/verbatim';
import {
  periodChangeText,
  estimateText,
  FORMULAS,
  formulaName,
  formulaText,
  intervalText,
  leftOutName,
  measureFormula,
  measureName,
  medianChangeText,
  meanText,
  mtbfInterval,
  mtbfText,
  percent,
  periodText,
} from '../words';

interface Context {
  zone: string;
  serviceName?: string;
  /** About private incidents. */
  note?: string;
  /** Makes a path absolute: an export is read elsewhere. */
  link: (path: string) => string;
}

/** The page as Markdown: the same numbers with n, formulas and what was left out. */
export function insightsMarkdown(
  insights: Insights,
  selection: Selection,
  { zone, serviceName, link, note }: Context
): string {
  const { measures, weeks, services, monitoring, change, leftOut, incidents } = insights;
  const missing = DURATIONS.flatMap((measure) =>
    measures[measure].missing.length > 0
      ? `- ${labelled(t('insights.export.missing', '{{measure}}, a time is missing', verbatim({ measure: measureName(measure) })), links(measures[measure].missing, link))}`
      : []
  );
  const excluded = LEFT_OUT.flatMap((reason) =>
    leftOut[reason].length > 0 ? `- ${labelled(leftOutName(reason), links(leftOut[reason], link))}` : []
  );
  return [
    `# ${t('insights.export.title', 'Insights on incidents')}`,
    '',
    `- ${labelled(t('insights.filter.period', 'Period'), `${periodText(selection.period, zone)} (${cell(zone)})`)}`,
    `- ${labelled(t('insights.filter.service', 'Service'), cell(serviceName ?? t('insights.filter.any-service', 'Any service')))}`,
    `- ${labelled(t('insights.filter.severity', 'Severity'), selection.severity?.toUpperCase() ?? t('insights.filter.any-severity', 'Any severity'))}`,
    `- ${labelled(t('insights.name.count', 'Incidents'), `n = ${incidents.length}`)}`,
    `- ${visibleOnly()}`,
    ...(note ? [`- ${note}`] : []),
    '',
    `## ${t('insights.section.durations', 'How long things took')}`,
    '',
    ...table(
      [
        t('insights.column.duration', 'Duration'),
        t('insights.column.formula', 'Formula'),
        'n',
        t('insights.column.open', 'Still open'),
        t('insights.name.median', 'Median'),
        t('insights.name.p90', 'P90'),
      ],
      DURATIONS.map((measure) => {
        const { median, p90 } = measures[measure];
        return [
          measureName(measure),
          measureFormula(measure),
          String(median.n),
          String(median.open),
          [estimateText(median), intervalText(median)].filter(Boolean).join(' · '),
          [estimateText(p90), intervalText(p90)].filter(Boolean).join(' · '),
        ];
      })
    ),
    `## ${t('insights.section.rates', 'How often')}`,
    '',
    ...(change ? [periodChangeText(change), medianChangeText(change.median, measures.recover.median), ''] : []),
    ...table(
      [t('insights.column.week', 'Week'), t('insights.name.count', 'Incidents')],
      weeks.map(({ week, date, incidents, partial }) => [
        `${week} (${date})${partial ? ` ${t('insights.export.partial', '(part)')}` : ''}`,
        String(incidents),
      ])
    ),
    `## ${t('insights.section.services', 'Reliability of services')}`,
    '',
    ...table(
      [
        t('insights.column.service', 'Service'),
        t('insights.column.failures', 'Failures'),
        t('insights.name.mtbf', 'MTBF'),
        t('insights.name.downtime', 'Downtime'),
        t('insights.column.mttr', 'Mean downtime'),
        t('insights.name.availability', 'Availability'),
      ],
      services.map((service) => [
        service.name,
        String(service.failures),
        `${mtbfText(service)}; ${mtbfInterval(service)}`,
        formatDuration(service.downtime),
        meanText(service),
        service.availability === undefined ? '–' : percent(service.availability, 3),
      ])
    ),
    `## ${t('insights.name.monitoring', 'Found by monitoring')}`,
    '',
    monitoringText(monitoring),
    '',
    `## ${t('insights.section.left-out', 'Left out')}`,
    '',
    ...(excluded.length + missing.length > 0
      ? [...excluded, ...missing]
      : [t('insights.left-out.nothing', 'Nothing.')]),
    '',
    `## ${t('insights.section.formulas', 'Formulas')}`,
    '',
    ...FORMULAS.map((formula) => `- ${labelled(formulaName(formula), formulaText(formula))}`),
    '',
  ].join('\n');
}

/** The share in words, with n and interval. */
export function monitoringText({ found, n, value, interval, unknown }: Insights['monitoring']): string {
  const rest =
    unknown.length > 0
      ? ` ${t('insights.monitoring.unknown', 'Of {{number}} it is not known.', verbatim({ number: unknown.length }))}`
      : '';
  return value === undefined || !interval
    ? `${t('insights.unknown', 'unknown')}.${rest}`
    : `${t(
        'insights.monitoring.share',
        '{{share}} ({{found}} of {{n}}; 95 %: {{low}} to {{high}}).',
        verbatim({ share: percent(value), found, n, low: percent(interval.low), high: percent(interval.high) })
      )}${rest}`;
}

export function visibleOnly(): string {
  return t('insights.visible', 'Of the incidents you may see: private ones of others are not among them.');
}

function table(header: string[], rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(header), `|${' --- |'.repeat(header.length)}`, ...rows.map(line), ''];
}

function links(incidents: IncidentHead[], link: (path: string) => string): string {
  return `${incidents.length} (${incidents.map(({ name, ref }) => `[${ref}](${link(incidentPath(name))})`).join(', ')})`;
}
