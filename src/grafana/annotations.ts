import { config } from '@grafana/runtime';
import { z } from 'zod/mini';
import { request } from './request';

/** A span marked on every dashboard that shows one of its tags. Milliseconds. */
interface Region {
  time: number;
  timeEnd: number;
  text: string;
  tags: string[];
}

interface MarkedRegion extends Region {
  id: number;
}

const answer = z.array(
  z.object({
    id: z.number(),
    time: z._default(z.number(), 0),
    timeEnd: z._default(z.number(), 0),
    text: z._default(z.string(), ''),
    tags: z.nullish(z.array(z.string())),
  })
);

/** Organisation annotations are for Editors; whoever may not is not asked to. */
export function mayAnnotate(): boolean {
  return config.bootData.user.permissions?.['annotations:create'] === true;
}

/** Annotations that have all of `tags`, the oldest first, each once: Grafana may list one several times. Throws RequestError. */
export async function regions(tags: string[], signal?: AbortSignal): Promise<MarkedRegion[]> {
  const query = new URLSearchParams([
    ['type', 'annotation'], // without it alert history is searched too, a hundred times as long
    ['limit', '100'],
    ...tags.map((tag) => ['tags', tag]),
  ]);
  const found = answer.parse(await request<unknown>({ url: `/api/annotations?${query}`, signal }));
  const byId = new Map(
    found
      .map(({ tags: own, ...rest }) => ({ ...rest, tags: own ?? [] }))
      .filter(({ id, tags: own }) => isId(id) && tags.every((tag) => own.includes(tag)))
      .map((region) => [region.id, region])
  );
  return [...byId.values()].sort((one, other) => one.id - other.id);
}

/** Marks a region; its id. Throws RequestError. */
export async function addRegion(region: Region): Promise<number> {
  const { id } = z
    .object({ id: z.number() })
    .parse(await request<unknown>({ method: 'POST', url: '/api/annotations', data: region }));
  return id;
}

export async function changeRegion(id: number, region: Region): Promise<void> {
  await request({ method: 'PATCH', url: pathOf(id), data: region });
}

export async function removeRegion(id: number): Promise<void> {
  await request({ method: 'DELETE', url: pathOf(id) });
}

/** `DELETE /api/annotations/0` removes every annotation of the organisation: nothing but an id gets into this address. */
function pathOf(id: number): string {
  if (!isId(id)) {
    throw new Error(`not the id of an annotation: ${String(id)}`);
  }
  return `/api/annotations/${id}`;
}

function isId(id: number): boolean {
  return Number.isSafeInteger(id) && id > 0;
}

/** Annotations with any of `tags` between two times (milliseconds), each once. Throws RequestError. */
export async function tagged(
  tags: string[],
  { from, to }: { from: number; to: number },
  signal?: AbortSignal
): Promise<MarkedRegion[]> {
  const query = new URLSearchParams([
    ['type', 'annotation'],
    ['limit', String(MOST_TAGGED)],
    ['matchAny', 'true'],
    ['from', String(Math.max(1, Math.floor(from)))],
    ['to', String(Math.floor(to))],
    ...tags.map((each) => ['tags', each]),
  ]);
  const found = answer.parse(await request<unknown>({ url: `/api/annotations?${query}`, signal }));
  return [...new Map(found.map(({ tags: own, ...rest }) => [rest.id, { ...rest, tags: own ?? [] }])).values()];
}

const MOST_TAGGED = 1000;
