import { own } from '../../record/own';
import { type Instant } from '../../record/record';
import { type ServicesRegister } from '../../services/services';
import { type WindowHead } from './head';
import { later, timesOf } from './times';

/** As Grafana's Alertmanager takes them: all of them have to match. */
export interface SilenceMatcher {
  name: string;
  value: string;
  isRegex: boolean;
  isEqual: boolean;
}

interface WantedSilence {
  service: string;
  matchers: SilenceMatcher[];
  startsAt: Instant;
  endsAt: Instant;
}

interface Silencing {
  wanted: WantedSilence[];
  /** Services that have no labels in the register: a silence without them would hold every alert. */
  unlabelled: string[];
}

/**
 * The silences that a window needs at `now` (milliseconds), one for each service, narrowed by its labels. Where windows overlap, each
 * lasts until the last that covers it is over; nothing is wanted for what has passed.
 */
export function silencing(
  window: WindowHead,
  others: WindowHead[],
  register: ServicesRegister | undefined,
  now: number
): Silencing {
  const times = timesOf(window);
  const unlabelled: string[] = [];
  const wanted: WantedSilence[] = [];
  for (const service of times && window.silence ? window.services : []) {
    const matchers = matchersOfService(register, service);
    const endsAt = lastEnd(window, others, service);
    if (matchers.length === 0) {
      unlabelled.push(service);
    } else if (times && endsAt && Date.parse(endsAt) > now) {
      wanted.push({ service, matchers, startsAt: times.from, endsAt });
    }
  }
  return { wanted, unlabelled };
}

/** The windows that share time and a silenced service with this one, directly or one after the other. */
export function silencedTogether(window: WindowHead, others: WindowHead[]): WindowHead[] {
  return others.filter(
    (other) =>
      other.name !== window.name && other.silence && other.services.some((service) => window.services.includes(service))
  );
}

export function matchersOfService(register: ServicesRegister | undefined, service: string): SilenceMatcher[] {
  const labels = (register && own(register.services, service)?.labels) ?? {};
  return Object.entries(labels)
    .filter(([, value]) => value !== '') // an empty one would also match whatever lacks the label
    .map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether these matchers hold an alert that has these labels. */
export function holdsAlert(matchers: SilenceMatcher[], labels: Record<string, string>): boolean {
  return matchers.length > 0 && matchers.every(({ name, value }) => own(labels, name) === value);
}

function sameMatchers(one: SilenceMatcher[], other: SilenceMatcher[]): boolean {
  const text = (matchers: SilenceMatcher[]) =>
    matchers
      .map(({ name, value, isRegex, isEqual }) => JSON.stringify([name, value, isRegex, isEqual]))
      .sort()
      .join();
  return text(one) === text(other);
}

/** Goes on from window to window while the next one has begun before the last one ends. */
function lastEnd(window: WindowHead, others: WindowHead[], service: string): Instant | undefined {
  const spans = silencedTogether(window, others)
    .filter(({ services }) => services.includes(service))
    .flatMap((other) => timesOf(other) ?? [])
    .sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
  return spans.reduce(
    (end, { from, to }) => (end !== undefined && Date.parse(from) <= Date.parse(end) ? later(end, to) : end),
    timesOf(window)?.to
  );
}

/** A silence as Grafana holds it. */
export interface KnownSilence {
  id: string;
  state: 'active' | 'pending' | 'expired';
  matchers: SilenceMatcher[];
  startsAt: Instant;
  endsAt: Instant;
  comment: string;
}

export interface SilenceState {
  service: string;
  /**
   * `kept`: as it should be; `missing`: never made; `gone`: somebody ended or deleted it; `differs`: it holds other alerts or ends at
   * another time; `left`: it still holds alerts although nothing wants it any more; `unlabelled`: the service has no labels.
   */
  state: 'kept' | 'missing' | 'gone' | 'differs' | 'left' | 'unlabelled';
  wanted?: WantedSilence;
  known?: KnownSilence;
}

/** How what Grafana holds compares with what a window (`name`) wants; `ids` are what its record knows of. */
export function silenceStates(
  name: string,
  { wanted, unlabelled }: Silencing,
  ids: Record<string, string>,
  silences: KnownSilence[]
): SilenceState[] {
  const alive = silences.filter(({ state }) => state !== 'expired');
  const left = Object.keys(ids)
    .filter((service) => !wanted.some((each) => each.service === service))
    .flatMap((service): SilenceState[] => {
      const known = alive.find(({ id }) => id === ids[service]);
      return known ? [{ service, state: 'left', known }] : [];
    });
  const states = wanted.map((each): SilenceState => {
    const id = own(ids, each.service);
    const known =
      alive.find((silence) => silence.id === id) ??
      // one whose answer was lost says whose it is
      alive.find(({ comment, matchers }) => comment.includes(name) && sameMatchers(matchers, each.matchers));
    const state = !known ? (id === undefined ? 'missing' : 'gone') : isAsWanted(known, each) ? 'kept' : 'differs';
    return { service: each.service, state, wanted: each, ...(known && { known }) };
  });
  return [...states, ...left, ...unlabelled.map((service): SilenceState => ({ service, state: 'unlabelled' }))];
}

const SECOND_MS = 1000;

/** Its start may have passed already when it was made. */
function isAsWanted({ matchers, startsAt, endsAt, state }: KnownSilence, wanted: WantedSilence): boolean {
  return (
    sameMatchers(matchers, wanted.matchers) &&
    Math.abs(Date.parse(endsAt) - Date.parse(wanted.endsAt)) < SECOND_MS &&
    (state === 'active' || Math.abs(Date.parse(startsAt) - Date.parse(wanted.startsAt)) < SECOND_MS)
  );
}
