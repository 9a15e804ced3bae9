import { type z } from 'zod/mini';
import { formatLogfmt } from './logfmt';
import { escapeVariables } from './panelMarkdown';
import {
  type Command,
  type Filling,
  OWN_PANELS,
  type Panel,
  type RawRecord,
  type RecordBase,
  type RecordKind,
  type StoredKind,
} from './record';
import { withUnknown } from './unknown';

/** A dashboard as Grafana's resource API speaks of it; only what the records need. */
export interface Resource {
  apiVersion?: string;
  kind?: string;
  metadata: ResourceMetadata;
  spec: ResourceSpec;
}

interface ResourceMetadata {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

interface ResourceSpec {
  title?: string;
  description?: string;
  tags?: string[];
  panels?: Array<Record<string, unknown>>;
  [key: string]: unknown;
}

export const FOLDER_ANNOTATION = 'grafana.app/folder';
export const MESSAGE_ANNOTATION = 'grafana.app/message';

/**
 * Largest record that a command may leave behind, in bytes of JSON as sent: reverse proxies stop at 1 MiB, 1,048,576 bytes. What ends
 * an incident adds some 400 bytes, so the last 35 KB are good for almost a hundred such commands.
 */
export const MOST_BYTES: Record<Filling, number> = { adds: 960_000, edits: 1_000_000, ends: 1_035_000 };
/** From this size on the UI says that the record grows large, and its kind thins it where it can. */
export const LARGE_BYTES = 600_000;
/** What thinning aims at: so much room that not every write has to do it again. */
export const ROOMY_BYTES = 500_000;
/** The readable copy gives way to a record that grows, down to this many bytes. */
const LEAST_MARKDOWN = 20_000;

type Parsed<R> =
  | {
      state: 'ok';
      record: R;
      upgraded: boolean;
      /** The record as it stands there, lifted to this schema: with members that this version does not know. */
      lifted: Record<string, unknown>;
    }
  | { state: 'damaged'; problem: string; raw: unknown }
  | { state: 'newer'; version: number; record?: R; raw: unknown };

/** The dashboard that holds `record` under `name`: the body of a POST. */
export function toResource<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  record: R,
  { name, folder, message }: { name: string; folder: string; message?: string }
): Resource {
  const empty: Resource = {
    metadata: { name, annotations: { [FOLDER_ANNOTATION]: folder } },
    spec: { schemaVersion: 42, editable: true, panels: [], timezone: 'browser' },
  };
  return withRecord(kind, record, empty, message);
}

/** The same dashboard with another record in it: everything people added beside the record stays. */
export function withRecord<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  record: R,
  resource: Resource,
  message?: string
): Resource {
  const held = packed(kind, kept(kind, record, resource));
  const room = Math.max(LEAST_MARKDOWN, LARGE_BYTES - bytesOf(held));
  const { title, tags, head, markdown, window, panels, link } = kind.describe(record, room);
  const { name } = resource.metadata;
  const existing = resource.spec.panels ?? [];
  const index = Math.max(recordPanel(resource), 0);
  const content = shortened(escapeVariables(markdown), room);
  const { place, grown } = fitted(existing[index]?.gridPos, content);
  const report: Record<string, unknown> = {
    type: 'text',
    title: '',
    ...existing[index],
    gridPos: place,
    options: { mode: 'markdown', content, opsbook: held },
  };
  const beside = existing.filter((_, at) => at !== index).map((panel) => movedDown(panel, grown));
  const others = panels ? [...below(report, panels, beside), ...beside.filter((panel) => !isOwn(panel))] : beside;
  return {
    ...resource,
    metadata: {
      ...resource.metadata,
      annotations: { ...resource.metadata.annotations, ...(message && { [MESSAGE_ANNOTATION]: message }) },
    },
    spec: {
      ...resource.spec,
      title,
      description: formatLogfmt({
        id: name,
        kind: kind.kind,
        ...(record.demo && { demo: 'true' }),
        ...head,
      }),
      tags: [...new Set(['opsbook', `opsbook:${kind.kind}`, ...(record.demo ? ['opsbook:demo'] : []), ...tags])],
      panels: withIds([report, ...others]),
      ...(link && { links: withLink(resource.spec.links, link) }),
      ...(window && { time: { from: window.from, to: window.to ?? 'now' } }),
    },
  };
}

interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
}

/**
 * Where the report stands: as high as its text where it has the whole width, so that nothing scrolls inside. What somebody moved aside
 * stays, and nothing shrinks. `grown` says below which row the others move down, and by how much.
 */
function fitted(before: unknown, content: string): { place: Place; grown?: { from: number; by: number } } {
  const known = isObject(before) ? before : {};
  const [x, y, w, h] = [known.x ?? 0, known.y ?? 0, known.w ?? 24, known.h ?? LEAST_ROWS].map(Number);
  const fits = w === 24 ? Math.max(h, rowsOf(content)) : h;
  const isNew = !isObject(before);
  return { place: { x, y, w, h: fits }, ...(fits > h && !isNew && { grown: { from: y + h, by: fits - h } }) };
}

function movedDown(panel: Record<string, unknown>, grown: { from: number; by: number } | undefined) {
  const { gridPos } = panel;
  return grown && isObject(gridPos) && Number(gridPos.y) >= grown.from
    ? { ...panel, gridPos: { ...gridPos, y: Number(gridPos.y) + grown.by } }
    : panel;
}

const LEAST_ROWS = 20;
/** Beyond this somebody scrolls anyway. */
const MOST_ROWS = 400;
/** Pixels of a row of Grafana's grid, of a line of a text panel, of a gap between paragraphs, and more for a heading. */
const PIXELS = { row: 38, line: 22, gap: 10, heading: 26 };
/** Characters of a line on a small laptop. */
const LINE = 110;

/** Rows of the grid that a text takes. */
function rowsOf(markdown: string): number {
  const pixels = markdown.split('\n').reduce((sum, line) => {
    const heading = line.startsWith('#') ? PIXELS.heading : 0;
    return sum + (line === '' ? PIXELS.gap : Math.ceil(line.length / LINE) * PIXELS.line + heading);
  }, 0);
  return Math.min(Math.max(Math.ceil(pixels / PIXELS.row) + 2, LEAST_ROWS), MOST_ROWS);
}

/** People's own links stay. */
function withLink(before: unknown, { title, url }: { title: string; url: string }) {
  const others = Array.isArray(before) ? before.filter((each: unknown) => !isObject(each) || each.url !== url) : [];
  const own = { type: 'link', icon: 'external link', title, tooltip: '', url, tags: [] };
  return [{ ...own, asDropdown: false, targetBlank: false, includeVars: false, keepTime: false }, ...others];
}

/** Grafana 13 names panels by their ids when it saves them: each has one, the lowest that is free. */
function withIds(panels: Array<Record<string, unknown>>) {
  const taken = new Set(panels.map(({ id }) => id));
  let next = 1;
  return panels.map((panel) => {
    if (typeof panel.id === 'number') {
      return panel;
    }
    while (taken.has(next)) {
      next++;
    }
    taken.add(next);
    return { ...panel, id: next };
  });
}

/** The record with what stands in the dashboard and this version does not know. */
function kept<R extends RecordBase, C extends Command>(kind: RecordKind<R, C>, record: R, resource: Resource): unknown {
  const stored = fromResource(kind, resource);
  return stored.state === 'ok' ? withUnknown(stored.lifted, stored.record, record) : record;
}

/** A small record stays as it is: anybody can read it, and older versions of this plugin too. */
function packed<R extends RecordBase, C extends Command>({ packing }: RecordKind<R, C>, raw: unknown): unknown {
  return packing && isObject(raw) && bytesOf(raw) > LARGE_BYTES ? packing.pack(raw) : raw;
}

/** As many whole lines as there is room for. */
function shortened(markdown: string, room: number): string {
  if (bytesOf(markdown) <= room) {
    return markdown;
  }
  const lines = markdown.split('\n');
  return `${lines.slice(0, fitting(lines, room)).join('\n')}\n\n…`;
}

/** How many of the lines there is room for, one after the other. */
export function fitting(lines: string[], room: number): number {
  let used = 0;
  const beyond = lines.findIndex((line) => {
    used += bytesOf(line);
    return used > room;
  });
  return beyond < 0 ? lines.length : beyond;
}

/** Bytes of the dashboard as it is sent. */
export function sizeOf(resource: Resource): number {
  return bytesOf(resource);
}

/** Bytes of anything as JSON. */
export function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

/** The record's own panels under the report; one that somebody moved in Grafana's editor stays where they put it. */
function below(report: Record<string, unknown>, panels: Panel[], existing: Array<Record<string, unknown>>) {
  const { gridPos } = report;
  const bottom = isObject(gridPos) ? (Number(gridPos.y) || 0) + (Number(gridPos.h) || 20) : 20;
  return panels.map((panel) => {
    const before = existing.find(({ id }) => id === panel.id);
    const { x, y, w, h } = panel.gridPos;
    return { ...panel, gridPos: before?.gridPos ?? { x, y: bottom + y, w, h } };
  });
}

function isOwn({ id }: Record<string, unknown>): boolean {
  return typeof id === 'number' && id >= OWN_PANELS.first && id <= OWN_PANELS.last;
}

const parsed = new WeakMap<Resource, { kind: unknown; result: unknown }>();

/**
 * Reads the record out of a dashboard, lifting an older schema. Never throws. A dashboard is never changed in place, so
 * the copy that a write starts from is parsed once: when it was read.
 */
export function fromResource<R extends RecordBase>(kind: StoredKind<R>, resource: Resource): Parsed<R> {
  const known = parsed.get(resource);
  if (known?.kind === kind) {
    return known.result as Parsed<R>; // of this kind, so of this type
  }
  const result = parse(kind, resource);
  parsed.set(resource, { kind, result });
  return result;
}

function parse<R extends RecordBase>(kind: StoredKind<R>, resource: Resource): Parsed<R> {
  const stored = rawRecord(resource);
  if (!isObject(stored)) {
    return { state: 'damaged', problem: 'no record in this dashboard', raw: stored };
  }
  const raw = kind.packing?.unpack(stored) ?? stored;
  const version = raw.schema;
  if (typeof version !== 'number') {
    return { state: 'damaged', problem: 'schema: missing', raw };
  }
  if (version > kind.version) {
    const readable = kind.schema.safeParse({ ...raw, schema: kind.version });
    return { state: 'newer', version, raw, ...(readable.success && { record: readable.data }) };
  }
  try {
    const lifted = lift(kind, raw, version);
    const read = kind.schema.safeParse(lifted);
    return read.success
      ? { state: 'ok', record: read.data, upgraded: version < kind.version, lifted }
      : { state: 'damaged', problem: describeProblem(read.error), raw };
  } catch (error) {
    return { state: 'damaged', problem: error instanceof Error ? error.message : String(error), raw };
  }
}

export function rawRecord(resource: Resource): unknown {
  const panel = resource.spec?.panels?.[recordPanel(resource)];
  return isObject(panel) && isObject(panel.options) ? panel.options.opsbook : undefined;
}

/** Where the record's panel is: the first, unless somebody moved it in Grafana's editor. -1 when there is none. */
export function recordPanel(resource: Resource): number {
  return (resource.spec?.panels ?? []).findIndex(
    (panel) => isObject(panel) && isObject(panel.options) && 'opsbook' in panel.options
  );
}

function lift<R extends RecordBase>(
  kind: StoredKind<R>,
  raw: Record<string, unknown>,
  from: number
): Record<string, unknown> {
  let record = raw;
  for (let version = from; version < kind.version; version++) {
    const upgrade = kind.upgrades?.[version];
    if (!upgrade) {
      throw new Error(`schema: no way from ${version} to ${version + 1}`);
    }
    record = { ...upgrade(record), schema: version + 1 };
  }
  return record;
}

function describeProblem(error: z.core.$ZodError): string {
  return error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.join('.') || 'record'}: ${message}`)
    .join('; ');
}

function isObject(value: unknown): value is RawRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
