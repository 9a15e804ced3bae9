import { http, HttpResponse, type JsonBodyType } from 'msw';
import { setupServer } from 'msw/node';
import { PLUGIN_ID } from '../constants';
import { type Command, type RecordBase, type RecordKind } from '../domain/record/record';
import { type Resource, toResource } from '../domain/record/resource';
import { type RulerGroup } from '../domain/reminder/rules';
import { SETTINGS } from '../domain/settings/settings';
import { FOLDERS, homeOf, RESTRICTED_FOLDERS, type RestrictedFolder } from '../grafana/records/folders';

/** How many versions of a record Grafana lists at once; it counts bytes. */
const PAGE = 2;
const RULER = '/api/ruler/grafana/api/v1/rules/';

type Labels = Record<string, string>;
type AtTime = (time: number) => number;
/** What Prometheus answers to an expression: a number, also by its time in seconds, labelled values, or an HTTP failure. */
export type PrometheusAnswer =
  | number
  | AtTime
  | Array<{ labels?: Labels; value: number }>
  | { status: number; body?: JsonBodyType }
  | 'empty'
  | 'never';

interface FakePermission {
  userId?: number;
  userLogin?: string;
  teamId?: number;
  team?: string;
  role?: string;
  permission: number;
  permissionName?: string;
}

interface FakeAnnotation {
  time?: number;
  timeEnd?: number;
  text?: string;
  tags?: string[];
}

interface FakeSilence {
  matchers: Array<{ name: string; value: string; isRegex: boolean; isEqual: boolean }>;
  startsAt: string;
  endsAt: string;
  comment: string;
  createdBy: string;
}

interface Options {
  canWrite: boolean;
  /** Admins do, and those who deleted something themselves. */
  seesTrash: boolean;
  settings: Record<string, unknown>;
  orgUsers: Array<{ uid: string; login: string; name: string }> | 'forbidden';
  user: { uid: string; login: string };
  teams: Array<{ id: number; name: string }>;
  /** Whether the person administers the private folder, so that its permissions may be read. */
  adminsPrivate: boolean;
  /** What manages the shared folders. */
  managedBy?: string;
}

/** Grafana's HTTP API in memory, as the pages' tests need it: small, and as strict as the recorded answers. */
export class FakeGrafana {
  readonly records = new Map<string, Resource>();
  readonly trash = new Map<string, Resource>();
  readonly versions = new Map<string, Resource[]>();
  /** Without those of the settings, which note by themselves what registers there are. */
  readonly writes: Array<{ method: string; name: string; body: unknown }> = [];
  /** Uids of the folders that were made. */
  readonly folders: string[] = [];
  readonly queries: string[] = [];
  /** How many requests of any kind came. */
  requests = 0;
  /** What was asked of the search index. */
  readonly searches: URLSearchParams[] = [];
  privateFolder: FakePermission[] | 'of others' | undefined;
  securityFolder: FakePermission[] | 'of others' | undefined;
  readonly annotations = new Map<number, FakeAnnotation>();
  /** Groups of alert rules, by `folder/name`. */
  readonly ruleGroups = new Map<string, RulerGroup>();
  /** Those that were written, in order. */
  readonly ruleWrites: string[] = [];
  readonly silences = new Map<string, FakeSilence>();
  /** Instances of Grafana's own rules, by the rule's name. */
  alerts: Array<{ rule: string; labels: Labels; state?: string }> = [];
  private counter = 1_795_000_000_000_000;
  private faults: Array<{ matches: (method: string, url: URL) => boolean; respond: () => Response; times: number }> =
    [];
  private prometheus: Array<{ pattern: RegExp; answer: PrometheusAnswer }> = [];
  options: Options = {
    canWrite: true,
    seesTrash: true,
    settings: {},
    orgUsers: [{ uid: 'u-ana', login: 'ana', name: 'Ana' }],
    user: { uid: 'u-ana', login: 'ana' },
    teams: [{ id: 5, name: 'SRE' }],
    adminsPrivate: true,
  };

  reset(): void {
    this.records.clear();
    this.trash.clear();
    this.versions.clear();
    this.writes.length = 0;
    this.queries.length = 0;
    this.folders.length = 0;
    this.annotations.clear();
    this.ruleGroups.clear();
    this.ruleWrites.length = 0;
    this.silences.clear();
    this.alerts = [];
    this.privateFolder = undefined;
    this.securityFolder = undefined;
    this.faults = [];
    this.prometheus = [];
    this.options = {
      canWrite: true,
      seesTrash: true,
      settings: {},
      orgUsers: [{ uid: 'u-ana', login: 'ana', name: 'Ana' }],
      user: { uid: 'u-ana', login: 'ana' },
      teams: [{ id: 5, name: 'SRE' }],
      adminsPrivate: true,
    };
  }

  /** Puts a record there, as if somebody had written it before. */
  holds<R extends RecordBase, C extends Command>(kind: RecordKind<R, C>, name: string, record: R): void {
    this.put(toResource(kind, record, { name, folder: FOLDERS[homeOf(kind, record)].uid }));
  }

  put(resource: Resource): Resource {
    const { name } = resource.metadata;
    const before = this.records.get(name);
    const stored: Resource = {
      apiVersion: 'dashboard.grafana.app/v1beta1',
      kind: 'Dashboard',
      ...dropNulls(resource),
      metadata: {
        ...resource.metadata,
        uid: before?.metadata.uid ?? `uid-${this.counter}`,
        resourceVersion: String(this.counter++),
        generation: (before?.metadata.generation ?? 0) + 1,
        creationTimestamp: before?.metadata.creationTimestamp ?? '2025-11-21T08:00:00Z',
      },
    };
    this.records.set(name, stored);
    this.versions.set(name, [stored, ...(this.versions.get(name) ?? [])].slice(0, 20));
    return stored;
  }

  delete(name: string): void {
    const resource = this.records.get(name);
    if (resource) {
      const deletion = { resourceVersion: String(this.counter++), deletionTimestamp: '2026-11-21T09:00:00Z' };
      const gone = { ...resource, metadata: { ...resource.metadata, ...deletion } };
      this.trash.set(name, gone);
      this.versions.set(name, [gone, ...(this.versions.get(name) ?? [])]);
      this.records.delete(name);
    }
  }

  /** The next `times` requests that match fail with `status`. */
  fails(
    path: RegExp,
    status: number,
    { method, times = Infinity, body }: { method?: string; times?: number; body?: JsonBodyType } = {}
  ): void {
    this.faults.push({
      matches: (asked, url) => path.test(url.pathname) && (!method || asked === method),
      respond: () => (status === 0 ? HttpResponse.error() : HttpResponse.json(body ?? failure(status), { status })),
      times,
    });
  }

  refusesWrites(status: number, times = Infinity): void {
    ['POST', 'PUT', 'PATCH'].forEach((method) => this.fails(/\/dashboards(\/|$)/, status, { method, times }));
  }

  heals(): void {
    this.faults = [];
  }

  /** Answers queries whose text matches; the last one told wins. */
  answers(pattern: RegExp, answer: PrometheusAnswer): void {
    this.prometheus.unshift({ pattern, answer });
  }

  handlers() {
    const all = http.all('*', async ({ request }) => {
      const url = new URL(request.url);
      this.requests++;
      const fault = this.faults.find(({ matches, times }) => times > 0 && matches(request.method, url));
      if (fault) {
        fault.times--;
        return fault.respond();
      }
      return this.route(request, url);
    });
    return [all];
  }

  private async route(request: Request, url: URL): Promise<Response | undefined> {
    const { pathname } = url;
    if (pathname === '/apis/dashboard.grafana.app') {
      return HttpResponse.json({ versions: [{ version: 'v1beta1' }, { version: 'v0alpha1' }] });
    }
    const record = pathname.match(
      /\/apis\/dashboard\.grafana\.app\/v1beta1\/namespaces\/default\/dashboards(?:\/(.+))?$/
    );
    if (record) {
      return this.dashboards(request, url, record[1] && decodeURIComponent(record[1]));
    }
    if (pathname.endsWith('/v0alpha1/namespaces/default/search')) {
      return this.search(url);
    }
    if (pathname.startsWith(RULER)) {
      return this.answerRuler(request, pathname.slice(RULER.length).split('/').map(decodeURIComponent));
    }
    const made = pathname === '/api/folders' && request.method === 'POST' ? uidOf(await request.clone().json()) : '';
    const restricted = RESTRICTED_FOLDERS.find((key) => `${pathname} ${made}`.includes(FOLDERS[key].uid));
    if (restricted) {
      return this.answerPrivateFolder(request, pathname, restricted);
    }
    if (pathname === '/api/user/teams') {
      return HttpResponse.json(this.options.teams);
    }
    if (pathname === '/api/teams/search') {
      return HttpResponse.json({ message: "You'll need additional permissions" }, { status: 403 });
    }
    if (pathname.endsWith('/access')) {
      return HttpResponse.json({ canSave: this.options.canWrite, canEdit: this.options.canWrite });
    }
    if (pathname.startsWith('/api/alertmanager/grafana/api/v2/silence')) {
      return this.answerSilences(request, pathname);
    }
    if (pathname === '/api/prometheus/grafana/api/v1/rules') {
      const rules = this.alerts.map(({ rule, labels, state = 'Normal' }) => ({
        name: rule,
        alerts: [{ labels, state }],
      }));
      return HttpResponse.json({ status: 'success', data: { groups: [{ name: 'g', rules }] } });
    }
    if (/^\/api\/prometheus\/[^/]+\/api\/v1\/alerts$/.test(pathname)) {
      return HttpResponse.json({ status: 'success', data: { alerts: [] } });
    }
    if (pathname.startsWith('/api/folders')) {
      if (request.method === 'POST' && !this.options.canWrite) {
        return HttpResponse.json({ message: "You'll need additional permissions" }, { status: 403 });
      }
      if (request.method === 'POST') {
        this.folders.push(uidOf(await request.json()));
      }
      const { managedBy } = this.options;
      return HttpResponse.json({ uid: PLUGIN_ID, title: 'Opsbook', ...(managedBy && { managedBy }) });
    }
    if (pathname === '/api/user') {
      return HttpResponse.json(this.options.user);
    }
    if (pathname === '/api/org/users/lookup' || pathname === '/api/org/users') {
      const { orgUsers } = this.options;
      return orgUsers === 'forbidden'
        ? HttpResponse.json({ message: 'Permissions needed: org.users:read' }, { status: 403 })
        : HttpResponse.json(
            pathname.endsWith('lookup') ? orgUsers.map(({ uid, login }) => ({ uid, login })) : orgUsers // names to Admins
          );
    }
    if (pathname === `/api/plugins/${PLUGIN_ID}/settings`) {
      if (request.method === 'POST') {
        this.options.settings = ((await request.json()) as { jsonData: Record<string, unknown> }).jsonData;
      }
      return HttpResponse.json({ enabled: true, pinned: true, jsonData: this.options.settings });
    }
    if (pathname.includes('/iam.grafana.app/')) {
      const keys = url.searchParams.getAll('key').map((key) => key.replace(/^user:/, ''));
      const users = this.options.orgUsers === 'forbidden' ? [] : this.options.orgUsers;
      const display = users
        .filter(({ uid }) => keys.includes(uid))
        .map(({ uid, name }) => ({ identity: { type: 'user', name: uid }, displayName: name }));
      return HttpResponse.json({ display });
    }
    if (pathname.startsWith('/api/annotations')) {
      return this.answerAnnotations(request, url);
    }
    const query = pathname.match(/\/api\/datasources\/proxy\/uid\/[^/]+\/api\/v1\/(query|query_range)$/);
    if (query) {
      return this.answerQuery(new URLSearchParams(await request.text()), query[1] === 'query_range');
    }
    return undefined;
  }

  /** Grafana's own rules: no versions, the last writer of a group wins. */
  private async answerRuler(request: Request, [folder, name]: string[]): Promise<Response> {
    const key = `${folder}/${name}`;
    const { method } = request;
    if (method !== 'GET' && !this.options.canWrite) {
      return HttpResponse.json({ message: "You'll need additional permissions" }, { status: 403 });
    }
    if (method === 'DELETE') {
      this.ruleGroups.delete(key);
      this.ruleWrites.push(key);
      return HttpResponse.json({ message: 'rules deleted' }, { status: 202 });
    }
    if (method === 'POST') {
      const group = (await request.json()) as RulerGroup;
      const rules = group.rules.map((rule) => {
        const uid = rule.grafana_alert?.uid ?? `rule-${this.counter++}`;
        return { ...rule, grafana_alert: { ...rule.grafana_alert, uid } };
      });
      this.ruleGroups.set(`${folder}/${group.name}`, { ...group, rules });
      this.ruleWrites.push(`${folder}/${group.name}`);
      return HttpResponse.json({ message: 'rule group updated successfully' }, { status: 202 });
    }
    const found = [...this.ruleGroups].filter(([each]) => (name ? each === key : each.startsWith(`${folder}/`)));
    const groups = found.map(([, group]) => group);
    if (name) {
      return groups[0]
        ? HttpResponse.json(groups[0], { status: 202 })
        : HttpResponse.json({ message: 'rule group does not exist' }, { status: 404 });
    }
    return HttpResponse.json(groups.length > 0 ? { Opsbook: groups } : {}, { status: 202 });
  }

  /** A root folder for few people: missing, of others, or with the permissions it was given. */
  private async answerPrivateFolder(request: Request, pathname: string, key: RestrictedFolder): Promise<Response> {
    const forbidden = () => HttpResponse.json({ message: "You'll need additional permissions" }, { status: 403 });
    const place = `${key}Folder` as const;
    const held = this[place];
    if (request.method === 'POST' && pathname === '/api/folders') {
      if (!this.options.canWrite) {
        return forbidden();
      }
      if (held) {
        return HttpResponse.json({ message: 'the folder has been changed by someone else' }, { status: 412 });
      }
      this[place] = [
        { userId: 2, userLogin: 'ana', permission: 4, permissionName: 'Admin' },
        { role: 'Editor', permission: 2, permissionName: 'Edit' },
        { role: 'Viewer', permission: 1, permissionName: 'View' },
      ];
      return HttpResponse.json(FOLDERS[key]);
    }
    if (!held) {
      return HttpResponse.json({ message: 'folder not found' }, { status: 404 });
    }
    if (held === 'of others') {
      return forbidden();
    }
    if (request.method === 'DELETE') {
      this[place] = undefined;
      return HttpResponse.json({ message: 'Folder deleted' });
    }
    if (request.method === 'POST') {
      const { items } = (await request.json()) as { items: FakePermission[] };
      this[place] = items.map((item) => ({
        ...item,
        ...(item.userId && { userLogin: 'ana' }),
        ...(item.teamId && { team: this.options.teams.find(({ id }) => id === item.teamId)?.name }),
        permissionName: { 1: 'View', 2: 'Edit', 4: 'Admin' }[item.permission],
      }));
      return HttpResponse.json({ message: 'Folder permissions updated' });
    }
    const canAdmin = this.options.adminsPrivate;
    if (pathname.endsWith('/access')) {
      return HttpResponse.json({ canSave: true, canEdit: true, canAdmin });
    }
    if (pathname.endsWith('/permissions')) {
      return canAdmin ? HttpResponse.json(held) : forbidden();
    }
    return HttpResponse.json({ ...FOLDERS[key], createdBy: 'mallory' });
  }

  /** Organisation annotations. Id 0 means all of them, as in Grafana: a test that gets there has lost them. */
  private async answerAnnotations(request: Request, url: URL): Promise<Response> {
    const { method } = request;
    const last = url.pathname.split('/').at(-1);
    const id = last === 'annotations' ? undefined : Number(last);
    if (method === 'GET') {
      const tags = url.searchParams.getAll('tags');
      const found = [...this.annotations].filter(([, each]) => tags.every((tag) => each.tags?.includes(tag)));
      return HttpResponse.json(found.map(([key, each]) => ({ id: key, ...each })));
    }
    if (method === 'DELETE') {
      [...this.annotations.keys()]
        .filter((key) => id === 0 || key === id)
        .forEach((key) => this.annotations.delete(key));
      return HttpResponse.json({ message: 'Annotation deleted' });
    }
    const body = (await request.json()) as FakeAnnotation;
    const key = id ?? this.annotations.size + 1;
    this.annotations.set(key, { ...this.annotations.get(key), ...body });
    return HttpResponse.json({ id: key, message: 'Annotation added' });
  }

  /** As the Alertmanager does: an active one keeps its id while its start and matchers stay. */
  private async answerSilences(request: Request, pathname: string): Promise<Response> {
    const stateOf = ({ startsAt, endsAt }: FakeSilence) =>
      Date.parse(endsAt) <= Date.now() ? 'expired' : Date.parse(startsAt) > Date.now() ? 'pending' : 'active';
    const now = new Date().toISOString();
    if (request.method === 'GET') {
      return HttpResponse.json(
        [...this.silences].map(([id, each]) => ({ id, ...each, status: { state: stateOf(each) } }))
      );
    }
    if (request.method === 'DELETE') {
      const id = pathname.split('/').at(-1) ?? '';
      const known = this.silences.get(id);
      if (!known) {
        return HttpResponse.json({ message: `silence ${id} not found` }, { status: 404 });
      }
      this.silences.set(id, { ...known, endsAt: now });
      return HttpResponse.json({ message: 'silence deleted' });
    }
    const { id, ...asked } = (await request.json()) as FakeSilence & { id?: string };
    const known = id === undefined ? undefined : this.silences.get(id);
    const isKept =
      known &&
      JSON.stringify(known.matchers) === JSON.stringify(asked.matchers) &&
      (stateOf(known) === 'pending' || (stateOf(known) === 'active' && known.startsAt === asked.startsAt));
    if (id && known && !isKept) {
      this.silences.set(id, { ...known, endsAt: now });
    }
    const silenceID = id && isKept ? id : `silence-${this.silences.size + 1}`;
    this.silences.set(silenceID, asked);
    return HttpResponse.json({ silenceID }, { status: 202 });
  }

  private async dashboards(request: Request, url: URL, name?: string): Promise<Response> {
    if (request.method === 'GET' && !name) {
      return this.list(url);
    }
    if (request.method === 'GET') {
      const existing = this.records.get(name ?? '');
      return existing ? HttpResponse.json(existing as unknown as JsonBodyType) : status(404, 'NotFound');
    }
    const body: unknown = request.method === 'DELETE' ? undefined : await request.json();
    const existing = name ? this.records.get(name) : undefined;
    const written = name ?? nameOf(body);
    if (written !== SETTINGS) {
      this.writes.push({ method: request.method, name: written, body });
    }
    if (!this.options.canWrite) {
      return HttpResponse.json(failure(403), { status: 403 });
    }
    if (request.method === 'POST') {
      const folder = (body as Resource).metadata.annotations?.['grafana.app/folder'];
      if (folder === FOLDERS.private.uid && this.privateFolder === undefined) {
        return status(404, 'NotFound');
      }
      const created = nameOf(body);
      if (this.records.has(created)) {
        return status(409, 'AlreadyExists');
      }
      this.trash.delete(created); // as Grafana does: its history starts anew
      return HttpResponse.json(this.put(body as Resource) as unknown as JsonBodyType, { status: 201 });
    }
    if (!name || !existing) {
      return status(404, 'NotFound');
    }
    if (request.method === 'DELETE') {
      this.delete(name);
      return HttpResponse.json({ status: 'Success' });
    }
    if (request.method === 'PATCH') {
      return this.patch(existing, body as Array<{ op: string; path: string; value: unknown }>);
    }
    const resource = body as Resource;
    return resource.metadata.resourceVersion === existing.metadata.resourceVersion
      ? HttpResponse.json(this.put(resource) as unknown as JsonBodyType)
      : status(409, 'Conflict');
  }

  private patch(existing: Resource, operations: Array<{ op: string; path: string; value: unknown }>): Response {
    const copy = structuredClone(existing);
    for (const { op, path, value } of operations) {
      const steps = path
        .split('/')
        .slice(1)
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
      const last = steps.pop() ?? '';
      let target: unknown = copy;
      for (const step of steps) {
        target = (target as Record<string, unknown> | undefined)?.[step];
      }
      if (typeof target !== 'object' || target === null) {
        return status(422, 'Invalid');
      }
      const holder = target as Record<string, unknown>;
      if (op === 'test' && JSON.stringify(holder[last]) !== JSON.stringify(value)) {
        return status(422, 'Invalid');
      }
      if (op !== 'test') {
        holder[last] = value;
      }
    }
    return HttpResponse.json(this.put(copy) as unknown as JsonBodyType);
  }

  private list(url: URL): Response {
    const selector = url.searchParams.get('labelSelector') ?? '';
    const name = (url.searchParams.get('fieldSelector') ?? '').replace('metadata.name=', '');
    const items = selector.includes('get-history')
      ? this.history(name, url.searchParams.get('resourceVersion'))
      : selector.includes('get-trash')
        ? [...this.trash.values()].filter(({ metadata }) => metadata.name === name && this.options.seesTrash)
        : [...this.records.values()].slice(0, Number(url.searchParams.get('limit') ?? 100));
    const isCut = url.searchParams.has('resourceVersion') && items.length > PAGE;
    const metadata = isCut ? { continue: 'leads nowhere' } : {};
    const page = isCut ? items.slice(0, PAGE) : items;
    return HttpResponse.json({ kind: 'DashboardList', metadata, items: page } as unknown as JsonBodyType);
  }

  /** Newest first, since the last deletion; from a version on oldest first, with what was deleted, as Grafana lists it. */
  private history(name: string, from: string | null): Resource[] {
    const versions = this.versions.get(name) ?? [];
    const deletion = versions.findIndex(({ metadata }) => metadata.deletionTimestamp);
    return from === null
      ? versions.slice(0, deletion < 0 ? undefined : deletion)
      : [...versions].reverse().filter(({ metadata }) => Number(metadata.resourceVersion) >= Number(from));
  }

  private search(url: URL): Response {
    this.searches.push(url.searchParams);
    const wanted = url.searchParams.getAll('tag');
    const folder = url.searchParams.get('folder');
    const sort = url.searchParams.get('sort');
    const found = [...this.records.values()]
      .filter(({ spec }) => wanted.every((tag) => spec.tags?.includes(tag)))
      .filter(({ metadata }) => !folder || metadata.annotations?.['grafana.app/folder'] === folder)
      .sort((a, b) =>
        sort === '-name'
          ? b.metadata.name.localeCompare(a.metadata.name)
          : a.metadata.name.localeCompare(b.metadata.name)
      );
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const hits = found
      .slice(offset, offset + Number(url.searchParams.get('limit') ?? 50))
      .map(({ metadata, spec }) => ({
        resource: 'dashboards',
        name: metadata.name,
        title: spec.title ?? '',
        description: spec.description ?? '',
        tags: spec.tags ?? [],
        folder: metadata.annotations?.['grafana.app/folder'],
      }));
    return HttpResponse.json({ totalHits: found.length, hits });
  }

  private answerQuery(form: URLSearchParams, range: boolean): Response | Promise<Response> {
    const values: Array<{ labels?: Labels; value: number | AtTime }> = [];
    for (const { expr, labels: mark } of members(form.get('query') ?? '')) {
      this.queries.push(expr);
      const answer = this.prometheus.find(({ pattern }) => pattern.test(expr))?.answer ?? 'empty';
      if (answer === 'never') {
        return new Promise(() => undefined);
      }
      if (typeof answer === 'object' && 'status' in answer) {
        return HttpResponse.json(answer.body ?? null, { status: answer.status });
      }
      const found: typeof values =
        answer === 'empty'
          ? []
          : typeof answer === 'number' || typeof answer === 'function'
            ? [{ value: answer }]
            : answer;
      values.push(...found.map(({ value, labels }) => ({ value, labels: { ...labels, ...mark } })));
    }
    const now = Number(form.get('time') ?? form.get('end') ?? Date.now() / 1000);
    const result = values.map(({ labels = {}, value }) => {
      const at = (time: number) => String(typeof value === 'number' ? value : value(time));
      return range
        ? { metric: labels, values: times(form).map((time) => [time, at(time)]) }
        : { metric: labels, value: [now, at(now)] };
    });
    return HttpResponse.json({ status: 'success', data: { resultType: range ? 'matrix' : 'vector', result } });
  }
}

export const grafana = new FakeGrafana();
export const server = setupServer(...grafana.handlers());

/** Several questions in one request: `label_replace(…, "mark", "0", "", "") or label_replace(…)`, as the planner writes them. */
function members(query: string): Array<{ expr: string; labels: Labels }> {
  const found = [...query.matchAll(/label_replace\(([\s\S]*?), "(opsbook_query)", "(\d+)", "", ""\)(?: or |$)/g)];
  return found.length > 0
    ? found.map(([, expr, mark, place]) => ({ expr, labels: { [mark]: place } }))
    : [{ expr: query, labels: {} }];
}

function times(form: URLSearchParams): number[] {
  const [start, end, step] = ['start', 'end', 'step'].map((key) => Number(form.get(key)));
  return Array.from(
    { length: Math.min(Math.floor((end - start) / step) + 1, 11_000) },
    (_, index) => start + index * step
  );
}

function nameOf(body: unknown): string {
  return (body as Resource).metadata.name;
}

function failure(code: number): JsonBodyType {
  return code === 403
    ? { kind: 'Status', metadata: {}, status: 'Failure', code }
    : { kind: 'Status', status: 'Failure', message: `HTTP ${code}`, code };
}

function status(code: number, reason: string): Response {
  return HttpResponse.json({ kind: 'Status', status: 'Failure', reason, message: reason, code }, { status: code });
}

/** Grafana drops null members of objects and keeps those in arrays. */
function dropNulls<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.map((item) => (item === null ? null : dropNulls(item))) as T;
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== null)
        .map(([key, member]) => [key, dropNulls(member)])
    ) as T;
  }
  return value;
}

function uidOf(folder: unknown): string {
  return typeof folder === 'object' && folder !== null && 'uid' in folder ? String(folder.uid) : '';
}
