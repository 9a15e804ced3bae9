import { newest } from '../record/log';
import { type Outcome, refuse } from '../record/outcome';
import { own } from '../record/own';
import { type Command } from '../record/record';
import { oneLine } from '../text/oneLine';
import { DAY_SECONDS } from '../time/units';
import { checkDefinition, checkReading } from './check';
import { type NewExclusion, checkExclusion, type Exclusion } from './exclusion';
import {
  type Improvements,
  type ImprovementFields,
  type IndicatorReading,
  checkImprovement,
  checkIndicatorReading,
} from './improvement';
import { type Definition, type ObjectivesRegister, type Objective, type Reading, type LogEntry } from './schema';
import { isByHand } from './state';

export type ObjectivesCommand = Command &
  (
    | {
        type: 'save';
        objective: string;
        definition: Definition;
        /** The revision that the form was opened on. */ seen?: string;
      }
    | { type: 'remove'; objective: string; seen?: string }
    | { type: 'read'; objective: string; value: number; expires: string; note?: string }
    /** Those that are not there yet, by their key. */
    | { type: 'adopt'; objectives: Record<string, Definition>; indicators?: Improvements }
    /** Says why two targets of one quantity both hold; `contradiction` is its id. */
    | { type: 'settle'; contradiction: string; why: string }
    | { type: 'exclude'; exclusion: NewExclusion }
    | { type: 'include'; exclusion: string; reason: string }
    | ({
        indicator: string;
      } & (
        | { type: 'saveIndicator'; fields: ImprovementFields }
        | { type: 'removeIndicator' }
        | { type: 'readIndicator'; reading: Omit<IndicatorReading, 'at' | 'by'> }
      ))
  );

const KEPT_DEFINITIONS = 10;
const KEPT_READINGS = 100;
const MOST_EXCLUSIONS = 500;

export function apply(register: ObjectivesRegister, command: ObjectivesCommand): Outcome<ObjectivesRegister> {
  if (own(register.log, command.id)) {
    return { ok: register };
  }
  switch (command.type) {
    case 'exclude':
    case 'include':
      return applyExclusion(register, command);
    case 'saveIndicator':
    case 'removeIndicator':
    case 'readIndicator':
      return applyIndicator(register, command);
    case 'adopt':
      return adopt(register, command);
    case 'settle':
      return settle(register, command);
    default:
      return applyObjective(register, command);
  }
}

type Only<T extends ObjectivesCommand['type']> = Extract<ObjectivesCommand, { type: T }>;

function applyObjective(
  register: ObjectivesRegister,
  command: Only<'save' | 'remove' | 'read'>
): Outcome<ObjectivesRegister> {
  const current = own(register.objectives, command.objective);
  switch (command.type) {
    case 'save': {
      const reasons = checkDefinition(command.definition);
      if (reasons.length > 0) {
        return refuse(...reasons);
      }
      if (current?.revision !== command.seen) {
        return refuse({ code: current ? 'objective.moved' : 'objective.removed' });
      }
      const next = defined(command.definition, command, current, nextPosition(register));
      return {
        ok: logged({ ...register, objectives: { ...register.objectives, [command.objective]: next } }, command, {
          objective: command.objective,
        }),
      };
    }
    case 'remove': {
      if (!current) {
        return { ok: register };
      }
      if (current.revision !== command.seen) {
        return refuse({ code: 'objective.moved' });
      }
      const { [command.objective]: _, ...objectives } = register.objectives;
      return { ok: logged({ ...register, objectives }, command, { objective: command.objective }) };
    }
    case 'read': {
      if (!current) {
        return refuse({ code: 'objective.removed' });
      }
      if (!isByHand(current)) {
        return refuse({ code: 'objective.notByHand' });
      }
      const { value, at, by, expires, note } = command;
      const given: Reading = { value, at, by, expires, ...(note && { note }) };
      const reasons = checkReading(given);
      if (reasons.length > 0) {
        return refuse(...reasons);
      }
      const readings = newest({ ...current.readings, [command.id]: given }, KEPT_READINGS);
      return {
        ok: logged(
          { ...register, objectives: { ...register.objectives, [command.objective]: { ...current, readings } } },
          command,
          { objective: command.objective }
        ),
      };
    }
  }
}

function defined(
  definition: Definition,
  { id, at, by }: Command,
  current: Objective | undefined,
  position: number
): Objective {
  const before = current?.definitions ?? [];
  return {
    ...definition,
    name: oneLine(definition.name),
    position: current?.position ?? position,
    revision: id,
    definitions: [...before, { definition, at, by }].slice(-KEPT_DEFINITIONS),
    ...(current?.readings && { readings: current.readings }),
  };
}

function adopt(register: ObjectivesRegister, command: Only<'adopt'>): Outcome<ObjectivesRegister> {
  const added = Object.entries(command.objectives).filter(([key]) => !own(register.objectives, key));
  const indicators = Object.entries(command.indicators ?? {}).filter(([key]) => !own(register.indicators ?? {}, key));
  const reasons = [
    ...added.flatMap(([, definition]) => checkDefinition(definition)),
    ...indicators.flatMap(([, fields]) => checkImprovement(fields)),
  ];
  if (reasons.length > 0) {
    return refuse(...reasons);
  }
  if (added.length + indicators.length === 0) {
    return { ok: register };
  }
  const first = nextPosition(register);
  const made = added.map(([key, definition], index): [string, Objective] => [
    key,
    defined(definition, command, undefined, first + index),
  ]);
  const next = {
    ...register,
    objectives: { ...register.objectives, ...Object.fromEntries(made) },
    indicators: { ...register.indicators, ...Object.fromEntries(indicators) },
  };
  return { ok: logged(next, command, { objective: [...added, ...indicators].map(([key]) => key).join(', ') }) };
}

function settle(register: ObjectivesRegister, command: Only<'settle'>): Outcome<ObjectivesRegister> {
  const { id, at, by, contradiction: of } = command;
  const why = command.why.trim();
  if (!why) {
    return refuse({ code: 'required', field: 'why' });
  }
  const settled = newest({ ...register.settled, [id]: { of, why, at, by } });
  return { ok: logged({ ...register, settled }, command, { objective: of, text: why }) };
}

function applyExclusion(
  register: ObjectivesRegister,
  command: Only<'exclude' | 'include'>
): Outcome<ObjectivesRegister> {
  const { exclusions = {} } = register;
  const { id, at, by } = command;
  if (command.type === 'exclude') {
    const { from, to, services, objectives, reason, approvedBy } = command.exclusion;
    const reasons = checkExclusion(command.exclusion);
    if (Object.keys(exclusions).length >= MOST_EXCLUSIONS) {
      reasons.push({ code: 'exclusion.many', values: { limit: MOST_EXCLUSIONS } });
    }
    if (reasons.length > 0) {
      return refuse(...reasons);
    }
    const past = Date.parse(from) < Date.parse(at);
    const added: Exclusion = {
      from,
      to,
      ...(services?.length && { services }),
      ...(objectives?.length && { objectives }),
      reason: reason.trim(),
      approvedBy: oneLine(approvedBy),
      at,
      by,
      ...(past && { past }),
    };
    return {
      ok: logged({ ...register, exclusions: { ...exclusions, [id]: added } }, command, {
        exclusion: id,
        objective: concerned(added),
        text: exclusionText(added),
        ...(past && { past }),
      }),
    };
  }
  const gone = own(exclusions, command.exclusion);
  if (!gone) {
    return { ok: register };
  }
  if (!command.reason.trim()) {
    return refuse({ code: 'exclusion.reason', field: 'reason' });
  }
  const { [command.exclusion]: _, ...rest } = exclusions;
  return {
    ok: logged({ ...register, exclusions: rest }, command, {
      exclusion: command.exclusion,
      objective: concerned(gone),
      text: `${command.reason.trim()} · ${exclusionText(gone)}`.slice(0, 20_000),
    }),
  };
}

function concerned({ objectives = [], services = [] }: Exclusion): string {
  return [...objectives, ...services].join(', ');
}

function exclusionText({ from, to, reason, approvedBy }: Exclusion): string {
  return `${from} – ${to} · ${reason} · ${approvedBy}`.slice(0, 20_000);
}

function applyIndicator(
  register: ObjectivesRegister,
  command: Only<'saveIndicator' | 'removeIndicator' | 'readIndicator'>
): Outcome<ObjectivesRegister> {
  const { id, at, by, indicator: key } = command;
  const { indicators = {} } = register;
  const current = own(indicators, key);
  const kept = (next: Improvements) => ({
    ok: logged({ ...register, indicators: next }, command, { objective: current?.name ?? key }),
  });
  switch (command.type) {
    case 'saveIndicator': {
      const reasons = checkImprovement(command.fields);
      const position = Math.max(-1, ...Object.values(indicators).map((each) => each.position)) + 1;
      return reasons.length > 0
        ? refuse(...reasons)
        : kept({
            ...indicators,
            [key]: {
              ...command.fields,
              name: oneLine(command.fields.name),
              position: current?.position ?? position,
              ...(current?.readings && { readings: current.readings }),
            },
          });
    }
    case 'removeIndicator': {
      const { [key]: _, ...rest } = indicators;
      return current ? kept(rest) : { ok: register };
    }
    case 'readIndicator': {
      if (!current) {
        return refuse({ code: 'objective.removed' });
      }
      const given: IndicatorReading = { ...command.reading, at, by };
      const reasons = checkIndicatorReading(given);
      if (reasons.length > 0) {
        return refuse(...reasons);
      }
      const readings = newest({ ...current.readings, [id]: given }, KEPT_READINGS);
      return kept({ ...indicators, [key]: { ...current, readings } });
    }
  }
}

function logged(
  register: ObjectivesRegister,
  { id, at, by, type }: ObjectivesCommand,
  what: Omit<LogEntry, 'at' | 'by' | 'type'>
): ObjectivesRegister {
  return { ...register, log: newest({ ...register.log, [id]: { at, by, type, ...what } }) };
}

function nextPosition({ objectives }: ObjectivesRegister): number {
  return Math.max(-1, ...Object.values(objectives).map(({ position }) => position)) + 1;
}

/** Days until a value by hand should be given again, unless the person says otherwise. */
const READING_DAYS = 90;

export function defaultExpiry(at: string): string {
  return new Date(Date.parse(at) + READING_DAYS * DAY_SECONDS * 1000).toISOString();
}
