import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  ADMIN,
  EDIT,
  findFolder,
  folderLevel,
  folderLevels,
  inNamespace,
  signedIn,
  VIEW,
  type Person,
} from '../access';
import {
  alreadyExists,
  badRequest,
  conflict,
  forbidden,
  internalError,
  notFound,
  Refusal,
  refuse,
  status,
} from '../answers';
import type { Grafana } from '../grafana';
import { asArray, asNumber, asObject, asText, canonical, isObject, type JsonObject } from '../store/json';
import { applyJsonPatch, applyMergePatch, PatchFailed } from '../store/jsonPatch';
import type { Shelf, Version } from '../store/store';
import { selectItems, selectorOf } from './selectors';
import { fromV2, toV2 } from './v2';

export const GROUP = 'dashboard.grafana.app';
const KIND = 'dashboards';
const FOLDER = 'grafana.app/folder';
const MESSAGE = 'grafana.app/message';
const OWNED_ANNOTATIONS = ['grafana.app/createdBy', 'grafana.app/updatedBy', 'grafana.app/updatedTimestamp'];
const PARTIAL = 'as=PartialObjectMetadata';

const VERSIONS = {
  12: ['v1beta1', 'v0alpha1', 'v2alpha1', 'v2beta1'],
  13: ['v1', 'v1beta1', 'v0alpha1', 'v2', 'v2alpha1', 'v2beta1'],
};

const builtInAnnotations = {
  builtIn: 1,
  datasource: { type: 'grafana', uid: '-- Grafana --' },
  enable: true,
  hide: true,
  iconColor: 'rgba(0, 211, 255, 1)',
  name: 'Annotations & Alerts',
  type: 'dashboard',
};

/** What Grafana adds to a dashboard that leaves it out. */
function withDefaults(spec: JsonObject): JsonObject {
  const { id: _id, uid: _uid, version: _version, ...own } = spec;
  return {
    annotations: { list: [builtInAnnotations] },
    editable: true,
    fiscalYearStartMonth: 0,
    graphTooltip: 0,
    links: [],
    panels: [],
    schemaVersion: 42,
    tags: [],
    templating: { list: [] },
    time: { from: 'now-6h', to: 'now' },
    timepicker: {},
    timezone: '',
    weekStart: '',
    ...own,
  };
}

const seconds = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
const names = (person: Person) => `user:${person.user.uid}`;

/** A resource as its author sent it. */
interface Sent {
  name: string;
  uid: string;
  resourceVersion: string;
  folder: string;
  title: string;
  tags: string[];
  labels: Record<string, string>;
  annotations: Record<string, string>;
  spec: JsonObject;
}

const texts = (value: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(asObject(value)).map(([key, text]) => [key, String(text)]));

function readSent(body: unknown, apiVersion: string): Sent {
  if (!isObject(body)) {
    throw badRequest('the body of the request is not an object');
  }
  if (!body.kind) {
    throw badRequest("Object 'Kind' is missing in the body of the request");
  }
  if (body.kind !== 'Dashboard' || body.apiVersion !== `${GROUP}/${apiVersion}`) {
    throw badRequest(
      `the API version in the data (${asText(body.apiVersion)}) does not match the expected API version (${GROUP}/${apiVersion})`
    );
  }
  const metadata = asObject(body.metadata);
  const annotations = texts(metadata.annotations);
  const spec = withDefaults(apiVersion.startsWith('v2') ? fromV2(asObject(body.spec)) : asObject(body.spec));
  const { 'grafana.app/deprecatedInternalID': _internal, ...labels } = texts(metadata.labels);
  return {
    name: asText(metadata.name),
    uid: asText(metadata.uid),
    resourceVersion: asText(metadata.resourceVersion),
    folder: annotations[FOLDER] ?? '',
    title: asText(spec.title).trim(),
    tags: asArray(spec.tags).map(String),
    labels,
    annotations,
    spec,
  };
}

function check(sent: Sent) {
  if (!/^[a-zA-Z0-9_-]+$/.test(sent.name)) {
    throw badRequest('uid contains illegal characters');
  }
  if (sent.name.length > 40) {
    throw badRequest('uid too long, max 40 characters');
  }
  if (sent.title === '') {
    throw badRequest('Dashboard title cannot be empty');
  }
  if (sent.tags.some((tag) => Buffer.byteLength(tag) > 50)) {
    throw badRequest('dashboard tag too long, max 50 characters');
  }
}

function managedFields(sent: Sent, manager: string, apiVersion: string, at: number): JsonObject[] {
  const under = (keys: string[]) => Object.fromEntries(keys.map((key) => [`f:${key}`, {}]));
  return [
    {
      manager,
      operation: 'Update',
      apiVersion: `${GROUP}/${apiVersion}`,
      time: seconds(at),
      fieldsType: 'FieldsV1',
      fieldsV1: {
        'f:metadata': {
          'f:annotations': {
            '.': {},
            ...under(Object.keys(sent.annotations).filter((key) => !OWNED_ANNOTATIONS.includes(key))),
          },
        },
        'f:spec': under(Object.keys(sent.spec).sort()),
      },
    },
  ];
}

interface Stamp {
  namespace: string;
  manager: string;
  apiVersion: string;
  previous?: Version;
  by: Person;
}

function nextVersion(
  { store, options }: Grafana,
  sent: Sent,
  { namespace, manager, apiVersion, previous, by }: Stamp
): Version {
  const { legacyStorage } = options;
  const at = Date.now();
  const before = previous ? metadataOf(previous) : {};
  const generation = (previous?.generation ?? 0) + 1;
  const resourceVersion = legacyStorage ? generation : store.nextVersion();
  const id = previous?.id ?? (legacyStorage ? store.next('dashboard', 100) : store.next('dashboard', 2805457770205184));
  const uid = previous?.uid ?? randomUUID();
  const own = Object.fromEntries(Object.entries(sent.annotations).filter(([key]) => !OWNED_ANNOTATIONS.includes(key)));
  if (legacyStorage && previous) {
    delete own[MESSAGE];
  }
  if (sent.folder === '') {
    delete own[FOLDER];
  }
  const annotations = {
    ...own,
    'grafana.app/createdBy': previous ? asText(asObject(before.annotations)['grafana.app/createdBy']) : names(by),
    ...(previous && { 'grafana.app/updatedBy': names(by), 'grafana.app/updatedTimestamp': seconds(at) }),
  };
  const metadata = {
    name: sent.name,
    namespace,
    uid,
    resourceVersion: String(resourceVersion),
    generation,
    creationTimestamp: previous ? before.creationTimestamp : seconds(at),
    labels: { ...sent.labels, 'grafana.app/deprecatedInternalID': String(id) },
    annotations: canonical(annotations),
    ...(!(legacyStorage && previous) && { managedFields: managedFields(sent, manager, apiVersion, at) }),
  };
  const spec = canonical({ ...sent.spec, title: sent.title });
  const description = asText(sent.spec.description);
  return {
    name: sent.name,
    uid,
    id,
    resourceVersion,
    generation,
    folder: sent.folder,
    title: sent.title,
    ...(description !== '' && { description }),
    tags: sent.tags,
    labels: sent.labels,
    updatedBy: names(by),
    updated: at,
    ...(apiVersion.startsWith('v2') && { storedAs: apiVersion }),
    body: `"metadata":${JSON.stringify(metadata)},"spec":${JSON.stringify(spec)},"status":{}`,
  };
}

const contentOf = (version: Version): JsonObject => asObject(JSON.parse(`{${version.body}}`));

/** Only the metadata, without parsing what may be a large spec. */
export const metadataOf = (version: Version): JsonObject =>
  asObject(JSON.parse(version.body.slice('"metadata":'.length, version.body.indexOf(',"spec":{'))));

export const specOf = (version: Version): JsonObject => asObject(contentOf(version).spec);

/** As Grafana says it: only what is read in another version than it was saved in was converted. */
function statusOf({ storedAs = 'v1beta1' }: Version, apiVersion: string): JsonObject {
  const converted = apiVersion.startsWith('v2') ? apiVersion !== storedAs : storedAs.startsWith('v2');
  return converted ? { conversion: { failed: false, storedVersion: storedAs } } : {};
}

/** The JSON text of a resource in the version that was asked for. */
function asResource(version: Version, apiVersion: string): string {
  const status = statusOf(version, apiVersion);
  if (apiVersion.startsWith('v2')) {
    const { metadata, spec } = contentOf(version);
    return JSON.stringify({
      kind: 'Dashboard',
      apiVersion: `${GROUP}/${apiVersion}`,
      metadata,
      spec: toV2(asObject(spec)),
      status,
    });
  }
  const body = version.body.replace(/\{\}$/, JSON.stringify(status));
  return `{"kind":"Dashboard","apiVersion":"${GROUP}/${apiVersion}",${body}}`;
}

/** What this person may do with a dashboard in `folder`, as both dashboard APIs put it. */
export function access(grafana: Grafana, person: Person, folder: string) {
  const level = folderLevel(grafana.store, person, folder);
  const canWrite = level >= EDIT;
  const organization = person.role === 'Admin' || person.role === 'Editor';
  return {
    canSave: canWrite,
    canEdit: canWrite,
    canAdmin: level >= ADMIN,
    canStar: true,
    canDelete: canWrite,
    annotationsPermissions: {
      dashboard: { canAdd: canWrite, canEdit: canWrite, canDelete: canWrite },
      organization: { canAdd: organization, canEdit: organization, canDelete: organization },
    },
  };
}

const json = (reply: FastifyReply, body: string, code = 200) =>
  reply.code(code).header('content-type', 'application/json').send(body);

function answer(request: FastifyRequest, reply: FastifyReply, version: Version, code = 200) {
  if (request.headers.accept?.includes(PARTIAL)) {
    return reply
      .code(code)
      .send({ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: metadataOf(version) });
  }
  const { version: apiVersion } = request.params as { version: string };
  return json(reply, asResource(version, apiVersion), code);
}

const manager = (request: FastifyRequest) => (request.headers['user-agent'] ?? 'node').split('/')[0];

/** Writes a version that has passed every check and tells who listens. */
function keep(grafana: Grafana, namespace: string, person: Person, version: Version) {
  grafana.store.putRecord(namespace, version);
  grafana.live.saved(person.orgId, version.name, String(version.resourceVersion));
}

export function createRecord(
  grafana: Grafana,
  person: Person,
  namespace: string,
  sent: Sent,
  stamp: { manager: string; apiVersion: string; dryRun?: boolean }
): Version {
  const { store } = grafana;
  const shelf = store.shelf(namespace);
  const known = sent.folder === '' || findFolder(store, person.orgId, sent.folder) !== undefined;
  if (
    !stamp.dryRun &&
    (known ? folderLevel(store, person, sent.folder) < EDIT : person.role === 'Viewer' || person.role === 'None')
  ) {
    throw forbidden();
  }
  if (grafana.options.managedFolders.includes(sent.folder) && !sent.annotations['grafana.app/managedBy']) {
    // that Grafana refuses is known, its words are not
    throw refuse(403, 'Folder is managed by repo: only what it manages may be created there');
  }
  check(sent);
  if (sent.resourceVersion !== '') {
    throw badRequest('resourceVersion should not be set on objects to be created');
  }
  if (!known) {
    throw notFound('folder.grafana.app', 'folders', sent.folder);
  }
  if (shelf.get(sent.name)) {
    throw alreadyExists(GROUP, KIND, sent.name);
  }
  if (grafana.options.legacyStorage && Object.keys(sent.labels).length > 0) {
    throw internalError('custom labels are not supported');
  }
  const version = nextVersion(grafana, sent, {
    namespace,
    by: person,
    manager: stamp.manager,
    apiVersion: stamp.apiVersion,
  });
  if (!stamp.dryRun) {
    keep(grafana, namespace, person, version);
  }
  return version;
}

const lostTo = new Map<string, number>();

/**
 * Legacy storage checks the version and then writes, two steps that others can come between. The recording lost 8 of
 * 80 additions; which ones is chance there. Here a writer that is one version late, within 100 ms, gets through once
 * in four versions and eight times at most, so that the same eight are lost in every run.
 */
function lateButFirst(current: Version, sentVersion: string): boolean {
  const lost = lostTo.get(current.uid) ?? 0;
  const late = Number(sentVersion) === current.resourceVersion - 1 && Date.now() - current.updated < 100;
  if (!late || lost >= Math.min(8, Math.floor(current.generation / 4))) {
    return false;
  }
  lostTo.set(current.uid, lost + 1);
  return true;
}

export function replaceRecord(
  grafana: Grafana,
  person: Person,
  namespace: string,
  sent: Sent,
  current: Version,
  stamp: { manager: string; apiVersion: string; dryRun?: boolean }
): Version {
  const { store, options } = grafana;
  const level = folderLevels(store, person);
  if (level(current.folder) < EDIT) {
    throw forbidden();
  }
  if (sent.uid !== '' && sent.uid !== current.uid) {
    throw internalError(`Precondition failed: UID in precondition: ${sent.uid}, UID in object meta: ${current.uid}`);
  }
  const stale = sent.resourceVersion !== '' && sent.resourceVersion !== String(current.resourceVersion);
  if (stale && !(options.legacyStorage && lateButFirst(current, sent.resourceVersion))) {
    throw conflict(GROUP, KIND, sent.name);
  }
  check(sent);
  if (sent.folder !== '' && !findFolder(store, person.orgId, sent.folder)) {
    throw notFound('folder.grafana.app', 'folders', sent.folder);
  }
  if (level(sent.folder) < EDIT) {
    throw forbidden();
  }
  const version = nextVersion(grafana, sent, {
    namespace,
    by: person,
    previous: current,
    manager: stamp.manager,
    apiVersion: stamp.apiVersion,
  });
  if (!stamp.dryRun) {
    keep(grafana, namespace, person, version);
  }
  return version;
}

export function deleteRecord(grafana: Grafana, person: Person, namespace: string, version: Version) {
  const { store, options } = grafana;
  for (const annotation of store.annotations.values()) {
    if (annotation.orgId === person.orgId && annotation.dashboardUID === version.name) {
      store.annotations.delete(annotation.id);
    }
  }
  if (options.legacyStorage) {
    store.forgetRecord(namespace, version.name);
    return;
  }
  const at = Date.now();
  const resourceVersion = store.nextVersion();
  const { metadata, spec } = contentOf(version);
  const { managedFields: _fields, ...kept } = asObject(metadata);
  const gone = {
    ...kept,
    resourceVersion: String(resourceVersion),
    generation: -999,
    deletionTimestamp: seconds(at),
    annotations: {
      ...asObject(kept.annotations),
      'grafana.app/updatedBy': names(person),
      'grafana.app/updatedTimestamp': seconds(at),
    },
  };
  store.trashRecord(namespace, {
    ...version,
    resourceVersion,
    updatedBy: names(person),
    updated: at,
    body: `"metadata":${JSON.stringify(gone)},"spec":${JSON.stringify(spec)},"status":{}`,
  });
}

const dryRun = (request: FastifyRequest) => asText(asObject(request.query).dryRun) === 'All';

function readable(grafana: Grafana, person: Person, shelf: Shelf, name: string): Version {
  const version = shelf.get(name);
  if (!version) {
    throw notFound(GROUP, KIND, name);
  }
  if (folderLevel(grafana.store, person, version.folder) < VIEW) {
    throw forbidden();
  }
  return version;
}

export function readAsV1(name: string, spec: JsonObject, more: { folder: string; message?: string }): Sent {
  return readSent(
    {
      kind: 'Dashboard',
      apiVersion: `${GROUP}/v1beta1`,
      metadata: {
        name,
        annotations: {
          ...(more.folder && { [FOLDER]: more.folder }),
          ...(more.message && { [MESSAGE]: more.message }),
        },
      },
      spec,
    },
    'v1beta1'
  );
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

export function records(app: FastifyInstance, grafana: Grafana) {
  const { store, options } = grafana;
  const versions = VERSIONS[options.grafana];
  const listed = versions.map((version) => ({ groupVersion: `${GROUP}/${version}`, version }));
  const base = `/apis/${GROUP}/:version/namespaces/:namespace/dashboards`;

  const asked = (request: FastifyRequest) => {
    const { version, name } = request.params as { version: string; name: string };
    if (!versions.includes(version)) {
      throw status(404, 'NotFound', 'the server could not find the requested resource', {});
    }
    const { person, namespace } = inNamespace(request);
    return {
      person,
      namespace,
      name,
      apiVersion: version,
      shelf: store.shelf(namespace),
      stamp: { manager: manager(request), apiVersion: version, dryRun: dryRun(request) },
    };
  };

  app.get(`/apis/${GROUP}`, (request) => {
    signedIn(request);
    return { kind: 'APIGroup', apiVersion: 'v1', name: GROUP, versions: listed, preferredVersion: listed[0] };
  });

  app.get(base, (request, reply) => {
    const { person, shelf, apiVersion } = asked(request);
    const query = asObject(request.query);
    const selector = selectorOf(asText(query.labelSelector), asText(query.fieldSelector));
    if (options.legacyStorage && selector.labels.size > 0) {
      throw internalError('label selectors are not supported');
    }
    const level = folderLevels(store, person);
    const visible = (version: Version) => level(version.folder) >= VIEW;
    const candidates =
      selector.special === 'history'
        ? query.resourceVersionMatch === 'NotOlderThan'
          ? shelf.versionsFrom(selector.name ?? '', Number(query.resourceVersion))
          : shelf.versions(selector.name ?? '')
        : selector.special === 'trash'
          ? shelf.trash().filter((version) => version.updatedBy === names(person) || level(version.folder) >= ADMIN)
          : shelf.all();
    const matching = candidates.filter(
      (version) =>
        (selector.name === undefined || version.name === selector.name) &&
        [...selector.labels].every(([key, value]) => version.labels[key] === value) &&
        (selector.special === 'trash' || visible(version))
    );
    const page = selectItems(matching, asNumber(query.limit), asText(query.continue));
    const current = store.currentVersion();
    const metadata = {
      resourceVersion: String(options.legacyStorage ? Math.floor(current / 1e6) * 1e6 : current),
      ...page.metadata,
    };
    const partial = request.headers.accept?.includes(PARTIAL);
    const items = page.items.map((version) =>
      partial ? JSON.stringify({ metadata: metadataOf(version) }) : asResource(version, apiVersion)
    );
    const head = partial
      ? '"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1"'
      : `"kind":"DashboardList","apiVersion":"${GROUP}/${apiVersion}"`;
    return json(reply, `{${head},"metadata":${JSON.stringify(metadata)},"items":[${items.join(',')}]}`);
  });

  app.get(`${base}/:name`, (request, reply) => {
    const { person, shelf, name } = asked(request);
    return answer(request, reply, readable(grafana, person, shelf, name));
  });

  app.get(`${base}/:name/dto`, (request, reply) => {
    const { person, shelf, name, apiVersion } = asked(request);
    const version = readable(grafana, person, shelf, name);
    const body = asResource(version, apiVersion).slice('{"kind":"Dashboard",'.length, -1);
    return json(
      reply,
      `{"kind":"DashboardWithAccessInfo",${body},"access":${JSON.stringify(access(grafana, person, version.folder))}}`
    );
  });

  app.post(base, (request, reply) => {
    const { person, namespace, apiVersion, stamp } = asked(request);
    return answer(
      request,
      reply,
      createRecord(grafana, person, namespace, readSent(request.body, apiVersion), stamp),
      201
    );
  });

  app.put(`${base}/:name`, (request, reply) => {
    const { person, namespace, name, apiVersion, shelf, stamp } = asked(request);
    const sent = readSent(request.body, apiVersion);
    if (sent.name !== name) {
      throw badRequest(`the name of the object (${sent.name}) does not match the name on the URL (${name})`);
    }
    const current = shelf.get(name);
    if (current) {
      return answer(request, reply, replaceRecord(grafana, person, namespace, sent, current, stamp));
    }
    if (sent.resourceVersion !== '') {
      throw internalError(`resource version ${sent.resourceVersion} of a resource that does not exist`);
    }
    return answer(request, reply, createRecord(grafana, person, namespace, sent, stamp), 201);
  });

  app.patch(`${base}/:name`, async (request, reply) => {
    const { person, namespace, name, apiVersion, shelf, stamp } = asked(request);
    const seen = shelf.get(name);
    if (!seen) {
      throw notFound(GROUP, KIND, name);
    }
    if (folderLevel(store, person, seen.folder) < EDIT) {
      throw forbidden();
    }
    const type = (request.headers['content-type'] ?? '').split(';')[0];
    const before: unknown = JSON.parse(asResource(seen, apiVersion));
    let after: unknown;
    if (type === 'application/json-patch+json') {
      try {
        after = applyJsonPatch(before, request.body);
      } catch (error) {
        if (error instanceof PatchFailed) {
          throw status(422, 'Invalid', 'the server rejected our request due to an error in our request', {});
        }
        throw error;
      }
    } else if (type === 'application/merge-patch+json') {
      after = applyMergePatch(before, request.body);
    } else {
      throw status(415, 'UnsupportedMediaType', `the body of the request was in an unknown format: ${type}`);
    }
    const sent = readSent(after, apiVersion);
    if (options.legacyStorage) {
      // read, then write: what another writes in between is lost
      await pause(5);
      return answer(
        request,
        reply,
        replaceRecord(grafana, person, namespace, { ...sent, resourceVersion: '' }, shelf.get(name) ?? seen, stamp)
      );
    }
    return answer(request, reply, replaceRecord(grafana, person, namespace, sent, seen, stamp));
  });

  app.delete(`${base}/:name`, (request) => {
    const { person, namespace, name, shelf } = asked(request);
    const version = shelf.get(name);
    if (!version) {
      throw notFound(GROUP, KIND, name);
    }
    if (folderLevel(store, person, version.folder) < EDIT) {
      throw forbidden();
    }
    deleteRecord(grafana, person, namespace, version);
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name, group: GROUP, kind: KIND, uid: version.uid },
    };
  });

  app.get(`/apis/${GROUP}/:version/namespaces/:namespace/dashboards/:name/*`, () => {
    throw new Refusal(404, {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'the server could not find the requested resource',
      reason: 'NotFound',
      details: {},
      code: 404,
    });
  });
}
