import { z } from 'zod/mini';
import { type Command, instant, person, recordBase, type RecordKind } from '../record/record';
import { readable } from '../record/unreadable';
import { inline } from '../text/markdown';
import { INCIDENTS } from './head';

/** Bytes of one picture: it is read with the incident's page, and kept in Grafana's database for good. */
export const MAX_PICTURE = 200 * 1024;
/** The same as base64 with what stands in front of it. */
const MAX_DATA = Math.ceil(MAX_PICTURE / 3) * 4 + 40;

/** A picture that a browser drew itself: nothing in it runs. */
const data = z.string().check(z.maxLength(MAX_DATA), z.regex(/^data:image\/(webp|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/));

export const picture = z.extend(recordBase, {
  kind: z.literal('picture'),
  /** Name of the incident that it belongs to. */
  incident: z.string().check(z.maxLength(40)),
  title: z.string().check(z.maxLength(200)),
  /** Of a private incident: it stands in the folder of those. */
  private: z.optional(z.boolean()),
  at: instant,
  by: person,
  /** Absent until the first write: the outbox brings it. */
  data: z.optional(data),
});
export type Picture = z.infer<typeof picture>;

interface SetPicture extends Command {
  type: 'setPicture';
  data: string;
}

const NAME = /^pic-[0-9a-f]{32}$/;

/** The record's name for a UUID, within Grafana's 40 characters. */
export function pictureName(uuid: string): string {
  return `pic-${uuid.replaceAll('-', '').toLowerCase()}`;
}

/** Where the picture stands in this Grafana, also without the plugin. */
export function picturePath(name: string): string {
  return `/d/${name}`;
}

/** Name of the picture that a link leads to, if it does. */
export function pictureOf(link: string | undefined): string | undefined {
  const name = /^\/d\/([^/?#]+)$/.exec(link ?? '')?.[1];
  return name && NAME.test(name) ? name : undefined;
}

/** A pasted picture, in a record of its own: an incident with ten of them would outgrow what proxies let through. */
export const pictureKind: RecordKind<Picture, SetPicture> = {
  kind: 'picture',
  version: 1,
  schema: picture,
  folders: INCIDENTS.folders,
  folderOf: (record) => (record.private ? 'private' : 'incidents'),
  describe: ({ incident, title, data: image }) => ({
    title: `${incident.toUpperCase()} · ${title}`,
    tags: [],
    head: { incident, title },
    markdown: image ? `![${inline(title)}](${image})` : inline(title),
  }),
  apply: readable<Picture, SetPicture>(picture, (record, command) => {
    const parsed = data.safeParse(command.data);
    if (!parsed.success) {
      return { refused: { reasons: [{ code: 'picture.notOne' }] } };
    }
    return { ok: record.data === parsed.data ? record : { ...record, data: parsed.data } };
  }),
};
