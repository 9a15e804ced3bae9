import { type z } from 'zod/mini';

/** What a newer version of the plugin might have written into an object that this one knows. */
export const NEWER = { 'x-newer': { since: 2 } };

/** Taken only where nothing shorter is. */
export const LINK = 'https://example.org/';

const TEXTS = [
  'x',
  'a1',
  '',
  '2026-11-20T08:00:00Z',
  '2026-11-20',
  '2026-W47',
  '2026-11',
  '2026-11-20T09:00',
  '2026-11-20T09:00:00',
  '12:30',
  'Europe/Paris',
];
const NAMES = ['inc-2026-0142', 'rb-x', 'run-202611200312-1b4e28ba2fa141d2883f', 'opsbook-x', 'SEC-001'];
const RULES = ['FREQ=DAILY', LINK, 'up', 'fail', 'data:image/webp;base64,UklGRg=='];
const NUMBERS = [1, 0, 0.5, 2, 30, 1440];

type Schema = z.core.$ZodType;
interface Definition {
  type: string;
  shape: Record<string, Schema>;
  values: unknown[];
  entries: Record<string, string>;
  element: Schema;
  keyType: Schema;
  valueType: Schema;
  options: Schema[];
  innerType: Schema;
  in: Schema;
  getter: () => Schema;
}

/** Every kind of record there is, by name. */
export const KINDS = [
  'incident',
  'picture',
  'plan',
  'week',
  'window',
  'checklists',
  'runbook',
  'run',
  'objectives',
  'services',
  'rota',
  'settings',
  'reminders',
  'security',
  'security-review',
  'improvements',
  'backups',
];

/**
 * Values of a schema that together have every member, each option of every choice, and in each object what a newer version
 * might have written there.
 */
export function samplesOf(schema: Schema): unknown[] {
  const def = schema._zod.def as unknown as Definition;
  switch (def.type) {
    case 'object': {
      const members = Object.entries(def.shape).map(([key, member]) => [key, samplesOf(member)] as const);
      const most = Math.max(1, ...members.map(([, samples]) => samples.length));
      return Array.from({ length: most }, (_, index) => ({
        ...Object.fromEntries(members.map(([key, samples]) => [key, samples[index % samples.length]])),
        ...NEWER,
      })).filter(fits(schema));
    }
    case 'record': {
      const keys = samplesOf(def.keyType).slice(0, 1);
      return samplesOf(def.valueType).map((value) => Object.fromEntries(keys.map((key) => [String(key), value])));
    }
    case 'array': {
      const items = samplesOf(def.element);
      return [items.length > 1 ? items : [...items, ...items], []].filter(fits(schema));
    }
    case 'union':
      return def.options.flatMap(samplesOf);
    case 'optional':
    case 'default':
    case 'nullable':
    case 'readonly':
      return samplesOf(def.innerType);
    case 'pipe':
      return samplesOf(def.in).filter(fits(schema));
    case 'lazy':
      return [];
    case 'literal':
      return def.values.slice(0, 1);
    case 'enum':
      return Object.values(def.entries).slice(0, 2);
    case 'boolean':
      return [true];
    case 'unknown':
    case 'any':
      return ['x'];
    default:
      return [...TEXTS, ...NAMES, ...RULES, ...NUMBERS].filter(fits(schema)).slice(0, 1);
  }
}

function fits(schema: Schema) {
  return (value: unknown) => {
    const result = schema._zod.run({ value, issues: [] }, { async: false });
    return !(result instanceof Promise) && result.issues.length === 0;
  };
}
