import { JSON_PATCH, type Client } from './client';
import { addEntry, dashboard, DASHBOARDS, type Dashboard } from './dashboards';

interface Size {
  writers: number;
  entries: number;
  folder?: string;
}

const ids = ({ writers, entries }: Size): string[][] =>
  Array.from({ length: writers }, (_, writer) =>
    Array.from({ length: entries }, (_item, entry) => `e${writer}-${entry}`)
  );

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

async function read(client: Client, name: string): Promise<Dashboard> {
  return (await client.call('GET', `${DASHBOARDS}/${name}`)).body as Dashboard;
}

const timelineOf = ({ spec }: Dashboard) => spec.panels[0].options.opsbook.timeline as Array<{ id: string }>;

/** Writers that read, add their entry and PUT, and read again after a conflict. How many entries are missing in the end? */
export async function writersByPut(client: Client, name: string, size: Size) {
  await client.call('POST', DASHBOARDS, { body: dashboard(name, { folder: size.folder }) });
  const statuses = new Set<number>();
  const add = async (id: string) => {
    for (let attempt = 1; ; attempt++) {
      const stored = await read(client, name);
      timelineOf(stored).push({ id });
      const { status } = await client.call('PUT', `${DASHBOARDS}/${name}`, { body: stored });
      statuses.add(status);
      if (status === 200) {
        return;
      }
      if (attempt > 500) {
        throw new Error(`${id} was refused 500 times`);
      }
      await pause(Math.random() * 20 * attempt);
    }
  };
  await Promise.all(
    ids(size).map(async (own) => {
      for (const id of own) {
        await add(id);
      }
    })
  );
  const kept = new Set(timelineOf(await read(client, name)).map(({ id }) => id));
  return {
    lost: ids(size)
      .flat()
      .filter((id) => !kept.has(id)).length,
    statuses: [...statuses].sort(),
  };
}

/** Writers that add their entry under its key with one patch each. */
export async function writersByPatch(client: Client, name: string, size: Size) {
  const made = await client.call('POST', DASHBOARDS, {
    body: dashboard(name, { folder: size.folder, opsbook: { timeline: {} } }),
  });
  const { uid } = (made.body as Dashboard).metadata;
  const statuses = new Set<number>();
  await Promise.all(
    ids(size).map(async (own) => {
      for (const id of own) {
        statuses.add(
          (await client.call('PATCH', `${DASHBOARDS}/${name}`, { body: addEntry(uid, id), type: JSON_PATCH })).status
        );
      }
    })
  );
  const kept = Object.keys((await read(client, name)).spec.panels[0].options.opsbook.timeline ?? {});
  return {
    lost: ids(size)
      .flat()
      .filter((id) => !kept.includes(id)).length,
    statuses: [...statuses].sort(),
  };
}
