import { z } from 'zod';
import { parseLogfmt } from '../../domain/record/logfmt';
import { type Head } from '../../domain/record/record';
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

const answer = z.object({ totalHits: z.number().default(0), hits: z.array(z.unknown()).nullish() });

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
  const heads = (hits ?? []).flatMap(toHit).filter(({ name, head }) => !head.id || head.id === name); // else somebody's "Save as"
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

/** Narrowed by hand, since ten thousand come at once; one without a name is none. */
function toHit(hit: unknown): HeadHit[] {
  if (typeof hit !== 'object' || hit === null || !('name' in hit) || typeof hit.name !== 'string') {
    return [];
  }
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const description = text('description' in hit && hit.description);
  const tags: unknown = 'tags' in hit && hit.tags;
  const folder = text('folder' in hit && hit.folder);
  return [
    {
      name: hit.name,
      title: text('title' in hit && hit.title),
      tags: Array.isArray(tags) ? tags.filter((each) => typeof each === 'string') : [],
      folder: folder || undefined,
      head: parseLogfmt(description),
      hasHead: description !== '',
    },
  ];
}
