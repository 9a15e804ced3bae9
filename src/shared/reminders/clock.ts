import { type QueryClient } from '@tanstack/react-query';
import { PLUGIN_BASE_URL } from '../../constants';
import { backupsKind } from '../../domain/backup/register';
import { BACKUPS } from '../../domain/backup/schema';
import { IMPROVEMENTS, improvementsKind } from '../../domain/improvement/register';
import { INCIDENTS, readIncidentHead } from '../../domain/incident/head';
import { KEY, readNextCheck } from '../../domain/incident/headKeys';
import { type Incident, incidentKind } from '../../domain/incident/kind';
import { ledgerOf, ledgerOfHead, ledgerOfWeek } from '../../domain/maintenance/ledger';
import { PLAN_NAME, planKind } from '../../domain/maintenance/plan';
import { taskStandings } from '../../domain/maintenance/task';
import { weekName } from '../../domain/maintenance/week';
import { weekKind } from '../../domain/maintenance/weekKind';
import { headOfWindow, readWindowHead, WINDOWS } from '../../domain/maintenance/windows/head';
import { type MaintenanceWindow } from '../../domain/maintenance/windows/schema';
import { type RecordBase } from '../../domain/record/record';
import { REMINDERS, remindersKind } from '../../domain/reminder/choices';
import { repairsOf } from '../../domain/reminder/orphans';
import { isReminder } from '../../domain/reminder/ownRules';
import { nearDeadlines, type RulerGroup, type Subject, type Terms, versionOf } from '../../domain/reminder/rules';
import {
  backupSubject,
  improvementSubject,
  incidentSubject,
  planSubject,
  securitySubject,
  windowSubject,
} from '../../domain/reminder/subjects';
import { SECURITY_NAME, securityKind } from '../../domain/security/register';
import { SERVICES, servicesKind } from '../../domain/services/services';
import { localDateOf, weekOf } from '../../domain/time/recurrence';
import { ruleGroups } from '../../grafana/alerting/ruler';
import { mayEditRules } from '../../grafana/alerting/rules';
import { absoluteUrl } from '../../grafana/navigation';
import { FOLDERS, ROOT_FOLDER } from '../../grafana/records/folders';
import { listHeads } from '../../grafana/records/search';
import { read, type Stored } from '../../grafana/records/store';
import { RequestError } from '../../grafana/request';
import { IMPROVEMENTS_PATH } from '../improvements/paths';
import { OPEN_INCIDENTS } from '../incidents/openIncidents';
import { incidentPath } from '../incidents/paths';
import { windowPath } from '../maintenance/paths';
import { queue, rulesFolder } from './queue';
import { readOr, TERMS_FRESH, termsKey, reminderTerms } from './terms';

const RECENT = 300;
const WEEKS = 60;

/** Follows a change that Grafana has taken: the rules of the record are written anew where its deadlines moved. Never throws. */
export async function follow(client: QueryClient, kind: string, stored: Stored<RecordBase>): Promise<void> {
  if (kind === remindersKind.kind) {
    await repairAgain(client);
    return;
  }
  await queue.prepare(kind === weekKind.kind ? PLAN_NAME : stored.name, async () => {
    const terms = await reminderTerms(client);
    const job = terms.kinds.size > 0 ? await jobOf(client, kind, stored, terms) : undefined;
    if (job) {
      queue.set({ ...job, terms });
    }
  });
}

/** Everything, after the team chose otherwise or somebody asks for it. Never throws: what fails is tried again, and told. */
export function repairAgain(client: QueryClient): Promise<void> {
  return queue.prepare(REMINDERS, async () => {
    await client.invalidateQueries({ queryKey: termsKey });
    await repair(client);
  });
}

async function jobOf(
  client: QueryClient,
  kind: string,
  stored: Stored<RecordBase>,
  terms: Terms
): Promise<Made | undefined> {
  switch (kind) {
    case incidentKind.kind:
      return ofIncident(client, stored as Stored<Incident>, terms);
    case WINDOWS.kind:
      return ofWindow(stored as Stored<MaintenanceWindow>);
    default:
      return ofRegister(kind, terms);
  }
}

interface Made {
  subject: Subject;
  folder: string;
  version: string;
}

async function ofIncident(
  client: QueryClient,
  { record, resource }: Stored<Incident>,
  { zone }: Terms
): Promise<Made | undefined> {
  if (!record) {
    return undefined;
  }
  const services = await client.fetchQuery({
    queryKey: ['reminders', 'services'],
    queryFn: async () => (await readOr(servicesKind, SERVICES)) ?? null,
    staleTime: TERMS_FRESH,
  });
  const url = absoluteUrl(incidentPath(record.name));
  return {
    subject: incidentSubject(record, { zone, url, services: services?.record }),
    folder: rulesFolder(record),
    version: resource?.metadata.resourceVersion ?? '0',
  };
}

/** Registers are read again: their rules come of several records. */
function ofRegister(kind: string, terms: Terms): Promise<Made | undefined> {
  switch (kind) {
    case securityKind.kind:
      return ofSecurity(terms);
    case backupsKind.kind:
      return ofBackups(terms);
    case improvementsKind.kind:
      return ofImprovements(terms);
    default:
      return ofPlan(terms);
  }
}

async function ofSecurity({ language }: Terms): Promise<Made | undefined> {
  const stored = await readOr(securityKind, SECURITY_NAME);
  const url = absoluteUrl(`${PLUGIN_BASE_URL}/security`);
  return stored?.record && made(stored, securitySubject(stored.record, language, url));
}

async function ofBackups({ language }: Terms): Promise<Made | undefined> {
  const stored = await readOr(backupsKind, BACKUPS);
  const url = absoluteUrl(`${PLUGIN_BASE_URL}/backups`);
  return stored?.record && made(stored, backupSubject(stored.record, language, url));
}

async function ofImprovements(terms: Terms): Promise<Made | undefined> {
  const stored = await readOr(improvementsKind, IMPROVEMENTS);
  return stored?.record && made(stored, improvementSubject(stored.record, terms, absoluteUrl(IMPROVEMENTS_PATH)));
}

function ofWindow({ record, name, resource }: Stored<MaintenanceWindow>): Made | undefined {
  const subject = record && windowSubject({ ...headOfWindow(record), name }, absoluteUrl(windowPath(name)));
  return subject && made({ state: 'ok', name, ...(resource && { resource }) }, subject);
}

function made({ resource }: Stored<RecordBase>, subject: Subject, version = '0'): Made {
  const own = resource?.metadata.resourceVersion ?? '0';
  return { subject, folder: ROOT_FOLDER.uid, version: Number(own) > Number(version) ? own : version };
}

/** A team that has not adopted the built-in plan is reminded of nothing. */
async function ofPlan({ language, now }: Terms): Promise<Made | undefined> {
  const stored = await readOr(planKind, PLAN_NAME);
  const plan = stored?.record;
  if (!stored || !plan?.adopted) {
    return undefined;
  }
  const today = new Date(now).toISOString();
  const thisWeek = weekName(weekOf(localDateOf(today, plan.zone)));
  const [week, { heads }] = await Promise.all([
    readOr(weekKind, thisWeek),
    listHeads(weekKind, { limit: WEEKS, sort: '-name' }),
  ]);
  const ledger = ledgerOf(
    ...heads.filter(({ name }) => name !== thisWeek).map(({ name, head }) => ledgerOfHead(name, head)),
    week?.record ? ledgerOfWeek(week.record) : []
  );
  const subject = planSubject(
    taskStandings(plan.tasks, ledger, today),
    language,
    absoluteUrl(`${PLUGIN_BASE_URL}/maintenance`)
  );
  return made(stored, subject, week?.resource?.metadata.resourceVersion);
}

interface Repaired {
  /** The person may not write rules: others repair. */
  isReadOnly: boolean;
  /** Records whose rules were not as they should be. */
  out: number;
}

/**
 * Compares all our rules with the heads of records, one request for each folder of rules, and mends what is out of step. Off, it
 * takes away what is left. Throws RequestError or RecordError.
 */
async function repair(client: QueryClient): Promise<Repaired> {
  const chosen = await reminderTerms(client);
  const terms = { ...chosen, now: Date.now() + (chosen.ahead ?? 0) };
  const open = await ruleGroups(ROOT_FOLDER.uid);
  queue.counted(open);
  const places = [...placed(open, ROOT_FOLDER.uid), ...placed(await hiddenGroups(), FOLDERS.private.uid)];
  const isReadOnly = !(await mayEditRules(ROOT_FOLDER.uid));
  const { stale, orphans } =
    terms.kinds.size > 0
      ? await outOfStep(places, terms)
      : { stale: [], orphans: places.map(({ group }) => group.name) };
  if (!isReadOnly) {
    if (terms.kinds.size === 0) {
      places.forEach((place) => clear(place, terms));
    } else {
      await Promise.all([...stale, ...orphans].map((name) => mend(client, name, terms, places)));
      await mendRegisters(terms, places);
      await mendWindows(terms, places);
    }
  }
  return { isReadOnly, out: stale.length + orphans.length };
}

interface Place {
  folder: string;
  group: RulerGroup;
}

/** The groups that hold rules of ours. */
function placed(groups: RulerGroup[], folder: string): Place[] {
  return groups.filter(({ rules }) => rules.some(isReminder)).map((group) => ({ folder, group }));
}

/** Most people may not see the private folder. */
async function hiddenGroups(): Promise<RulerGroup[]> {
  try {
    return await ruleGroups(FOLDERS.private.uid);
  } catch (error) {
    if (error instanceof RequestError && (error.kind === 'forbidden' || error.kind === 'missing')) {
      return [];
    }
    throw error;
  }
}

async function outOfStep(places: Place[], terms: Terms) {
  const [open, recent] = await Promise.all([
    listHeads(INCIDENTS, OPEN_INCIDENTS),
    listHeads(INCIDENTS, { sort: '-name', limit: RECENT }),
  ]);
  const heads = new Map([...recent.heads, ...open.heads].map((hit) => [hit.name, hit]));
  const known = [...heads.values()].map((hit) => ({
    ...readIncidentHead(hit),
    nextCheck: readNextCheck(hit.head[KEY.nextCheck]),
  }));
  return repairsOf(
    places.map(({ group }) => group),
    known,
    terms
  );
}

/** Takes our rules out of a group, whatever version they were made of. */
function clear({ group, folder }: Place, terms: Terms): void {
  const subject = { name: group.name, ref: '', url: '', deadlines: [] };
  queue.set({ subject, folder, terms, version: versionOf(group), current: group });
}

async function mend(client: QueryClient, name: string, terms: Terms, places: Place[]): Promise<void> {
  const place = places.find(({ group }) => group.name === name);
  const stored = await read(incidentKind, name).catch((error: unknown) =>
    error instanceof RequestError && error.kind === 'missing' ? 'gone' : undefined
  );
  if (stored === 'gone') {
    if (place) {
      clear(place, terms);
    }
    return;
  }
  const job = stored && (await ofIncident(client, stored, terms));
  if (job) {
    queue.set({ ...job, terms, ...(place?.folder === job.folder && { current: place.group }) });
  }
}

async function mendRegisters(terms: Terms, places: Place[]): Promise<void> {
  for (const kind of [planKind.kind, securityKind.kind, backupsKind.kind, improvementsKind.kind]) {
    const job = await ofRegister(kind, terms);
    if (job) {
      queue.set({ ...job, terms, current: places.find(({ group }) => group.name === job.subject.name)?.group });
    }
  }
}

const WINDOWS_AHEAD = 200;

/** From their heads, which hold all that is needed: the records are not read. */
async function mendWindows(terms: Terms, places: Place[]): Promise<void> {
  const { heads } = await listHeads(WINDOWS, { sort: '-name', limit: WINDOWS_AHEAD });
  const known = new Set(heads.map(({ name }) => name));
  for (const hit of heads) {
    const place = places.find(({ group }) => group.name === hit.name);
    const head = readWindowHead(hit);
    const subject = head && windowSubject(head, absoluteUrl(windowPath(head.name)));
    if (subject && (place || nearDeadlines(subject.deadlines, terms).length > 0)) {
      queue.set({
        subject,
        folder: ROOT_FOLDER.uid,
        terms,
        version: versionOf(place?.group),
        ...(place && { current: place.group }),
      });
    }
  }
  places
    .filter(({ group }) => WINDOWS.named?.test(group.name) && !known.has(group.name))
    .forEach((place) => clear(place, terms));
}
