import { parseLogfmt } from '../../domain/record/logfmt';
import { type Outcome, isRefused } from '../../domain/record/outcome';
import { type Command, type RecordBase, type RecordKind, type StoredKind, UPDATED } from '../../domain/record/record';
import {
  fromResource,
  LARGE_BYTES,
  MOST_BYTES,
  rawRecord,
  type Resource,
  recordPanel,
  ROOMY_BYTES,
  sizeOf,
  toResource,
  withRecord,
} from '../../domain/record/resource';
import { dashboardsApi } from '../namespace';
import { request, RequestError } from '../request';
import { folderManager, FOLDERS, homeOf, isAtHome } from './folders';
import { nextNumber, numberedName, numberOf } from './search';
import { findInTrash } from './trash';
import { wasSaved } from './witness';

/** A record as Grafana holds it, with what is needed to write it back. */
export interface Stored<R> {
  /** `foreign`: it lies in a folder that is not its kind's, so that anybody may have made it. */
  state: 'ok' | 'damaged' | 'newer' | 'absent' | 'foreign';
  name: string;
  record?: R;
  /** Why a damaged record could not be read. */
  problem?: string;
  raw?: unknown;
  resource?: Resource;
  /** Kept by file provisioning or Git Sync: nobody writes it from here. */
  managedBy?: string;
  updatedAt?: string;
  updatedBy?: string;
}

export const RECORD_ERROR_KINDS = [
  'deleted', // by somebody, in Grafana
  'noFolder', // its folder is not there yet
  'replaced', // another record has its name
  'foreign', // it lies in a folder that is not its kind's
  'damaged',
  'newer',
  'managed',
  'managedFolder', // by Git Sync or a provisioner: Grafana takes nothing else there
  'full', // what a record may hold at most
  'unreadable', // as it would be written, the next reader would refuse it
  'noNumber', // no free number was found
  'busy',
] as const;
export type RecordErrorKind = (typeof RECORD_ERROR_KINDS)[number];

/** What stands in the way of a write besides the request itself. */
export class RecordError extends Error {
  constructor(
    readonly kind: RecordErrorKind,
    readonly recordName: string,
    detail: string = kind
  ) {
    super(`${recordName}: ${detail}`);
    this.name = 'RecordError';
  }
}

const METADATA_ONLY = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json';
const PATIENCE = 60; // attempts against conflicts, some 20 s of other people's writes

export async function read<R extends RecordBase>(
  kind: StoredKind<R>,
  name: string,
  signal?: AbortSignal
): Promise<Stored<R>> {
  const { url } = await dashboardsApi();
  return toStored(kind, await request<Resource>({ url: `${url}/${encodeURIComponent(name)}`, signal }));
}

const versions = new Map<string, Promise<string | undefined>>();

/** Only the resource version: what an open page asks every few seconds. Parts of it that ask at once share one question. */
export function readVersion(name: string): Promise<string | undefined> {
  const running = versions.get(name);
  const question = running ?? askVersion(name).finally(() => versions.delete(name));
  versions.set(name, question);
  return question;
}

async function askVersion(name: string): Promise<string | undefined> {
  const { url } = await dashboardsApi();
  const { metadata } = await request<Resource>({
    url: `${url}/${encodeURIComponent(name)}`,
    headers: { Accept: METADATA_ONLY },
  });
  return metadata.resourceVersion;
}

/** Writes a new record under `name`. Throws RequestError `exists` when the name is taken by another record. */
export async function create<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  name: string,
  record: R,
  message?: string
): Promise<Stored<R>> {
  const { url, apiVersion } = await dashboardsApi();
  const folder = homeOf(kind, record);
  const body = {
    apiVersion,
    kind: 'Dashboard',
    ...toResource(kind, record, { name, folder: FOLDERS[folder].uid, message }),
  };
  checkReadable(kind, body);
  checkSize(name, sizeOf(body), MOST_BYTES.edits);
  try {
    return toStored(kind, await request<Resource>({ method: 'POST', url, data: body }));
  } catch (error) {
    if (!(error instanceof RequestError)) {
      throw error;
    }
    if (error.kind === 'missing') {
      throw new RecordError('noFolder', name); // made on purpose only, by somebody who saw who will write there
    }
    if (
      (error.kind === 'forbidden' || error.kind === 'invalid') &&
      (await folderManager(FOLDERS[folder].uid).catch(() => undefined))
    ) {
      throw new RecordError('managedFolder', name, error.message);
    }
    if (error.kind === 'exists') {
      const own = await ownRecord(kind, name, record.id);
      if (own) {
        return own; // an earlier attempt was done although its answer was lost
      }
    }
    throw error;
  }
}

/** How many taken numbers in a row are met one by one, before larger steps are taken over them; and how many at most. */
const SMALL_STEPS = 8;
const MOST_ATTEMPTS = 60;
const LONGEST_STEP = 2 ** 20;

interface Numbering {
  /** Where an earlier attempt began. */
  first?: string;
  /** Is told the number before it is tried, and answers the one that is to be tried: that of another tab, where there was one. */
  remember?: (first: string) => Promise<string>;
  message?: string;
}

/**
 * Claims the first free number from `first` on (`inc-2026-0142`) and creates the record under it. A repeated declare starts where the
 * lost one did and finds itself. Throws RecordError `noNumber` when the search for a free one does not end.
 */
export async function createNumbered<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  record: R,
  options: Numbering = {}
): Promise<Stored<R>> {
  const { numbering } = kind;
  if (!numbering) {
    throw new Error(`records of kind ${kind.kind} have no numbers`);
  }
  const prefix = numbering.prefix(record);
  const proposed = options.first ?? (await nextNumber(kind, prefix, numbering.digits));
  const first = (await options.remember?.(proposed)) ?? proposed;
  let number = numberOf(first, prefix) ?? 1;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const name = numberedName(prefix, number, numbering.digits);
    if (numberOf(name, prefix) === undefined) {
      break;
    }
    try {
      return await create(kind, name, numbering.named(record, name), options.message);
    } catch (error) {
      if (!(error instanceof RequestError && error.kind === 'exists')) {
        throw error;
      }
    }
    number =
      attempt < SMALL_STEPS
        ? number + 1
        : await freeAfter(number, (each) => numberedName(prefix, each, numbering.digits));
  }
  throw new RecordError(
    'noNumber',
    first,
    `every number from ${first} to ${numberedName(prefix, number, numbering.digits)} is taken`
  );
}

/** A number after `taken` whose name is free, in steps that double and then halve: a long row of taken ones costs few requests. */
async function freeAfter(taken: number, nameOf: (number: number) => string): Promise<number> {
  let low = taken;
  let step = 1;
  while (step < LONGEST_STEP && (await isTaken(nameOf(low + step)))) {
    low += step;
    step *= 2;
  }
  let high = low + step;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await isTaken(nameOf(middle))) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
}

/** Also a name that the person may not see is taken. */
async function isTaken(name: string): Promise<boolean> {
  try {
    await readVersion(name);
    return true;
  } catch (error) {
    if (error instanceof RequestError && (error.kind === 'missing' || error.kind === 'forbidden')) {
      return error.kind === 'forbidden';
    }
    throw error;
  }
}

interface UpdateOptions<R> {
  /** Registers and weeks: what a missing record starts from. */
  initial?: () => R;
  /** The `opsbook.id` of the record that the command is meant for: a name can come to another one. */
  id?: string;
  /** Where nobody knew its id: when the command was given, in milliseconds since 1970. A younger record is another one. */
  since?: number;
  message?: string;
}

/** Milliseconds by which a browser's clock may be behind Grafana's. */
const SKEW = 300_000;

/** Whether the command was meant for another record of this name. */
function isStranger<R extends RecordBase>({ record, resource }: Stored<R>, { id, since }: UpdateOptions<R>): boolean {
  const { creationTimestamp = '' } = resource?.metadata ?? {};
  return id === undefined ? since !== undefined && Date.parse(creationTimestamp) > since + SKEW : record?.id !== id;
}

/**
 * Reads, applies the command, writes with the version that was read; on a conflict reads again and re-applies.
 * A refusal of the command is an outcome; throws RequestError or RecordError otherwise.
 */
export async function update<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  name: string,
  command: C,
  options: UpdateOptions<R> = {}
): Promise<Outcome<Stored<R>>> {
  let failures = 0;
  for (let attempt = 0; attempt < PATIENCE; attempt++) {
    try {
      const stored = await readForUpdate(kind, name, options);
      const outcome = kind.apply(stored.record, command);
      if (isRefused(outcome)) {
        return outcome;
      }
      if (outcome.ok === stored.record && 'name' in stored) {
        return { ok: stored };
      }
      const written = stored.resource
        ? await replace(kind, stored.resource, outcome.ok, mostBytes(kind, command), options.message)
        : await create(kind, name, outcome.ok, options.message);
      if (!isLegacy(written.resource) || (await holds(kind, name, command))) {
        return { ok: written };
      }
    } catch (error) {
      const again = error instanceof RequestError && (error.kind === 'conflict' || error.kind === 'exists');
      // a 500 may mean a record that is gone or a write that was done: only another read tells
      if (!again && !(error instanceof RequestError && error.kind === 'server' && failures++ < 2)) {
        throw error;
      }
    }
    await pause(attempt);
  }
  throw new RecordError('busy', name);
}

/**
 * Adds one keyed object by JSON Patch where the command allows it: no read, and no conflict with other writers.
 * Falls back to `update` when the server refuses the patch, and on legacy storage, where patches lose entries.
 */
export async function append<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  known: Stored<R> | undefined,
  name: string,
  command: C,
  options: UpdateOptions<R> = {}
): Promise<Outcome<Stored<R>>> {
  const addition = kind.addition?.(command);
  const resource = known?.resource;
  const uid = resource?.metadata.uid;
  if (!addition || !resource || !uid || known.state !== 'ok' || !known.record || isLegacy(resource)) {
    return update(kind, name, command, options);
  }
  if (isStranger(known, options)) {
    return update(kind, name, command, options);
  }
  const outcome = kind.apply(known.record, command);
  if (isRefused(outcome)) {
    return update(kind, name, command, options); // the copy at hand may be old: the record itself decides
  }
  const body = withRecord(kind, outcome.ok, resource);
  const bytes = sizeOf(body);
  if (bytes > mostBytes(kind, command) || roomy(kind, outcome.ok, body, bytes) !== body) {
    return update(kind, name, command, options); // what grew large is thinned or refused as a whole
  }
  checkReadable(kind, body);
  const panel = `/spec/panels/${recordPanel(resource)}/options`;
  const entry: PatchStep[] = [
    { op: 'test', path: '/metadata/uid', value: uid },
    { op: 'test', path: `${panel}/opsbook/id`, value: known.record.id },
    { op: 'add', path: [`${panel}/opsbook`, ...addition.path.map(escapePointer)].join('/'), value: addition.value },
    { op: 'replace', path: `${panel}/content`, value: markdownOf(body) },
  ];
  const head = headSteps(resource, body);
  // among many writers the guard on the head fails often; when the last change was may be written a little later
  const patches = head.length > 0 && isLagging(resource, body) ? [[...head, ...entry], entry] : [[...head, ...entry]];
  for (const patch of patches) {
    try {
      return { ok: toStored(kind, await patchRecord(name, patch)) };
    } catch (error) {
      if (!(error instanceof RequestError && TO_READ_AGAIN.includes(error.kind))) {
        throw error;
      }
    }
  }
  return update(kind, name, command, options);
}

const TO_READ_AGAIN: ReadonlyArray<RequestError['kind']> = ['invalid', 'conflict', 'server', 'missing'];

type PatchStep = { op: 'test' | 'add' | 'replace'; path: string; value: unknown };

/** The head as it becomes, only on the one that this copy knows: an older copy must not bring back an older head. */
function headSteps(before: Resource, after: Resource): PatchStep[] {
  const changed = (['description', 'title', 'tags'] as const).filter(
    (key) => JSON.stringify(before.spec[key]) !== JSON.stringify(after.spec[key])
  );
  return changed.length === 0
    ? []
    : [
        { op: 'test', path: '/spec/description', value: before.spec.description },
        ...changed.map((key): PatchStep => ({ op: 'add', path: `/spec/${key}`, value: after.spec[key] })),
      ];
}

async function patchRecord(name: string, data: PatchStep[]): Promise<Resource> {
  const { url } = await dashboardsApi();
  return request<Resource>({
    method: 'PATCH',
    url: `${url}/${encodeURIComponent(name)}`,
    headers: { 'Content-Type': 'application/json-patch+json' },
    data,
  });
}

/** Whether the two heads say the same but for the time of the last change. */
function isLagging(before: Resource, after: Resource): boolean {
  const headOf = ({ spec }: Resource) => JSON.stringify({ ...parseLogfmt(spec.description ?? ''), [UPDATED]: '' });
  return headOf(before) === headOf(after);
}

/** Small and growing numbers are versions of the old tables; unified storage counts microseconds. */
export function isLegacy(resource: Resource | undefined): boolean {
  const version = Number(resource?.metadata.resourceVersion);
  return Number.isFinite(version) && version > 0 && version < 1e12;
}

export function toStored<R extends RecordBase>(kind: StoredKind<R>, resource: Resource): Stored<R> {
  const { name, annotations = {}, creationTimestamp } = resource.metadata;
  const parsed = isAtHome(kind, resource) ? fromResource(kind, resource) : ({ state: 'foreign' } as const);
  return {
    state: parsed.state,
    name,
    resource,
    raw: rawRecord(resource),
    ...('record' in parsed && { record: parsed.record }),
    ...(parsed.state === 'damaged' && { problem: parsed.problem }),
    ...(annotations['grafana.app/managedBy'] && { managedBy: annotations['grafana.app/managedBy'] }),
    updatedAt: annotations['grafana.app/updatedTimestamp'] ?? creationTimestamp,
    updatedBy: annotations['grafana.app/updatedBy'] ?? annotations['grafana.app/createdBy'],
  };
}

async function readForUpdate<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  name: string,
  options: UpdateOptions<R>
): Promise<(Stored<R> & { record: R }) | { record: R; resource?: undefined }> {
  try {
    const stored = await read(kind, name);
    if (stored.state !== 'ok' || !stored.record) {
      throw new RecordError(stored.state === 'newer' || stored.state === 'foreign' ? stored.state : 'damaged', name);
    }
    if (stored.managedBy) {
      throw new RecordError('managed', name);
    }
    if (isStranger(stored, options)) {
      throw new RecordError('replaced', name);
    }
    return { ...stored, record: stored.record };
  } catch (error) {
    if (!(error instanceof RequestError && error.kind === 'missing')) {
      throw error;
    }
    const { initial, id } = options;
    // creating it anew would empty the trash of what somebody deleted
    if (!initial || id !== undefined || (await findInTrash(kind, name)) || (await wasSaved(kind, name))) {
      throw new RecordError('deleted', name);
    }
    return { record: initial() };
  }
}

async function replace<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  resource: Resource,
  record: R,
  most: number,
  message?: string
): Promise<Stored<R>> {
  const { url } = await dashboardsApi();
  const { name, resourceVersion } = resource.metadata;
  if (!resourceVersion) {
    throw new RecordError('replaced', name); // without a version Grafana would overwrite, or create
  }
  const whole = withRecord(kind, record, resource, message);
  const bytes = sizeOf(whole);
  const body = roomy(kind, record, whole, bytes);
  checkReadable(kind, body);
  // whatever it holds, a record may always become smaller
  checkSize(name, body === whole ? bytes : sizeOf(body), Math.max(most, Math.min(sizeOf(resource), MOST_BYTES.ends)));
  return toStored(
    kind,
    await request<Resource>({ method: 'PUT', url: `${url}/${encodeURIComponent(name)}`, data: body })
  );
}

async function ownRecord<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  name: string,
  id: string
): Promise<Stored<R> | undefined> {
  try {
    const stored = await read(kind, name);
    return stored.record?.id === id ? stored : undefined;
  } catch (error) {
    if (error instanceof RequestError && (error.kind === 'forbidden' || error.kind === 'missing')) {
      return undefined; // taken by a record that this person may not see, or in the trash
    }
    throw error;
  }
}

async function holds<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  name: string,
  command: C
): Promise<boolean> {
  const stored = await read(kind, name);
  if (!stored.record) {
    return false;
  }
  const again = kind.apply(stored.record, command);
  return !isRefused(again) && again.ok === stored.record;
}

function markdownOf({ spec }: Resource): unknown {
  const options = spec.panels?.[0]?.options;
  return typeof options === 'object' && options !== null && 'content' in options ? options.content : '';
}

/** The body of `bytes` itself, or one with a thinner record where it grew large and its kind knows how. */
function roomy<R extends RecordBase, C extends Command>(
  kind: RecordKind<R, C>,
  record: R,
  body: Resource,
  bytes: number
): Resource {
  const thin = bytes > LARGE_BYTES ? kind.thin?.(record, bytes - ROOMY_BYTES) : undefined;
  return thin && thin !== record ? withRecord(kind, thin, body) : body;
}

/** How large a command may leave its record. */
function mostBytes<R extends RecordBase, C extends Command>(kind: RecordKind<R, C>, command: C): number {
  return MOST_BYTES[kind.filling?.(command) ?? 'edits'];
}

function checkSize(name: string, bytes: number, most: number): void {
  if (bytes > most) {
    throw new RecordError('full', name);
  }
}

/** What the next reader would refuse would be lost to everybody. */
function checkReadable<R extends RecordBase, C extends Command>(kind: RecordKind<R, C>, body: Resource): void {
  const parsed = fromResource(kind, body);
  if (parsed.state !== 'ok') {
    throw new RecordError('unreadable', body.metadata.name, parsed.state === 'damaged' ? parsed.problem : parsed.state);
  }
}

function escapePointer(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Full jitter, at most half a second: many writers on one record spread out. */
function pause(attempt: number): Promise<void> {
  const limit = Math.min(20 * (attempt + 1), 500);
  return new Promise((done) => setTimeout(done, Math.random() * limit));
}
