import { z } from 'zod/mini';

export const language = z.enum(['en', 'fr']);
export type Language = z.infer<typeof language>;
