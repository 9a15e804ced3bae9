import { privacyNote } from '../incident/privacy';
import { type Status } from '../incident/schema';
import { words } from '../text/documents/incident';
import { WEEKLY_REVIEW_TEXTS } from '../text/documents/weeklyReview';
import { type Language } from '../text/language';
import { block, cell, flow, inline, markdownCell, row, tableHead } from '../text/markdown';
import { numberText } from '../text/quantity';
import { durationWords } from '../text/times';
import { MINUTE_MS } from '../time/units';
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
  /** What the week before carried over. */
  left?: string[];
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
export function weeklyReviewMarkdown(facts: ReviewFacts, language: Language): string {
  const { week, compliance, review } = facts;
  const say = WEEKLY_REVIEW_TEXTS[language];
  return [
    `# ${say.title} ${week}`,
    '',
    ...(review?.signedOff ? [] : [`*${say.draft}*`, '']),
    complianceLine(compliance, language),
    ...listed(say, say.left, facts.left?.length ? facts.left.map((text) => flow(text)) : undefined),
    '',
    ...dueLines(facts.due, language),
    ...workLines(facts, language),
    ...serviceLines(facts, language),
    ...aheadLines(facts, language),
    ...(review?.notes ? ['', `## ${say.notes}`, '', block(review.notes)] : []),
    ...listed(say, say.decisions, textsOf(review?.decisions)),
    ...listed(say, say.carried, textsOf(review?.carried)),
    ...signedLines(review, language),
    '',
  ].join('\n');
}

/** A heading with its points, and a word where there is none; nothing at all for what is not known. */
function listed(say: Say, title: string, lines: string[] | undefined): string[] {
  return lines
    ? ['', `## ${title}`, '', ...(lines.length ? lines.map((text) => `- ${text}`) : [`- ${say.nothing}`])]
    : [];
}

function textsOf(lines: Record<string, { text: string }> | undefined): string[] {
  return Object.values(lines ?? {}).map(({ text }) => flow(text));
}

/** What is late, failed or changed. */
function workLines({ overdue, failures, changes }: ReviewFacts, language: Language): string[] {
  const say = WEEKLY_REVIEW_TEXTS[language];
  const colon = words(language)('colon');
  const late = overdue.map(({ title, team, since }) => inline(`${title} (${team}), ${say.since} ${since}`));
  const moved = changes?.map(({ item, run, from, to }) =>
    inline(`${item} (${run})${colon} ${say.verdicts[to]}, ${say.changes} ${say.verdicts[from]}`)
  );
  return [
    ...listed(say, say.overdue, late),
    ...listed(
      say,
      say.failures,
      failures.map(({ item, run }) => inline(`${item} (${run})`))
    ),
    ...listed(say, say.moved, moved),
  ];
}

/** How the services did. */
function serviceLines(
  { objectives, incidents, privateIncidents = 0, withPrivate = false }: ReviewFacts,
  language: Language
): string[] {
  const say = WEEKLY_REVIEW_TEXTS[language];
  const word = words(language);
  const note = privacyNote(privateIncidents, withPrivate, language);
  const states = objectives?.map(({ name, state, text }) =>
    inline(`${name}${word('colon')} ${[say.objectiveStates[state], text].filter(Boolean).join(', ')}`)
  );
  return [
    ...listed(say, say.objectives, states),
    ...listed(
      say,
      say.incidents,
      incidents.map(({ ref, title, status }) => inline(`${ref} · ${title} (${word(status)})`))
    ),
    ...(note ? ['', note] : []),
  ];
}

/** What is to be done, what comes, and what the week took. */
function aheadLines({ actions, windows, minutes, alerts }: ReviewFacts, language: Language): string[] {
  const say = WEEKLY_REVIEW_TEXTS[language];
  const colon = words(language)('colon');
  const toDo = actions?.map(({ ref, title, owner, due }) =>
    inline(`${title} (${ref}, ${owner ?? say.nobody}), ${say.dueOn} ${due}`)
  );
  const planned = windows?.map(({ title, from, to, services }) =>
    inline([`${title}${colon} ${from} – ${to}`, services].filter(Boolean).join(' · '))
  );
  const spent = minutes?.map((each) =>
    inline(`${each.team || say.nobody}${colon} ${durationWords(each.minutes * MINUTE_MS, language)}`)
  );
  const noise = alerts?.map(({ name, fired, outside, silenced }) =>
    inline(`${name}${colon} ${say.firings(outside, fired)}${silenced ? `, ${say.silenced(silenced)}` : ''}`)
  );
  return [
    ...listed(say, say.actions, toDo),
    ...listed(say, say.windows, planned),
    ...listed(say, say.minutes, spent),
    ...listed(say, say.alerts, noise),
  ];
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

function dueLines(due: DueLine[], language: Language): string[] {
  const say = WEEKLY_REVIEW_TEXTS[language];
  const colon = words(language)('colon');
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
      return `- ${inline(`${title} (${team})`)}${colon} ${flow(told.join(', '))}`;
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
