import { type Instant } from '../../record/record';
import { block, inline } from '../../text/markdown';
import { type MaintenanceWindow } from './schema';

/** The window for people who read it without the plugin. */
export function windowMarkdown(record: MaintenanceWindow): string {
  const { cancelled, started, ended, approval } = record;
  const facts = [
    `Planned: ${minute(record.start)} to ${minute(record.end)} (UTC) by ${inline(record.planned.by.name)}`,
    ...(started ? [`Started: ${minute(started.at)} by ${inline(started.by.name)}`] : []),
    ...(ended ? [`Ended: ${minute(ended.at)} by ${inline(ended.by.name)}${remark(ended.note)}`] : []),
    ...(cancelled
      ? [`Cancelled: ${minute(cancelled.at)} by ${inline(cancelled.by.name)}${remark(cancelled.note)}`]
      : []),
    `Services: ${Object.values(record.services).map(inline).join(', ')}`,
    ...(record.owner ? [`Owner: ${inline(record.owner)}`] : []),
    ...(record.checklist ? [`Checklist: ${inline(record.checklist)}`] : []),
    ...(record.silence ? ['Alerts of these services are silenced'] : []),
    ...(record.exclude
      ? [
          approval
            ? `Excluded from objectives: ${minute(approval.from)} to ${minute(approval.to)}, approved by ${inline(approval.by.name)}`
            : 'To be excluded from objectives, not approved yet',
        ]
      : []),
  ];
  const parts = [
    ['What is done', record.what],
    ['Risk', record.risk],
    ['Back-out plan', record.backOut],
  ].flatMap(([title, text]) => (text ? ['', `## ${title}`, '', block(text)] : []));
  return [`# ${inline(record.title)}`, '', ...facts.map((fact) => `- ${fact}`), ...parts].join('\n');
}

function remark(text: string | undefined): string {
  return text ? `: ${inline(text)}` : '';
}

function minute(at: Instant): string {
  return at.slice(0, 16).replace('T', ' ');
}
