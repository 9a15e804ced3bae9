import { type Instant } from '../record/record';
import { type Language } from '../text/language';
import { type IcsEvent, type IcsTime, writeIcs } from '../time/ics/write';
import { addDays, localDateOf, slotAfter, slotOn, slotsBetween, weekDates, weekOf } from '../time/recurrence';
import { DAY_MS } from '../time/units';
import { currentSchedule, inPlan } from './plan';
import {
  type Ledger,
  LOOK_BACK_DAYS,
  type Occurrence,
  occurrenceKey,
  occurrencesOf,
  type Schedule,
  type Task,
} from './task';
import { type WindowHead } from './windows/head';
import { timesOf } from './windows/times';

export interface CalendarSource {
  tasks: Record<string, Task>;
  ledger: Ledger;
  windows: WindowHead[];
  /** ISO weeks whose review is signed off, with when. */
  reviews: Array<{ week: string; signed: Instant }>;
  zone: string;
  /** When the team took the plan over. */
  since: Instant;
  /** When the plan was last changed. */
  planChanged: Instant;
  /** Of this Grafana and organisation, so that events of two of them are not taken for one. */
  host: string;
  /** Address of a window's page, by its name. */
  windowUrl: (name: string) => string;
  planUrl: string;
}

const WORDS: Record<Language, { name: string; due: string; window: string; review: string; signed: string }> = {
  en: {
    name: 'Opsbook maintenance',
    due: 'Due',
    window: 'Maintenance window',
    review: 'Weekly maintenance review',
    signed: 'Maintenance review signed off',
  },
  fr: {
    name: 'Maintenance Opsbook',
    due: 'Échéance',
    window: 'Fenêtre de maintenance',
    review: 'Revue hebdomadaire de maintenance',
    signed: 'Revue de maintenance signée',
  },
};

/** Dates that closed days move are looked for so far ahead; the rule goes on. */
const LOOK_AHEAD_DAYS = 366;
/** A moved date belongs to the nearest date of the rule, in this time. */
const MOVED_MS = 31 * DAY_MS;

/** The plan, the windows and the reviews as a calendar file: read again, it changes the events that it made. */
export function calendarFile(source: CalendarSource, now: Instant, language: Language): string {
  const events = [
    ...inPlan(source.tasks).flatMap(({ key, definition }) => taskEvents(key, definition, source, now, language)),
    ...source.windows.map((window) => windowEvent(window, source, language)),
    ...reviewEvents(source, language),
  ];
  return writeIcs({ name: WORDS[language].name, events, now });
}

function taskEvents(
  key: string,
  definition: Task,
  source: CalendarSource,
  now: Instant,
  language: Language
): IcsEvent[] {
  const { ledger, host, planChanged, planUrl } = source;
  const schedule = currentSchedule(definition);
  const { title, team, description } = definition;
  const base = {
    uid: `task-${key}@${host}`,
    changed: planChanged,
    summary: title,
    description: [`${WORDS[language].due} · ${team}`, ...(description ? [description] : [])].join('\n'),
    url: planUrl,
    categories: ['Opsbook', team],
  };
  const horizon = shifted(now, LOOK_AHEAD_DAYS);
  if (schedule.anchor === 'completed') {
    // when it is due again depends on when it is done: only what is known is told, what is late too
    return occurrencesOf(key, definition, shifted(now, -LOOK_BACK_DAYS), horizon, ledger)
      .filter((each) => !ledger.has(occurrenceKey(each)))
      .map((each) => ({ ...base, start: { at: each.due } }))
      .slice(-1);
  }
  const found = occurrencesOf(key, definition, now, horizon, ledger);
  return ruleEvents(base, schedule, found, slotsBetween(schedule, now, horizon));
}

/** The rule without the dates that closed days moved or dropped, and those moved, each in the place of the nearest. */
function ruleEvents(
  base: Omit<IcsEvent, 'start'>,
  schedule: Schedule,
  found: Occurrence[],
  slots: ReturnType<typeof slotsBetween>
): IcsEvent[] {
  const first = firstSlot(schedule);
  if (!first) {
    return [];
  }
  const kept = new Set(found.map(({ due }) => Date.parse(due)));
  const dropped = slots.filter(({ at }) => !kept.has(Date.parse(at)));
  const regular = new Set(slots.map(({ at }) => Date.parse(at)));
  const replaced = found
    .filter(({ due }) => !regular.has(Date.parse(due)))
    .map((each) => ({
      each,
      slot: dropped
        .filter(({ at }) => distance(at, each.due) <= MOVED_MS)
        .sort((a, b) => distance(a.at, each.due) - distance(b.at, each.due))
        .at(0),
    }));
  const taken = new Set(replaced.flatMap(({ slot }) => slot?.date ?? []));
  const gone = dropped.map(({ date }) => date).filter((date) => !taken.has(date));
  const wall = (date: string): IcsTime => ({ local: `${date}${schedule.start.slice(10)}`, zone: schedule.zone });
  return [
    {
      ...base,
      start: wall(first),
      rule: withUtcEnd(schedule),
      excluded: [...gone, ...(schedule.except ?? [])].map(wall),
    },
    ...replaced.map(({ each, slot }) => ({
      ...base,
      ...(slot ? { instead: wall(slot.date) } : { uid: uidOf(base.uid, each) }),
      start: { at: each.due },
    })),
  ];
}

function shifted(at: Instant, days: number): Instant {
  return new Date(Date.parse(at) + days * DAY_MS).toISOString();
}

/** Where times are in a zone, RFC 5545 3.3.10 wants the end of a rule in UTC: a day as the end of that day. */
function withUtcEnd({ rule, zone }: Schedule): string {
  return rule.replace(
    /UNTIL=(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{2})?(?=;|$)/i,
    (_, year, month, day, hour, minute) => {
      const date = `${year}-${month}-${day}`;
      const { at } = slotOn({ start: `${date}T${hour ?? '23'}:${minute ?? '59'}`, zone }, date);
      return `UNTIL=${at.slice(0, 19).replace(/[-:]/g, '')}Z`;
    }
  );
}

/** What counts from its start keeps it; anything else begins where the team first promised it. */
function firstSlot(schedule: Schedule): string | undefined {
  const isCounted = /(^|;)COUNT=/i.test(schedule.rule);
  const from = isCounted ? `${schedule.start}:00Z` : schedule.from;
  const after = new Date(Date.parse(from) - (isCounted ? DAY_MS : 0)).toISOString();
  return slotAfter(schedule, after, true)?.date;
}

function uidOf(uid: string, { date }: Occurrence): string {
  return uid.replace('@', `-${date}@`);
}

function distance(one: Instant, other: Instant): number {
  return Math.abs(Date.parse(one) - Date.parse(other));
}

function windowEvent(window: WindowHead, { host, windowUrl, since }: CalendarSource, language: Language): IcsEvent {
  const { name, title, start, end, serviceNames, owner, cancelled } = window;
  const { from, to } = timesOf(window) ?? { from: start, to: end };
  return {
    uid: `window-${name}@${host}`,
    changed: window.changed ?? since,
    start: { at: from },
    end: { at: to },
    summary: `${WORDS[language].window}: ${title}`,
    description: [serviceNames, ...(owner ? [owner] : [])].join('\n'),
    url: windowUrl(name),
    categories: ['Opsbook'],
    ...(cancelled && { isCancelled: true }),
  };
}

/** Every Monday for the week before; those that are signed off stand there with when. */
function reviewEvents(
  { reviews, zone, since, planChanged, host, planUrl }: CalendarSource,
  language: Language
): IcsEvent[] {
  const monday = weekDates(weekOf(localDateOf(since, zone)))[0];
  return [
    {
      uid: `reviews@${host}`,
      changed: planChanged,
      start: { date: monday },
      end: { date: addDays(monday, 1) },
      rule: 'FREQ=WEEKLY',
      summary: WORDS[language].review,
      url: planUrl,
      categories: ['Opsbook'],
    },
    ...reviews.map(({ week, signed }) => ({
      uid: `review-${week.toLowerCase()}@${host}`,
      changed: signed,
      start: { at: signed },
      summary: `${WORDS[language].signed}: ${week}`,
      categories: ['Opsbook'],
    })),
  ];
}
