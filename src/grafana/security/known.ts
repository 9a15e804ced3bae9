import { z } from 'zod/mini';
import { type Known, type GrafanaRole } from '../../domain/security/evidence';
import { redact } from '../../domain/security/redact';
import { RequestError } from '../request';

/** What was read, or why it could not be: `role` is the one that may. Never rejects. */
export async function known<T>(role: GrafanaRole | undefined, ask: () => Promise<T>): Promise<Known<T>> {
  try {
    return { value: await ask() };
  } catch (error) {
    if (error instanceof RequestError && error.kind === 'forbidden') {
      return { missing: 'forbidden', ...(role && { role }) };
    }
    if (error instanceof RequestError && error.kind === 'missing') {
      return { missing: 'absent' }; // Grafana Cloud has no server settings, for instance
    }
    const why =
      error instanceof z.core.$ZodError ? 'unexpected answer' : error instanceof Error ? error.message : String(error);
    return { missing: 'failed', why: redact(why).slice(0, 200) };
  }
}
