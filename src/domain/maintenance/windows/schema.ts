import { z } from 'zod';
import { MAX_TEXT } from '../../record/limits';
import { commandLog } from '../../record/log';
import { instant, type Instant, person, recordBase } from '../../record/record';

const text = z.string().max(MAX_TEXT);
const line = z.string().max(200);

/** What a person plans: work on services, from when to when. */
export const windowFields = z.object({
  title: line.min(1),
  start: instant,
  end: instant,
  /** Slug → name, as incidents name them. */
  services: z.record(z.string().max(50), line).refine((services) => Object.keys(services).length <= MOST_SERVICES),
  /** What is done, in Markdown. */
  what: text.optional(),
  risk: text.optional(),
  /** How it is taken back when it goes wrong. */
  backOut: text.optional(),
  owner: line.optional(),
  /** Key of the checklist to follow. */
  checklist: z.string().max(100).optional(),
  /** Alerts of the services are silenced in Grafana. */
  silence: z.boolean().optional(),
  /** Shall not count against objectives, once somebody else has approved it. */
  exclude: z.boolean().optional(),
});
export type WindowFields = z.infer<typeof windowFields>;

/** Each one is a tag of the record, and a silence. */
const MOST_SERVICES = 20;

const stamp = z.object({ at: instant, by: person, note: text.optional() });
const NOBODY = { at: new Date(0).toISOString(), by: { uid: '', name: '' } };

export const maintenanceWindow = recordBase.extend({
  ...windowFields.shape,
  planned: stamp,
  /** Who last changed what is planned, by which command: nobody approves their own. */
  revised: stamp.extend({ command: z.string() }),
  started: stamp.optional(),
  ended: stamp.optional(),
  cancelled: stamp.optional(),
  /** Of the exclusion: what was approved, so that a later extension is not. */
  approval: stamp
    .extend({ from: instant, to: instant, services: z.array(z.string().max(50)).max(MOST_SERVICES) })
    .optional(),
  /** Ids of the silences in Grafana, by service. */
  silences: z.record(z.string().max(50), z.string().max(100)).optional(),
  /** Id of the region on dashboards. */
  annotation: z.string().max(40).optional(),
  log: commandLog,
});
export type MaintenanceWindow = z.infer<typeof maintenanceWindow>;

/** Sorts by when it was planned; the window keeps it when it is moved. */
export function windowName(id: string, at: Instant): string {
  return `win-${at.replace(/\D/g, '').slice(0, 8)}-${id.replaceAll('-', '').slice(0, 12)}`;
}

/** What a window begins as; its name is its id too. */
export function emptyWindow(name: string): MaintenanceWindow {
  const { at } = NOBODY;
  return {
    schema: 1,
    id: name,
    kind: 'window',
    title: '',
    start: at,
    end: at,
    services: {},
    planned: NOBODY,
    revised: { ...NOBODY, command: '' },
    log: {},
  };
}

export function isPlanned({ revised }: MaintenanceWindow): boolean {
  return revised.command !== '';
}
