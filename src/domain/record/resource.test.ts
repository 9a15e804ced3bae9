import { z } from 'zod/mini';
import { type Command, recordBase, type RecordKind } from './record';
import { fromResource, rawRecord, type Resource, toResource, withRecord } from './resource';

const looked = jest.fn(() => true);
const schema = z.extend(recordBase, { text: z.string().check(z.refine(looked)) });
type Note = z.infer<typeof schema>;

const noteKind: RecordKind<Note, Command> = {
  kind: 'note',
  version: 1,
  folders: ['runbooks'],
  schema,
  describe: ({ text }) => ({ title: text, tags: [], head: {}, markdown: text }),
  apply: (record) => ({ ok: record }),
};

const note = (text: string): Note => ({ schema: 1, id: 'one', kind: 'note', text });

/** As Grafana answers: another object, and what a newer version wrote beside. */
function answered(resource: Resource): Resource {
  const copy = structuredClone(resource);
  Object.assign(rawRecord(copy) ?? {}, { later: 'of a newer version' });
  return copy;
}

describe('a record in its dashboard', () => {
  it('is parsed once where it is read and changed, and keeps what this version does not know', () => {
    const stored = answered(toResource(noteKind, note('first'), { name: 'one', folder: 'f' }));
    looked.mockClear();
    expect(fromResource(noteKind, stored)).toMatchObject({ state: 'ok', record: note('first') });
    const changed = withRecord(noteKind, note('second'), stored);
    expect(looked).toHaveBeenCalledTimes(1);
    expect(rawRecord(changed)).toEqual({ ...note('second'), later: 'of a newer version' });
  });

  it('is parsed anew in what is about to be written', () => {
    const stored = answered(toResource(noteKind, note('first'), { name: 'one', folder: 'f' }));
    fromResource(noteKind, stored);
    looked.mockReturnValueOnce(false);
    expect(fromResource(noteKind, withRecord(noteKind, note('second'), stored)).state).toBe('damaged');
    expect(fromResource(noteKind, stored).state).toBe('ok');
  });
});
