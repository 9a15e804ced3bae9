import { z } from 'zod/mini';
import { defineKind } from './kind';

/** A value that a person gives. */
export const manual = defineKind(z.object({ kind: z.literal('manual') }), {
  source: 'hand',
  check: () => [],
  unit: () => undefined,
  quantity: (_, key) => ['manual', key],
});
