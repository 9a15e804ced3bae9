import { privacyNote } from '../incident/privacy';
import { type Status } from '../incident/schema';
import { words } from '../text/documents/incident';
import { WEEKLY_REVIEW_TEXTS } from '../text/documents/weeklyReview';
import { type Language } from '../text/language';
import { block, cell, flow, inline, markdownCell, row, tableHead } from '../text/markdown';
import { numberText } from '../text/quantity';
import { durationWords } from '../text/times';
import { MINUTE_MS } from '../time/recurrence';
import { type VerdictChange } from './reviewFacts';
import { type Compliance, type OccurrenceState } from './task';
import { type WeekReview } from './week';

interface DueLine {
  title: string;
  team: string;
  date: string;
  state: OccurrenceState;
  by?: string;
  note?: string;
}

/** Firings of a rule that no incident was declared for, and none was under way; `silenced` of them were silenced. */
export interface AlertOutside {
  name: string;
  fired: number;
  outside: number;
  silenced: number;
}

export interface ReviewFacts {
  week: string;
  compliance: Compliance;
  due: DueLine[];
  /** Still overdue when the review was made, most urgent first. */
  overdue: Array<{ title: string; team: string; since: string }>;
  failures: Array<{ item: string; run: string }>;
  /** Verdicts that changed since the run before; what is absent is not told. */
  changes?: VerdictChange[];
  /** As they stand when the review is made, worst first. */
  objectives?: Array<{
    name: string;
    state: 'met' | 'atRisk' | 'breached' | 'stale' | 'noData' | 'info';
    text?: string;
  }>;
  incidents: Array<{ ref: string; title: string; status: Status }>;
  /** Due until the end of the week, oldest first. `item`: key in the roadmap, of one that a review took on. */
  actions?: Array<{ ref: string; title: string; owner?: string; due: string; item?: string }>;
  /** Of the week and the next; times as people read them. */
  windows?: Array<{ title: string; from: string; to: string; services: string }>;
  minutes?: Array<{ team: string; minutes: number }>;
  /** Alerts that fired outside incidents, the most often first; absent until they are known. */
  alerts?: AlertOutside[];
  /** Private incidents of the week: left out of `incidents`, unless `withPrivate`. */
  privateIncidents?: number;
  withPrivate?: boolean;
  review?: WeekReview;
}

type Say = (typeof WEEKLY_REVIEW_TEXTS)[Language];

/** What is not as it was promised comes first; the rest is told by task. */
export function isException({ state }: Pick<DueLine, 'state'>): boolean {
  return !['ontime', 'upcoming', 'due'].includes(state);
}

/** The review of a week as Markdown, in the order people speak. */
export function reviewMarkdown(facts: ReviewFacts, language: Language): string {
  const {
    week,
    compliance,
    overdue,
    failures,
    changes,
    objectives,
    incidents,
    actions,
    windows,
    minutes,
    alerts,
    review,
  } = facts;
  const say = WEEKLY_REVIEW_TEXTS[language];
  const word = words(language);
  const colon = word('colon');
  const note = privacyNote(facts.privateIncidents ?? 0, facts.withPrivate ?? false, language);
  const list = (title: string, lines: string[] | undefined) =>
    lines ? ['', `## ${title}`, '', ...(lines.length ? lines.map((text) => `- ${text}`) : [`- ${say.nothing}`])] : [];
  return [
    `# ${say.title} ${week}`,
    '',
    ...(review?.signedOff ? [] : [`*${say.draft}*`, '']),
    complianceLine(compliance, language),
    '',
    ...dueLines(facts.due, say),
    ...list(
      say.overdue,
      overdue.map(({ title, team, since }) => inline(`${title} (${team}), ${say.since} ${since}`))
    ),
    ...list(
      say.failures,
      failures.map(({ item, run }) => inline(`${item} (${run})`))
    ),
    ...list(
      say.moved,
      changes?.map(({ item, run, from, to }) =>
        inline(`${item} (${run})${colon} ${say.verdicts[to]}, ${say.changes} ${say.verdicts[from]}`)
      )
    ),
    ...list(
      say.objectives,
      objectives?.map(({ name, state, text }) =>
        inline(`${name}${colon} ${[say.objectiveStates[state], text].filter(Boolean).join(', ')}`)
      )
    ),
    ...list(
      say.incidents,
      incidents.map(({ ref, title, status }) => inline(`${ref} · ${title} (${word(status)})`))
    ),
    ...(note ? ['', note] : []),
    ...list(
      say.actions,
      actions?.map(({ ref, title, owner, due }) =>
        inline(`${title} (${ref}, ${owner ?? say.nobody}), ${say.dueOn} ${due}`)
      )
    ),
    ...list(
      say.windows,
      windows?.map(({ title, from, to, services }) =>
        inline([`${title}${colon} ${from} – ${to}`, services].filter(Boolean).join(' · '))
      )
    ),
    ...list(
      say.minutes,
      minutes?.map(({ team, minutes: spent }) =>
        inline(`${team || say.nobody}${colon} ${durationWords(spent * MINUTE_MS, language)}`)
      )
    ),
    ...list(
      say.alerts,
      alerts?.map(({ name, fired, outside, silenced }) =>
        inline(`${name}: ${say.firings(outside, fired)}${silenced ? `, ${say.silenced(silenced)}` : ''}`)
      )
    ),
    ...(review?.notes ? ['', `## ${say.notes}`, '', block(review.notes)] : []),
    ...list(
      say.decisions,
      Object.values(review?.decisions ?? {}).map(({ text }) => flow(text))
    ),
    ...list(
      say.carried,
      Object.values(review?.carried ?? {}).map(({ text }) => flow(text))
    ),
    ...signedLines(review, language),
    '',
  ].join('\n');
}

function complianceLine({ kept, matured, waived, share, interval }: Compliance, language: Language): string {
  const say = WEEKLY_REVIEW_TEXTS[language];
  const percent = (value: number) => `${numberText(value * 100, 1, language)}${language === 'fr' ? '\u00a0' : ' '}%`;
  const promise =
    share === undefined || !interval
      ? say.none
      : `${kept}/${matured} (${percent(share)}, ${say.interval} ${percent(interval.low)} – ${percent(interval.high)})`;
  return `**${say.kept}** ${promise}${waived ? ` · ${say.waived(waived)}` : ''}`;
}

function dueLines(due: DueLine[], say: Say): string[] {
  const result = ({ state, by, note }: DueLine) =>
    [say.states[state], by && cell(by), note && markdownCell(note)].filter(Boolean).join(' · ');
  const kept = byTask(due.filter((line) => !isException(line)));
  return [
    `## ${say.due}`,
    '',
    ...tableHead([say.date, say.task, say.team, say.result]),
    ...due.filter(isException).map((line) => row([line.date, cell(line.title), cell(line.team), result(line)])),
    ...(kept.length ? ['', `**${say.keptTimes}**`, ''] : []),
    ...kept.map(({ title, team, lines }) => {
      const told = lines.map(({ date, state, by, note }) =>
        [date, state === 'ontime' ? '' : say.states[state], by, note].filter(Boolean).join(' ')
      );
      return `- ${inline(`${title} (${team})`)}: ${flow(told.join(', '))}`;
    }),
  ];
}

/** Lines of one task together, in the order of their first. */
export function byTask(due: DueLine[]): Array<{ title: string; team: string; lines: DueLine[] }> {
  const tasks = new Map<string, { title: string; team: string; lines: DueLine[] }>();
  due.forEach((line) => {
    const { title, team } = line;
    const key = `${title}|${team}`;
    const task = tasks.get(key) ?? { title, team, lines: [] };
    tasks.set(key, { ...task, lines: [...task.lines, line] });
  });
  return [...tasks.values()];
}

function signedLines(review: WeekReview | undefined, language: Language): string[] {
  const say = WEEKLY_REVIEW_TEXTS[language];
  if (!review?.signedOff) {
    return [];
  }
  const { by, at, open = [] } = review.signedOff;
  return [
    '',
    `${say.signed} ${inline(by.name)}, ${at.slice(0, 16).replace('T', ' ')} UTC`,
    ...(open.length
      ? ['', `${say.open}${words(language)('colon')} ${open.map((step) => say.steps[step]).join(', ')}`]
      : []),
  ];
}
