import { type Instant } from '../../record/record';
import { WINDOW_DOCUMENT_TEXTS } from '../../text/documents/maintenanceWindow';
import { block, inline } from '../../text/markdown';
import { type MaintenanceWindow } from './schema';

/** The window for people who read it without the plugin. */
export function windowMarkdown(record: MaintenanceWindow): string {
  const { cancelled, started, ended, approval } = record;
  const say = WINDOW_DOCUMENT_TEXTS[record.language ?? 'en'];
  const fact = (name: string, text: string) => `${name}${say.colon}${text}`;
  const span = (from: Instant, to: Instant) => `${minute(from)} ${say.to} ${minute(to)}`;
  const happened = (name: string, { at, by, note }: { at: Instant; by: { name: string }; note?: string }) =>
    fact(name, `${minute(at)} ${say.by} ${inline(by.name)}${note ? `${say.colon}${inline(note)}` : ''}`);
  const facts = [
    fact(say.planned, `${span(record.start, record.end)} (UTC) ${say.by} ${inline(record.planned.by.name)}`),
    ...(started ? [happened(say.started, started)] : []),
    ...(ended ? [happened(say.ended, ended)] : []),
    ...(cancelled ? [happened(say.cancelled, cancelled)] : []),
    fact(say.services, Object.values(record.services).map(inline).join(', ')),
    ...(record.owner ? [fact(say.owner, inline(record.owner))] : []),
    ...(record.checklist ? [fact(say.checklist, inline(record.checklist))] : []),
    ...(record.silence ? [say.silenced] : []),
    ...(record.exclude
      ? [
          approval
            ? fact(say.excluded, `${span(approval.from, approval.to)}, ${say.approvedBy} ${inline(approval.by.name)}`)
            : say.notApproved,
        ]
      : []),
  ];
  const parts = [
    [say.what, record.what],
    [say.risk, record.risk],
    [say.backOut, record.backOut],
  ].flatMap(([title, text]) => (text ? ['', `## ${title}`, '', block(text)] : []));
  return [`# ${inline(record.title)}`, '', ...facts.map((each) => `- ${each}`), ...parts].join('\n');
}

function minute(at: Instant): string {
  return at.slice(0, 16).replace('T', ' ');
}
