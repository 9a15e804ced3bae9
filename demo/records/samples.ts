import { z } from 'zod/mini';
import { PLUGIN_ID } from '../../src/constants';
import { backupsKind } from '../../src/domain/backup/register';
import { BACKUPS } from '../../src/domain/backup/schema';
import { IMPROVEMENTS, improvementsKind } from '../../src/domain/improvement/register';
import { exampleIncident } from '../../src/domain/incident/example';
import { incidentKind } from '../../src/domain/incident/kind';
import { type Incident } from '../../src/domain/incident/schema';
import { CHECKLISTS_NAME, checklistKind, emptyChecklists } from '../../src/domain/maintenance/checklist';
import { demoChecklists } from '../../src/domain/maintenance/demo';
import { PLAN_NAME, planKind } from '../../src/domain/maintenance/plan';
import { weekName } from '../../src/domain/maintenance/week';
import { weekKind } from '../../src/domain/maintenance/weekKind';
import { windowKind } from '../../src/domain/maintenance/windows/window';
import { demoObjectives } from '../../src/domain/objective/demo';
import { OBJECTIVES, objectivesKind } from '../../src/domain/objective/register';
import {
  type Command,
  type FolderKey,
  recordBase,
  type RecordBase,
  type RecordKind,
} from '../../src/domain/record/record';
import { rawRecord, toResource } from '../../src/domain/record/resource';
import { runKind } from '../../src/domain/runbook/run';
import { runbookKind } from '../../src/domain/runbook/runbook';
import { demoServices } from '../../src/domain/services/demo';
import { SERVICES, servicesKind } from '../../src/domain/services/services';
import { sampleBackups } from './backups';
import { type Grafana } from './grafana';
import { idOf } from './identity';
import { sampleRoadmap } from './improvements';
import { sampleIncidents } from './incidents';
import { sampleMaintenance } from './maintenance';
import { sampleRunbooks } from './runbooks';
import { sampleWindows } from './windows';

const ROOT = { uid: PLUGIN_ID, title: 'Opsbook' };
/** The folders that the plugin makes at its first write (src/grafana/records/folders.ts). */
const FOLDERS: Record<Exclude<FolderKey, 'private' | 'security'>, string> = {
  incidents: 'Incidents',
  maintenance: 'Maintenance',
  runbooks: 'Runbooks',
  registers: 'Registers',
};
const TAG = 'opsbook:demo';

/** Makes the sample records that are not there yet; those a person has changed since stay as they are. */
export async function loadSamples(grafana: Grafana, now: number): Promise<{ made: number; found: number }> {
  await grafana.ensureFolder(ROOT);
  for (const [key, title] of Object.entries(FOLDERS)) {
    await grafana.ensureFolder({ uid: `${PLUGIN_ID}-${key}`, title, parentUid: ROOT.uid });
  }
  const there = new Set((await findSamples(grafana)).map(({ id }) => id));
  const count = { made: 0, found: 0 };
  const create = async <R extends RecordBase, C extends Command>(kind: RecordKind<R, C>, name: string, record: R) => {
    const resource = toResource(kind, record, { name, folder: `${PLUGIN_ID}-${kind.folders[0]}` });
    const made = !there.has(record.id) && (await grafana.create(resource));
    count[made ? 'made' : 'found']++;
    return made;
  };

  const example = exampleIncident('en').name;
  const incidents = sampleIncidents(now);
  for (const incident of incidents) {
    if (incident.name === example) {
      await create(incidentKind, example, incident);
    } else if (there.has(incident.id)) {
      count.found++;
    } else {
      await claimNumber(grafana, incident);
      count.made++;
    }
  }
  await create(servicesKind, SERVICES, { ...demoServices('en', idOf('services')), demo: true });
  await create(objectivesKind, OBJECTIVES, { ...demoObjectives('en', idOf('objectives')), demo: true });
  await create(checklistKind, CHECKLISTS_NAME, {
    ...emptyChecklists(),
    adopted: new Date(now).toISOString(),
    checklists: demoChecklists('en'),
    demo: true,
  });
  const { plan, weeks } = sampleMaintenance(now);
  // Without its plan the weeks would tell of tasks that the team does not have.
  if ((await create(planKind, PLAN_NAME, plan)) || there.has(plan.id)) {
    for (const week of weeks) {
      await create(weekKind, weekName(week.week), week);
    }
  }
  for (const window of sampleWindows(now)) {
    await create(windowKind, window.id, window);
  }
  const { runbooks, runs } = sampleRunbooks(now);
  for (const { name, record } of runbooks) {
    await create(runbookKind, name, record);
  }
  for (const { name, record } of runs) {
    await create(runKind, name, record);
  }
  await create(improvementsKind, IMPROVEMENTS, sampleRoadmap(now));
  await create(backupsKind, BACKUPS, sampleBackups(now));
  return count;
}

export async function hasSamples(grafana: Grafana): Promise<boolean> {
  return (await findSamples(grafana)).length > 0;
}

/** Removes all records that are marked as samples, also those that people have worked on since. */
export async function removeSamples(grafana: Grafana): Promise<number> {
  const found = await findSamples(grafana);
  for (const { name } of found) {
    await grafana.delete(name);
  }
  return found.length;
}

async function claimNumber(grafana: Grafana, incident: Incident) {
  const { numbering } = incidentKind;
  if (!numbering) {
    throw new Error('incidents have no numbers');
  }
  const prefix = numbering.prefix(incident);
  const [highest] = (await grafana.namesWithTag(`opsbook:${incidentKind.kind}`)).filter((name) =>
    name.startsWith(prefix)
  );
  for (let number = Number(highest?.slice(prefix.length) ?? 0) + 1; ; number++) {
    const name = `${prefix}${String(number).padStart(numbering.digits, '0')}`;
    const record = numbering.named(incident, name);
    if (
      await grafana.create(
        toResource(incidentKind, record, { name, folder: `${PLUGIN_ID}-${incidentKind.folders[0]}` })
      )
    ) {
      return;
    }
  }
}

/** The tag alone proves nothing, since anybody may write one: the record itself has to say so. */
async function findSamples(grafana: Grafana): Promise<Array<{ name: string; id: string }>> {
  const names = await grafana.namesWithTag(TAG);
  const resources = await Promise.all(names.map((name) => grafana.read(name)));
  return resources.flatMap((resource) => {
    const record = sample.safeParse(resource && rawRecord(resource));
    return resource && record.success ? [{ name: resource.metadata.name, id: record.data.id }] : [];
  });
}

const sample = z.extend(recordBase, { demo: z.literal(true) });
