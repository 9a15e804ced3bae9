import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { type APIRequestContext, type APIResponse, expect } from '@playwright/test';
import { z } from 'zod/mini';
import { PLUGIN_ID } from '../../src/constants';
import { backupsKind, noBackups } from '../../src/domain/backup/register';
import { BACKUPS } from '../../src/domain/backup/schema';
import { type IncidentCommand } from '../../src/domain/incident/commands';
import { declare } from '../../src/domain/incident/declare/declare';
import { incidentKind } from '../../src/domain/incident/kind';
import { type Incident, type Severity } from '../../src/domain/incident/schema';
import { checklistKind, CHECKLISTS_NAME, emptyChecklists } from '../../src/domain/maintenance/checklist';
import { demoChecklists } from '../../src/domain/maintenance/demo';
import { emptyPlan, exampleTasks, PLAN_NAME, planKind } from '../../src/domain/maintenance/plan';
import { emptyWeek, type Week, weekOfName } from '../../src/domain/maintenance/week';
import { weekKind } from '../../src/domain/maintenance/weekKind';
import { demoObjectives } from '../../src/domain/objective/demo';
import { OBJECTIVES, objectivesKind } from '../../src/domain/objective/register';
import { type ObjectivesRegister } from '../../src/domain/objective/schema';
import { isRefused } from '../../src/domain/record/outcome';
import { type Command, type RecordBase, type RecordKind } from '../../src/domain/record/record';
import { rawRecord, type Resource, toResource } from '../../src/domain/record/resource';
import { noReminders, REMINDERS, remindersKind } from '../../src/domain/reminder/choices';
import { runbookKind } from '../../src/domain/runbook/runbook';
import { type Content, emptyRunbook } from '../../src/domain/runbook/schema';
import { emptySecurity, SECURITY_NAME, securityKind } from '../../src/domain/security/register';
import { demoServices } from '../../src/domain/services/demo';
import { SERVICES, servicesKind } from '../../src/domain/services/services';
import { apiOf } from './people';

const ROOT_FOLDER = { uid: PLUGIN_ID, title: 'Opsbook' };
const INCIDENTS = { uid: `${PLUGIN_ID}-incidents`, title: 'Incidents', parentUid: PLUGIN_ID };
const MAINTENANCE = { uid: `${PLUGIN_ID}-maintenance`, title: 'Maintenance', parentUid: PLUGIN_ID };
const RUNBOOKS = { uid: `${PLUGIN_ID}-runbooks`, title: 'Runbooks', parentUid: PLUGIN_ID };
const REGISTERS = { uid: `${PLUGIN_ID}-registers`, title: 'Registers', parentUid: PLUGIN_ID };

/** What somebody makes in Setup before the first record. */
const FOLDERS = [ROOT_FOLDER, INCIDENTS, MAINTENANCE, RUNBOOKS, REGISTERS];

interface Seed {
  title: string;
  severity?: Severity;
  services?: Record<string, string>;
  demo?: boolean;
  /** Minutes since it was declared. */
  age?: number;
  commands?: Array<Record<string, unknown> & { type: IncidentCommand['type'] }>;
}

/** The records of one Grafana by API, for a spec to prepare, look at and clear away what it works on. */
export class Records {
  private constructor(
    readonly api: APIRequestContext,
    readonly namespace: string,
    private readonly dashboards: string,
    private readonly type: { apiVersion: string; kind: string }
  ) {}

  static async of(api: APIRequestContext): Promise<Records> {
    const { namespace } = await read<{ namespace: string }>(await api.get('api/frontend/settings'));
    const { versions = [] } = await read<{ versions?: Array<{ version: string }> }>(
      await api.get('apis/dashboard.grafana.app')
    );
    const version = versions.some((served) => served.version === 'v1') ? 'v1' : 'v1beta1';
    const apiVersion = `dashboard.grafana.app/${version}`;
    const dashboards = `apis/${apiVersion}/namespaces/${namespace}/dashboards`;
    return new Records(api, namespace, dashboards, { apiVersion, kind: 'Dashboard' });
  }

  /** An incident as the plugin would have declared it, numbered among those of 2020, where nobody counts on. */
  async seedIncident({ title, severity, services = {}, demo, age = 10, commands = [] }: Seed): Promise<string> {
    const name = `inc-2020-${String(Math.floor(Math.random() * 1e6)).padStart(6, '0')}`;
    const by = { uid: 'e2e', name: 'Ana' };
    const at = new Date(Date.now() - age * 60_000).toISOString();
    const declared = declare({
      name,
      id: crypto.randomUUID(),
      at,
      by,
      zone: 'UTC',
      title,
      summary: '',
      services,
      ...(severity && { severity }),
    });
    const record = commands.reduce<Incident>(
      (incident, command) => this.apply(incident, { id: crypto.randomUUID(), at, by, ...command }),
      { ...declared, ...(demo && { demo }) }
    );
    const resource = toResource(incidentKind, record, { name, folder: INCIDENTS.uid });
    await read(await this.api.post(this.dashboards, { data: { ...this.type, ...resource } }));
    return name;
  }

  /** A runbook as the plugin would have saved it; gone records of that name are written over. */
  async seedRunbook(name: string, content: Content): Promise<void> {
    const stamp = { at: new Date().toISOString(), by: { uid: 'e2e', name: 'Ana' } };
    const record = { ...emptyRunbook(crypto.randomUUID()), ...content, version: 1, created: stamp, saved: stamp };
    const resource = toResource(runbookKind, record, { name, folder: RUNBOOKS.uid });
    await read(await this.api.post(this.dashboards, { data: { ...this.type, ...resource } }));
  }

  async seedWeek(name: string, week: Week): Promise<void> {
    const resource = toResource(weekKind, week, { name, folder: MAINTENANCE.uid });
    await read(await this.api.post(this.dashboards, { data: { ...this.type, ...resource } }));
  }

  /** Puts the register of objectives there, or another one in its place. */
  async seedObjectives(register: ObjectivesRegister): Promise<void> {
    const before = await this.read(OBJECTIVES);
    const resource = toResource(objectivesKind, register, { name: OBJECTIVES, folder: REGISTERS.uid });
    if (before) {
      await this.put({ ...before, spec: resource.spec });
      return;
    }
    await read(await this.api.post(this.dashboards, { data: { ...this.type, ...resource } }));
  }

  async ensureFolders(): Promise<void> {
    for (const folder of FOLDERS) {
      await this.api.post('api/folders', { data: folder }); // 412: it is there
    }
  }

  /** The demo's registers, as a team has them that adopted its own; those that are there stay. */
  async ensureRegisters(): Promise<void> {
    const today = `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`;
    const plan = { ...emptyPlan(), adopted: today, tasks: exampleTasks('en', 'UTC', today) };
    const checklists = { ...emptyChecklists(), adopted: today, checklists: demoChecklists('en') };
    for (const resource of [
      register(servicesKind, SERVICES, demoServices('en', crypto.randomUUID())),
      register(objectivesKind, OBJECTIVES, demoObjectives('en', crypto.randomUUID())),
      register(checklistKind, CHECKLISTS_NAME, checklists),
      register(planKind, PLAN_NAME, plan),
    ]) {
      await this.api.post(this.dashboards, { data: { ...this.type, ...resource } }); // 409: it is there
    }
  }

  async read(name: string): Promise<Resource | undefined> {
    const answer = await this.api.get(`${this.dashboards}/${name}`);
    return answer.status() === 404 ? undefined : read<Resource>(answer);
  }

  async incident(name: string): Promise<Incident> {
    const resource = await this.read(name);
    return incidentKind.schema.parse(resource && rawRecord(resource));
  }

  /** Writes the resource back as it is, whatever is in it. */
  async put(resource: Resource): Promise<void> {
    await read(await this.api.put(`${this.dashboards}/${resource.metadata.name}`, { data: resource }));
  }

  /** As `put`, for the status of the answer. */
  async tryPut(resource: Resource): Promise<number> {
    return (await this.api.put(`${this.dashboards}/${resource.metadata.name}`, { data: resource })).status();
  }

  /** A JSON Patch, for the status of the answer. */
  async patch(name: string, operations: unknown[]): Promise<number> {
    const headers = { 'Content-Type': 'application/json-patch+json' };
    return (await this.api.patch(`${this.dashboards}/${name}`, { data: operations, headers })).status();
  }

  async remove(name: string): Promise<void> {
    await this.api.delete(`${this.dashboards}/${name}`);
  }

  /** As the person of a page: Grafana shows the trash to whoever deleted a record, and to administrators. */
  async removeAs(person: APIRequestContext, url: string, name: string): Promise<void> {
    await person.delete(`${url}/${this.dashboards}/${name}`);
  }

  /** Names of the records whose title holds `words`. */
  async find(words: string, kind = 'incident'): Promise<string[]> {
    const query = new URLSearchParams({ type: 'dashboard', limit: '200', tag: `opsbook:${kind}`, query: words });
    const url = `apis/dashboard.grafana.app/v0alpha1/namespaces/${this.namespace}/search?${query}`;
    const { hits } = await read<{ hits?: Array<{ name: string; title: string }> | null }>(await this.api.get(url));
    return (hits ?? []).filter(({ title }) => title.includes(words)).map(({ name }) => name);
  }

  /** Runs `work` and puts the record back as it was before: for the ones that there is only one of. */
  async keeping(name: string, work: () => Promise<void>): Promise<void> {
    const release = await locked(name);
    const before = await this.read(name);
    try {
      await work();
    } finally {
      const now = await this.read(name);
      if (now) {
        await this.putBack(name, before ?? { ...now, spec: untouched(name, now) }, now);
      } else if (before) {
        const { name: same, annotations } = before.metadata;
        await this.api.post(this.dashboards, { data: { ...before, metadata: { name: same, annotations } } });
      }
      release();
    }
  }

  /** A page that is still open may write in between. */
  private async putBack(name: string, before: Resource, now: Resource): Promise<void> {
    let current: Resource | undefined = now;
    for (let tries = 0; current && tries < 5; tries++) {
      const status = await this.tryPut({ ...before, metadata: current.metadata });
      if (status < 300) {
        return;
      }
      expect(status).toBe(409);
      current = await this.read(name);
    }
    throw new Error(`${name} could not be put back`);
  }

  private apply(incident: Incident, command: unknown): Incident {
    const outcome = incidentKind.apply(incident, command as IncidentCommand);
    if (isRefused(outcome)) {
      throw new Error(`refused: ${JSON.stringify(outcome.refused)}`);
    }
    return outcome.ok;
  }
}

function register<R extends RecordBase, C extends Command>(kind: RecordKind<R, C>, name: string, record: R): Resource {
  return toResource(kind, record, { name, folder: REGISTERS.uid });
}

/** As if nobody had changed it: were it removed, every page would say that somebody deleted it. */
function untouched(name: string, now: Resource): Resource['spec'] {
  const { id } = z.object({ id: z.string() }).parse(rawRecord(now));
  const at = { name, folder: REGISTERS.uid };
  switch (name) {
    case OBJECTIVES:
      return toResource(objectivesKind, demoObjectives('en', id), at).spec;
    case SERVICES:
      return toResource(servicesKind, demoServices('en', id), at).spec;
    case REMINDERS:
      return toResource(remindersKind, { ...noReminders(), id }, at).spec;
    case BACKUPS:
      return toResource(backupsKind, noBackups(id), at).spec;
    case SECURITY_NAME:
      return toResource(securityKind, { ...emptySecurity(), id }, at).spec;
    default:
      return toResource(weekKind, { ...emptyWeek(weekOfName(name) ?? ''), id }, { name, folder: MAINTENANCE.uid }).spec;
  }
}

async function read<T>(answer: APIResponse): Promise<T> {
  if (!answer.ok()) {
    throw new Error(`${answer.url()} answered ${answer.status()}: ${(await answer.text()).slice(0, 500)}`);
  }
  return answer.json();
}

/** One worker at a time: what one puts back would undo what another is at. Alone on a real Grafana, nobody waits. */
async function locked(name: string): Promise<() => void> {
  const { E2E_FOLDER } = process.env;
  if (!E2E_FOLDER) {
    return () => undefined;
  }
  const lock = join(E2E_FOLDER, `lock-${name}`);
  for (;;) {
    try {
      mkdirSync(lock);
      return () => rmdirSync(lock);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Makes the folders of the records and the demo's registers in the organisation that the administrator is in. */
export async function makeFolders(url: string): Promise<void> {
  const api = await apiOf(url, 'admin');
  const records = await Records.of(api);
  await records.ensureFolders();
  await records.ensureRegisters();
  await api.dispose();
}
