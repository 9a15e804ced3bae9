import { privacyNote } from '../incident/privacy';
import { type Status } from '../incident/schema';
import { words } from '../text/documents/incident';
import { WEEKLY_REVIEW_TEXTS } from '../text/documents/weeklyReview';
import { type Language } from '../text/language';
import { block, cell, flow, inline, markdownCell, row, tableHead } from '../text/markdown';
import { type Compliance, type OccurrenceState } from './task';
import { type WeekReview } from './week';

export interface ReviewFacts {
  week: string;
  compliance: Compliance;
  due: Array<{ title: string; team: string; date: string; state: OccurrenceState; by?: string; note?: string }>;
  /** Still overdue when the review was made, most urgent first. */
  overdue: Array<{ title: string; team: string; since: string }>;
  failures: Array<{ item: string; run: string }>;
  incidents: Array<{ ref: string; title: string; status: Status }>;
  /** Private incidents of the week: left out of `incidents`, unless `withPrivate`. */
  privateIncidents?: number;
  withPrivate?: boolean;
  review?: WeekReview;
}

/** The review of a week as Markdown, in the order people speak. */
export function reviewMarkdown(
  {
    week,
    compliance,
    due,
    overdue,
    failures,
    incidents,
    review,
    privateIncidents = 0,
    withPrivate = false,
  }: ReviewFacts,
  language: Language
): string {
  const say = WEEKLY_REVIEW_TEXTS[language];
  const note = privacyNote(privateIncidents, withPrivate, language);
  const list = (title: string, lines: string[]) => [
    '',
    `## ${title}`,
    '',
    ...(lines.length ? lines.map((text) => `- ${text}`) : [`- ${say.nothing}`]),
  ];
  const { kept, matured, waived, share, interval } = compliance;
  const percent = (value: number) => `${Math.round(value * 1000) / 10} %`;
  const promise =
    share === undefined || !interval
      ? say.none
      : `${kept}/${matured} (${percent(share)}, ${say.interval} ${percent(interval.low)} – ${percent(interval.high)})`;
  return [
    `# ${say.title} ${week}`,
    '',
    `**${say.kept}** ${promise}${waived ? ` · ${waived} ${say.waived}` : ''}`,
    '',
    `## ${say.due}`,
    '',
    ...tableHead([say.date, say.task, say.team, say.result]),
    ...due.map(({ date, title, team, state, by, note }) =>
      row([
        date,
        cell(title),
        cell(team),
        [say.states[state], by && cell(by), note && markdownCell(note)].filter(Boolean).join(' · '),
      ])
    ),
    ...list(
      say.overdue,
      overdue.map(({ title, team, since }) => inline(`${title} (${team}), ${say.since} ${since}`))
    ),
    ...list(
      say.failures,
      failures.map(({ item, run }) => inline(`${item} (${run})`))
    ),
    ...list(
      say.incidents,
      incidents.map(({ ref, title, status }) => inline(`${ref} · ${title} (${words(language)(status)})`))
    ),
    ...(note ? ['', note] : []),
    ...(review?.notes ? ['', `## ${say.notes}`, '', block(review.notes)] : []),
    ...list(
      say.decisions,
      Object.values(review?.decisions ?? {}).map(({ text }) => flow(text))
    ),
    ...list(
      say.carried,
      Object.values(review?.carried ?? {}).map(({ text }) => flow(text))
    ),
    ...(review?.signedOff
      ? [
          '',
          `${say.signed} ${inline(review.signedOff.by.name)}, ${review.signedOff.at.slice(0, 16).replace('T', ' ')} UTC`,
        ]
      : []),
    '',
  ].join('\n');
}
