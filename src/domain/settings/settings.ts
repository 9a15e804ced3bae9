import { z } from 'zod/mini';
import { type Changes } from '../record/changes';
import { applyOnce, commandLog, note } from '../record/log';
import { refuse } from '../record/outcome';
import { type Command, type Described, instant, recordBase, type RecordKind } from '../record/record';
import { readable } from '../record/unreadable';
import { inline } from '../text/markdown';
import { isZone } from '../time/zone';

/** What a team chooses once for everybody. */
export const teamSettings = z.object({
  /** The Prometheus that objectives and checklists ask, unless they name another. */
  prometheusUid: z.optional(z.string().check(z.maxLength(100))),
  /** Zone of the team, as Grafana's picker names it (IANA, `utc` or `browser`): weeks and due times follow it. */
  timeZone: z.optional(z.string().check(z.maxLength(100))),
  /** Language of an incident's documents, apart from that of the interface. */
  documentLanguage: z.optional(z.enum(['en', 'fr'])),
});
export type TeamSettings = z.infer<typeof teamSettings>;

export const SETTING_FIELDS = ['prometheusUid', 'timeZone', 'documentLanguage'] as const satisfies Array<
  keyof TeamSettings
>;
export type SettingField = (typeof SETTING_FIELDS)[number];

const SETUP_STEPS = ['folders', 'look', 'past'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** How far the team is with setting Opsbook up: whoever goes on finds it as it was left. */
const setupState = z.object({
  begun: z.optional(z.enum(['examples', 'empty'])),
  steps: z._default(
    z.record(z.string().check(z.maxLength(50)), z.object({ state: z.enum(['done', 'left']), at: instant })),
    {}
  ),
  /** Columns of another tool's file, by what they say: the next file has the same. */
  columns: z.optional(z.record(z.string().check(z.maxLength(50)), z.string().check(z.maxLength(200)))),
});
export type SetupState = z.infer<typeof setupState>;

const settingsRecord = z.extend(recordBase, {
  ...teamSettings.shape,
  /** The registers that were ever saved, by name, with their own id: one that is missing was deleted, whoever may see the trash. */
  registers: z._default(z.record(z.string().check(z.maxLength(100)), z.string().check(z.maxLength(100))), {}),
  setup: z.optional(setupState),
  log: z._default(commandLog, {}),
});
export type SettingsRecord = z.infer<typeof settingsRecord>;

export type SettingsCommand = Command &
  (
    | {
        type: 'choose';
        field: SettingField;
        /** Absent: no choice any more. */
        value?: string;
        /** What the form was opened on. */
        seen?: string;
      }
    | { type: 'noteRegister'; register: string; record: string }
    /** It may begin anew: what was deleted is given up. */
    | { type: 'giveUpRegister'; register: string }
    | { type: 'begin'; how: NonNullable<SetupState['begun']> }
    | { type: 'mapColumns'; columns: Record<string, string> }
    | { type: 'setupStep'; step: SetupStep; state: 'done' | 'left' }
  );

export const SETTINGS = 'opsbook-settings';

const CHANGES: Changes<SettingsRecord, SettingsCommand> = {
  choose(record, command) {
    const { field, value, seen } = command;
    const { [field]: current, ...others } = record;
    if (current === value) {
      return { ok: record };
    }
    if (current !== seen) {
      return refuse({ code: 'moved', field });
    }
    const chosen = teamSettings.safeParse(value === undefined ? {} : { [field]: value });
    if (!chosen.success || !isKnown(chosen.data)) {
      return refuse({ code: 'unreadable', field });
    }
    return note({ ...others, ...chosen.data }, command, {}, value === undefined ? field : `${field}: ${value}`);
  },

  noteRegister(record, command) {
    const { register, record: id } = command;
    return record.registers[register] === id
      ? { ok: record }
      : note(record, command, { registers: { ...record.registers, [register]: id } }, register);
  },

  giveUpRegister(record, command) {
    const { [command.register]: given, ...registers } = record.registers;
    return given === undefined ? { ok: record } : note(record, command, { registers }, command.register);
  },

  begin(record, command) {
    return record.setup?.begun === command.how
      ? { ok: record }
      : withSetup(record, command, { begun: command.how }, command.how);
  },

  mapColumns(record, command) {
    const columns = Object.fromEntries(Object.entries(command.columns).filter(([, column]) => column));
    return JSON.stringify(record.setup?.columns) === JSON.stringify(columns)
      ? { ok: record }
      : withSetup(record, command, { columns }, Object.values(columns).join(', '));
  },

  setupStep(record, command) {
    const { step, state, at } = command;
    return record.setup?.steps[step]?.state === state
      ? { ok: record }
      : withSetup(record, command, { steps: { ...record.setup?.steps, [step]: { state, at } } }, `${step}: ${state}`);
  },
};

function withSetup(record: SettingsRecord, command: SettingsCommand, part: Partial<SetupState>, text: string) {
  return note(record, command, { setup: { steps: {}, ...record.setup, ...part } }, text);
}

export const settingsKind: RecordKind<SettingsRecord, SettingsCommand> = {
  kind: 'settings',
  version: 1,
  schema: settingsRecord,
  folders: ['registers'],
  describe,
  apply: readable(settingsRecord, applyOnce(CHANGES)),
};

/** What a team starts from. `id` is the record's UUID. */
export function noSettings(id: string): SettingsRecord {
  return { schema: settingsKind.version, id, kind: settingsKind.kind, registers: {}, log: {} };
}

interface EffectiveSettings {
  settings: TeamSettings;
  /** The fields that the plugin's own settings decide: provisioned ones, or those of an earlier version. */
  fixed: SettingField[];
}

/** The record's settings, under those of the plugin (`jsonData`), which Grafana puts back at every start where it is provisioned. */
export function effectiveSettings(record: TeamSettings | undefined, plugin: TeamSettings): EffectiveSettings {
  const fixed = SETTING_FIELDS.filter((field) => plugin[field] !== undefined && plugin[field] !== '');
  const own = Object.fromEntries(SETTING_FIELDS.map((field) => [field, record?.[field]]));
  const decided = Object.fromEntries(fixed.map((field) => [field, plugin[field]]));
  const settings = teamSettings.safeParse({ ...own, ...decided });
  return { settings: settings.data ?? {}, fixed };
}

function isKnown({ timeZone }: TeamSettings): boolean {
  return timeZone === undefined || ['', 'utc', 'browser'].includes(timeZone) || isZone(timeZone);
}

function describe(record: SettingsRecord): Described {
  const chosen = SETTING_FIELDS.flatMap((field) => (record[field] ? [[field, record[field]]] : []));
  return {
    title: 'Settings',
    tags: [],
    head: Object.fromEntries(chosen),
    markdown: ['# Settings', '', ...chosen.map(([field, value]) => `- ${field}: ${inline(value)}`)].join('\n'),
  };
}
