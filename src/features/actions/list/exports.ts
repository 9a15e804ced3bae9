import { t } from '@grafana/i18n';
import { type ActionRow, daysLate } from '../../../domain/incident/actionList';
import { toCsv } from '../../../domain/text/csv';
import { cell } from '../../../domain/text/markdown';
import { actionStateName, actionTypeName, lateText } from '../../../shared/words/actions';
import { type MeasureResult } from '../data';
import { actionPath, measurementText, measureText, exportedNatureName, ofText } from '../words';

interface Context {
  /** Local date. */
  today: string;
  measurements: Map<string, MeasureResult>;
  /** About private incidents: Markdown says so. */
  note?: string;
  /** Makes a path absolute: an export is read elsewhere. */
  link: (path: string) => string;
}

/** Everything that is known of each action, one a row; no cell runs as a formula. */
export function actionsCsv(rows: ActionRow[], { today, measurements, link }: Context): string {
  const header = [
    t('actions.column.incident', 'Incident'),
    t('actions.column.incident-title', 'Title of the incident'),
    t('actions.column.severity', 'Severity'),
    t('actions.column.action', 'Action'),
    t('actions.column.type', 'Type'),
    t('actions.column.nature', 'Nature'),
    t('actions.column.owner', 'Owner'),
    t('actions.column.due', 'Due'),
    t('actions.column.late', 'Days late'),
    t('actions.column.state', 'State'),
    t('actions.column.reason', 'Reason'),
    t('actions.column.measure', 'Success query'),
    t('actions.column.result', 'Result now'),
    t('actions.column.link', 'Link'),
  ];
  return toCsv([
    header,
    ...rows.map((row) => [
      row.incident.ref,
      row.review ? ofText(row) : row.incident.title,
      row.incident.severity?.toUpperCase(),
      row.title,
      row.type && actionTypeName(row.type),
      row.nature && exportedNatureName(row.nature),
      row.owner,
      row.due,
      daysLate(row, today) || undefined,
      actionStateName(row.state),
      row.reason,
      row.measure && measureText(row.measure),
      resultOf(row, measurements),
      link(actionPath(row)),
    ]),
  ]);
}

export function actionsMarkdown(rows: ActionRow[], { today, measurements, link, note }: Context): string {
  const header = [
    t('actions.column.action', 'Action'),
    t('actions.column.incident', 'Incident'),
    t('actions.column.owner', 'Owner'),
    t('actions.column.due', 'Due'),
    t('actions.column.type', 'Type'),
    t('actions.column.state', 'State'),
    t('actions.column.result', 'Result now'),
  ];
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    `# ${t('actions.export.title', 'Actions, {{today}}', { today, interpolation: { escapeValue: false } })}`,
    ...(note ? ['', `_${note}_`] : []),
    '',
    line(header.map(cell)),
    `|${' --- |'.repeat(header.length)}`,
    ...rows.map((row) => {
      const late = daysLate(row, today);
      return line([
        cell(row.title),
        `[${row.incident.ref}](${link(actionPath(row))})`,
        cell(row.owner ?? '–'),
        cell([row.due ?? '–', ...(late > 0 ? [`(${lateText(late)})`] : [])].join(' ')),
        cell(row.type ? actionTypeName(row.type) : '–'),
        cell([actionStateName(row.state), row.reason].filter(Boolean).join(': ')),
        cell(resultOf(row, measurements) ?? '–'),
      ]);
    }),
    '',
  ].join('\n');
}

function resultOf({ key }: ActionRow, measurements: Map<string, MeasureResult>): string | undefined {
  const measurement = measurements.get(key);
  return measurement && measurementText(measurement);
}
