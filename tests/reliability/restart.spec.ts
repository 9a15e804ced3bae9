import { execFileSync } from 'node:child_process';
import { expect, isStandIn, test } from '../fixtures';
import { Room } from '../opsbook/Room';
import { apiOf } from '../support/people';
import { Records } from '../support/records';

const { GRAFANA_RESTART } = process.env;

test('a server killed in mid-save and started again has every entry once @process', async ({
  person,
  ownGrafana,
  url,
}) => {
  test.skip(!isStandIn && !GRAFANA_RESTART, 'GRAFANA_RESTART names no command that kills and starts this Grafana');
  test.setTimeout(180_000);
  const own = isStandIn ? await ownGrafana() : undefined;
  const at = own?.url ?? url;
  const api = await apiOf(at, 'admin');
  const records = await Records.of(api);
  const name = await records.seedIncident({ title: 'Killed in mid-save' });
  try {
    const editor = await person('editor', at);
    const room = new Room(editor);
    await room.open(name);
    await room.note('before');
    await room.allSaved();

    const sent = editor.page.waitForRequest((request) => request.method() === 'PATCH');
    for (const text of ['during one', 'during two', 'during three']) {
      await room.note(text);
    }
    await sent;
    own?.kill();
    if (own) {
      await room.note('while it was away');
      await expect(editor.page.getByText(/changes? waits? to be sent/)).toBeVisible();
      await own.restart();
    } else if (GRAFANA_RESTART) {
      execFileSync('sh', ['-c', GRAFANA_RESTART], { stdio: 'ignore' });
      await room.note('while it was away');
    }
    await expect(editor.waiting).toHaveCount(0, { timeout: 60_000 });
    const { timeline } = await records.incident(name);
    const notes = Object.values(timeline).flatMap(({ kind, text }) => (kind === 'note' ? [text] : []));
    expect(notes.sort()).toEqual(['before', 'during one', 'during three', 'during two', 'while it was away']);
  } finally {
    await records.remove(name);
    await api.dispose();
  }
});
