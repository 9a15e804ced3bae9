import { expect, test } from '../fixtures';
import { Room } from '../opsbook/Room';

const WRITERS = 8;
const ENTRIES = 20;

test('eight people add twenty entries each at once: none is lost, none is there twice', async ({
  person,
  mark,
  records,
}) => {
  test.setTimeout(300_000);
  const name = await records.seedIncident({ title: `Eight writers ${mark}` });
  const rooms: Room[] = [];
  for (let writer = 0; writer < WRITERS; writer++) {
    const room = new Room(await person(writer % 2 ? 'admin' : 'editor'));
    await room.open(name);
    rooms.push(room);
  }
  const textOf = (writer: number, entry: number) => `writer ${writer} entry ${entry}`;
  await Promise.all(
    rooms.map(async (room, writer) => {
      for (let entry = 0; entry < ENTRIES; entry++) {
        await room.note(textOf(writer, entry));
      }
      const last = room.entry(textOf(writer, ENTRIES - 1));
      await expect(last).toBeVisible({ timeout: 60_000 }); // else nothing waits because nothing is shown yet
      await expect(room.opsbook.waiting).toHaveCount(0, { timeout: 180_000 });
    })
  );
  const { timeline } = await records.incident(name);
  const notes = Object.values(timeline).flatMap(({ kind, text }) => (kind === 'note' ? [text] : []));
  const wanted = rooms.flatMap((_, writer) => Array.from({ length: ENTRIES }, (__, entry) => textOf(writer, entry)));
  expect(notes.sort()).toEqual(wanted.sort());
});
