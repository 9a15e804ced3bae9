import fc, { type Arbitrary } from 'fast-check';
import { type z } from 'zod/mini';

/** Texts that people paste, attackers send and computers stumble over. */
export const hostileText: Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\u0001\u0002\u001b[31m',
    '\u0085\u009f',
    '\u200b\u2060',
    '\u202e\u2066',
    '\ud800',
    '\r\n\t',
    '__proto__',
    'constructor',
    'toString',
    '{{ alert }}',
    '$__all',
    '<script>',
    '\u00ad',
    'https://example.com/',
    'javascript:alert(1)',
    '2026-11-20'
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 5 }).map((text) => `${text}quotes${text}`),
  fc.constantFrom(100, 200, 300, 500, 2_000, 20_001).map((length) => 'é'.repeat(length))
);

/** Values of a schema's shape whose texts are hostile: its limits and formats are kept only some of the time. */
export function hostile(schema: z.ZodMiniType): Arbitrary<unknown> {
  const { def } = schema as unknown as { def: Definition };
  switch (def.type) {
    case 'object':
      return fc.record(mapped(def.shape), {
        requiredKeys: Object.keys(def.shape).filter((key) => !isOptional(def.shape[key])),
      });
    case 'string':
      return def.format === 'datetime' ? anyInstant : fc.oneof(hostileText, fc.constant('quotes'));
    case 'number':
      return fc.oneof(fc.integer({ min: -1, max: 100 }), fc.double());
    case 'boolean':
      return fc.boolean();
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'array':
      return fc.array(hostile(def.element), { maxLength: 3 });
    case 'record':
      return fc.dictionary(hostile(def.keyType).map(String), hostile(def.valueType), { maxKeys: 3 });
    case 'union':
      return fc.oneof(...def.options.map(hostile));
    case 'optional':
    case 'default':
      return hostile(def.innerType);
    default:
      throw new Error(`no arbitrary for ${JSON.stringify(def)}`);
  }
}

export const anyInstant = fc
  .integer({ min: -500, max: 5 })
  .map((minutes) => new Date(Date.parse('2026-11-20T14:30:00Z') + minutes * 60_000).toISOString());

type Definition =
  | { type: 'object'; shape: Record<string, z.ZodMiniType> }
  | { type: 'string'; format?: string }
  | { type: 'number' | 'boolean' }
  | { type: 'literal'; values: unknown[] }
  | { type: 'enum'; entries: Record<string, unknown> }
  | { type: 'array'; element: z.ZodMiniType }
  | { type: 'record'; keyType: z.ZodMiniType; valueType: z.ZodMiniType }
  | { type: 'union'; options: z.ZodMiniType[] }
  | { type: 'optional' | 'default'; innerType: z.ZodMiniType };

function mapped(shape: Record<string, z.ZodMiniType>): Record<string, Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(shape).map(([key, each]) => [key, hostile(each)]));
}

function isOptional(schema: z.ZodMiniType): boolean {
  return (schema as unknown as { def: Definition }).def.type === 'optional';
}
