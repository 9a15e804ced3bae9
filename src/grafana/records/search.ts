import { z } from 'zod';
import { parseLogfmt } from '../../domain/logfmt';
import { type Head } from '../../domain/record';
import { searchUrl } from '../namespace';
import { request } from '../request';

export interface HeadHit {
  name: string;
  title: string;
  tags: string[];
  folder?: string;
  /** Empty on legacy storage, whose search returns no descriptions. */
  head: Head;
  hasHead: boolean;
}

export interface HeadFilter {
  /** All of them must be there. `opsbook:<kind>` is added. */
  tags?: string[];
  folder?: string;
  limit?: number;
  offset?: number;
  sort?: 'name' | '-name' | 'title' | '-title';
}

export interface Heads {
  heads: HeadHit[];
  total: number;
}

const hit = z.object({
  name: z.string(),
  title: z.string().default(''),
  description: z.string().default(''),
  tags: z.array(z.string()).nullish(),
  folder: z.string().optional(),
});
const answer = z.object({ totalHits: z.number().default(0), hits: z.array(hit).nullish() });

/** Heads of one kind from Grafana's search index, right after a write too. */
export async function listHeads(kind: string, filter: HeadFilter = {}, signal?: AbortSignal): Promise<Heads> {
  const { tags = [], folder, limit = 1000, offset = 0, sort } = filter;
  const query = new URLSearchParams({ type: 'dashboard', field: 'description', limit: String(limit) });
  [`opsbook:${kind}`, ...tags].forEach((value) => query.append('tag', value));
  if (folder) {
    query.set('folder', folder);
  }
  if (offset) {
    query.set('offset', String(offset));
  }
  if (sort) {
    query.set('sort', sort);
  }
  const { totalHits, hits } = answer.parse(await request<unknown>({ url: `${searchUrl()}?${query}`, signal }));
  const heads = (hits ?? []).map(toHit).filter(({ name, head }) => !head.id || head.id === name); // else somebody's "Save as"
  return { heads, total: totalHits };
}

/** The name after the highest one of `prefix` in use: `inc-2026-0142`. */
export async function nextNumber(kind: string, prefix: string, digits: number): Promise<string> {
  const { heads } = await listHeads(kind, { limit: 50, sort: '-name' });
  const numbers = heads
    .map(({ name }) => (name.startsWith(prefix) ? Number(name.slice(prefix.length)) : NaN))
    .filter(Number.isInteger);
  const highest = numbers.length ? Math.max(...numbers) : 0;
  return `${prefix}${String(highest + 1).padStart(digits, '0')}`;
}

function toHit({ name, title, description, tags, folder }: z.infer<typeof hit>): HeadHit {
  const head = parseLogfmt(description);
  return { name, title, tags: tags ?? [], folder, head, hasHead: description !== '' };
}
