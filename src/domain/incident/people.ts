import { type Person } from '../record/record';
import { fold } from './filter';
import { type IncidentHead } from './head';
import { personKey } from './rules';
import { type Incident, type Owner } from './schema';

/** Somebody who can be chosen: a name, and the login where that is known and another word. */
export interface KnownPerson extends Person {
  login?: string;
}

/** Everybody once, the first mention first; a bare name is nobody new where a person of Grafana has it. */
export function everybody(...groups: ReadonlyArray<ReadonlyArray<Owner & { login?: string }>>): KnownPerson[] {
  const people = groups
    .flat()
    .filter(({ name }) => name.trim() !== '')
    .map(({ uid = '', name, login }): KnownPerson => ({ uid, name, ...(login && login !== name && { login }) }));
  const named = new Set(people.filter(({ uid }) => uid !== '').map(({ name }) => fold(name)));
  const byKey = new Map<string, KnownPerson>();
  for (const person of people) {
    const key = personKey(person);
    const known = byKey.get(key);
    if (person.uid !== '' || !named.has(fold(person.name))) {
      byKey.set(key, { ...person, ...known, ...(person.login && { login: person.login }) });
    }
  }
  return [...byKey.values()];
}

/** People of the record itself: who has a role, who declared it, who does something, who wrote. */
export function peopleOfIncident({ roles, declaredBy, tasks, actions, timeline }: Incident): Owner[] {
  const owners = [...Object.values(tasks), ...Object.values(actions)].flatMap(({ owner }) => owner ?? []);
  return [
    ...Object.values(roles).map(({ person }) => person),
    declaredBy,
    ...owners,
    ...Object.values(timeline).map(({ by }) => by),
  ];
}

/** People of other incidents, as far as their heads name them. */
export function peopleOfHeads(heads: IncidentHead[]): Owner[] {
  return heads.flatMap(({ commander, commanderUid, actions }) => [
    ...(commander ? [{ name: commander, ...(commanderUid && { uid: commanderUid }) }] : []),
    ...actions.flatMap(({ owner }) => (owner ? [{ name: owner }] : [])),
  ]);
}

/** Whoever has this uid or this login, or alone has this name: a name that was typed means the person. */
export function personNamed(people: KnownPerson[], text: string): KnownPerson | undefined {
  const typed = fold(text.trim());
  const named = people.filter(({ name }) => fold(name) === typed);
  return (
    people.find(({ uid, name }) => (uid || name) === text) ??
    (named.length === 1 ? named[0] : named.length === 0 ? withLogin(people, typed) : undefined)
  );
}

function withLogin(people: KnownPerson[], typed: string): KnownPerson | undefined {
  return people.find(({ login }) => login !== undefined && fold(login) === typed);
}

const MOST_FOUND = 8;

/** Those whose login, name or a word of it begins so, without case and accents. */
export function peopleBeginning(people: KnownPerson[], text: string): KnownPerson[] {
  const typed = fold(text);
  return people
    .filter(({ name, login = '' }) => {
      const own = fold(name);
      return (
        own.startsWith(typed) ||
        fold(login).startsWith(typed) ||
        own.split(/\s+/).some((word) => word.startsWith(typed))
      );
    })
    .slice(0, MOST_FOUND);
}

interface Mention {
  before: string;
  person: Owner;
  /** Somebody that is known, as against a name that was only typed. */
  isKnown: boolean;
  after: string;
}

/** The first `@name` of a text: a known person by name or login, the longest that fits, else the word behind the sign. */
export function mentionIn(text: string, people: KnownPerson[]): Mention | undefined {
  const [, before, rest] = /^((?:[\s\S]*?\s)?)@(\S[\s\S]*)$/.exec(text) ?? [];
  if (before === undefined || rest === undefined) {
    return undefined;
  }
  const fitting = people
    .flatMap((person) => [person.name, ...(person.login ? [person.login] : [])].map((called) => ({ person, called })))
    .filter(({ called }) => beginsWith(rest, called))
    .sort((one, other) => other.called.length - one.called.length);
  const [found] = fitting;
  if (found) {
    const { uid, name } = found.person;
    return { before, person: uid ? { uid, name } : { name }, isKnown: true, after: rest.slice(found.called.length) };
  }
  const [name] = rest.split(/\s/);
  return { before, person: { name: name.slice(0, 200) }, isKnown: false, after: rest.slice(name.length) };
}

/** Not a literal: the compiler would spell out every letter there is. */
const GOES_ON = new RegExp(String.raw`^[._'’-]?[\p{L}\p{N}]`, 'u');

/** `rest` begins with the name, and the name ends there. */
function beginsWith(rest: string, called: string): boolean {
  return fold(rest.slice(0, called.length)) === fold(called) && !GOES_ON.test(rest.slice(called.length));
}
