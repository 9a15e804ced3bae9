import { z } from 'zod/mini';
import { MAX_TEXT } from '../../record/limits';
import { commandLog } from '../../record/log';
import { instant, type Instant, person, recordBase } from '../../record/record';
import { languageSchema, type Language } from '../../text/language';

const text = z.string().check(z.maxLength(MAX_TEXT));
const line = z.string().check(z.maxLength(200));

/** What a person plans: work on services, from when to when. */
export const windowFields = z.object({
  title: line.check(z.minLength(1)),
  start: instant,
  end: instant,
  /** Slug → name, as incidents name them. */
  services: z
    .record(z.string().check(z.maxLength(50)), line)
    .check(z.refine((services) => Object.keys(services).length <= MOST_SERVICES)),
  /** What is done, in Markdown. */
  what: z.optional(text),
  risk: z.optional(text),
  /** How it is taken back when it goes wrong. */
  backOut: z.optional(text),
  owner: z.optional(line),
  /** Key of the checklist to follow. */
  checklist: z.optional(z.string().check(z.maxLength(100))),
  /** Alerts of the services are silenced in Grafana. */
  silence: z.optional(z.boolean()),
  /** Shall not count against objectives, once somebody else has approved it. */
  exclude: z.optional(z.boolean()),
});
export type WindowFields = z.infer<typeof windowFields>;

/** Each one is a tag of the record, and a silence. */
const MOST_SERVICES = 20;

const stamp = z.object({ at: instant, by: person, note: z.optional(text) });
const NOBODY = { at: new Date(0).toISOString(), by: { uid: '', name: '' } };

export const maintenanceWindow = z.extend(recordBase, {
  ...windowFields.shape,
  planned: stamp,
  /** Who last changed what is planned, by which command: nobody approves their own. */
  revised: z.extend(stamp, { command: z.string() }),
  started: z.optional(stamp),
  ended: z.optional(stamp),
  cancelled: z.optional(stamp),
  /** Of the exclusion: what was approved, so that a later extension is not. */
  approval: z.optional(
    z.extend(stamp, {
      from: instant,
      to: instant,
      services: z.array(z.string().check(z.maxLength(50))).check(z.maxLength(MOST_SERVICES)),
    })
  ),
  /** Ids of the silences in Grafana, by service. */
  silences: z.optional(z.record(z.string().check(z.maxLength(50)), z.string().check(z.maxLength(100)))),
  /** Id of the region on dashboards. */
  annotation: z.optional(z.string().check(z.maxLength(40))),
  /** Of its document; absent: English. */
  language: z.optional(languageSchema),
  log: commandLog,
});
export type MaintenanceWindow = z.infer<typeof maintenanceWindow>;

/** Sorts by when it was planned; the window keeps it when it is moved. */
export function windowName(id: string, at: Instant): string {
  return `win-${at.replace(/\D/g, '').slice(0, 8)}-${id.replaceAll('-', '').slice(0, 12)}`;
}

/** What a window begins as; its name is its id too. `said` is the language of its document. */
export function emptyWindow(name: string, said?: Language): MaintenanceWindow {
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
    ...(said && { language: said }),
    log: {},
  };
}

export function isPlanned({ revised }: MaintenanceWindow): boolean {
  return revised.command !== '';
}
