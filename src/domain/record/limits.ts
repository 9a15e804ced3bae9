import { z } from 'zod';

/** Longest text of one field, in UTF-16 units; longer ones are refused at their field. */
export const MAX_TEXT = 20_000;
/** An http(s) address or a path inside Grafana; nothing that a browser would execute. */
export const safeUrl = z
  .string()
  .max(2_000)
  .refine((url) => /^(https?:\/\/[^\s]+|\/(?!\/)[^\s]*)$/i.test(url), { error: 'badLink' });
