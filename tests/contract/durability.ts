import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSON_PATCH, signIn, type Client } from './client';
import { addEntry, dashboard, DASHBOARDS, type Dashboard } from './dashboards';
import { startStandIn, temporaryDirectory } from './processes';
import { same, type Report } from './report';

const WRITERS = 8;

interface Acknowledged {
  entries: Map<string, Set<string>>;
  annotations: Set<string>;
}

/** Writes until the server is gone and remembers what it said was written. */
async function writeUntilGone(client: Client, names: Array<{ name: string; uid: string }>, acknowledged: Acknowledged) {
  await Promise.all(
    names.map(async ({ name, uid }, writer) => {
      try {
        for (let index = 0; ; index++) {
          const key = `e${writer}-${index}-${Date.now()}`;
          const patch = await client.call('PATCH', `${DASHBOARDS}/${name}`, {
            body: addEntry(uid, key),
            type: JSON_PATCH,
          });
          if (patch.status === 200) {
            acknowledged.entries.get(name)?.add(key);
          }
          const annotation = await client.call('POST', '/api/annotations', {
            body: { time: Date.now(), text: key, tags: ['kill'] },
          });
          if (annotation.status === 200) {
            acknowledged.annotations.add(key);
          }
        }
      } catch {
        // the connection broke: what was not answered may be there or not
      }
    })
  );
}

/** `kill -9` in the middle of writing, start again, and everything that was acknowledged is there. */
export async function durability(prometheus: string, report: Report) {
  const directory = temporaryDirectory();
  const data = join(directory.path, 'state.journal');
  try {
    let server = await startStandIn(data, prometheus);
    let client = await signIn(server.url, 'editor');
    const names = await Promise.all(
      Array.from({ length: WRITERS }, async (_, index) => {
        const { body } = await client.call('POST', DASHBOARDS, {
          body: dashboard(`kill-${index}`, { opsbook: { timeline: {} } }),
        });
        return { name: `kill-${index}`, uid: String((body as Dashboard).metadata.uid) };
      })
    );
    const acknowledged: Acknowledged = {
      entries: new Map(names.map(({ name }) => [name, new Set()])),
      annotations: new Set(),
    };

    for (const round of [1, 2, 3]) {
      await report.check(`kill -9 in mid-save, round ${round}: nothing acknowledged is lost`, async () => {
        const before = acknowledged.annotations.size;
        const writing = writeUntilGone(client, names, acknowledged);
        await new Promise((done) => setTimeout(done, 400 + round * 150));
        await server.kill();
        await writing;
        if (acknowledged.annotations.size === before) {
          throw new Error('nothing was written before the kill');
        }
        if (round === 2) {
          appendFileSync(data, '["put","annotations","999999",{"id":99');
        }
        server = await startStandIn(data, prometheus);
        client = await signIn(server.url, 'editor');
        for (const [name, keys] of acknowledged.entries) {
          const { body } = await client.call('GET', `${DASHBOARDS}/${name}`);
          const timeline = Object.keys((body as Dashboard).spec.panels[0].options.opsbook.timeline ?? {});
          same(
            [...keys].filter((key) => !timeline.includes(key)),
            [],
            name
          );
        }
        const { body } = await client.call('GET', '/api/annotations?tags=kill&limit=-1&type=annotation');
        const texts = new Set((body as Array<{ text: string }>).map(({ text }) => text));
        same(
          [...acknowledged.annotations].filter((text) => !texts.has(text)),
          [],
          'annotations'
        );
      });
    }
    await server.stop();
  } finally {
    directory.remove();
  }
}
