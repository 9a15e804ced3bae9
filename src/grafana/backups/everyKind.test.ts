import { type ArchivedRecord, readArchive, writeArchive } from '../../domain/backup/archive/archive';
import { restorable } from '../../domain/backup/archive/restoring';
import { isRefused } from '../../domain/record/outcome';
import { type Command, type RecordBase, type RecordKind } from '../../domain/record/record';
import { FOLDER_ANNOTATION, rawRecord, type Resource, withRecord } from '../../domain/record/resource';
import { KINDS, samplesOf } from '../../test/samples';
import { kindByName } from '../records/kinds';
import { folderUid } from './exportRecords';

/** A name as the kind gives its records. */
const NAMES: Record<string, string> = {
  incident: 'inc-2026-0042',
  week: 'opsbook-week-2026-w47',
  window: 'win-20261128-abc1',
  runbook: 'rb-restart',
  run: 'run-202611280900-abc',
  picture: 'pic-0123456789abcdef',
};

it.each(KINDS)('a record of kind %s leaves in a file and comes back the same', async (name) => {
  const found = await kindByName(name);
  if (!found) {
    throw new Error(`no kind ${name}`);
  }
  const kind = found as unknown as RecordKind<RecordBase, Command>;
  const samples = samplesOf(kind.schema).flatMap((sample) => {
    const raw = { ...(sample as object), id: 'uuid', kind: kind.kind, schema: kind.version };
    const read = kind.schema.safeParse(raw);
    return read.success ? [read.data] : [];
  });
  expect(samples.length).toBeGreaterThan(0);
  const called = NAMES[name] ?? `opsbook-${name}`;
  for (const sample of samples) {
    const record = kind.numbering ? kind.numbering.named(sample, called) : sample;
    const folder = kind.folderOf?.(record) ?? kind.folders[0];
    const empty: Resource = {
      metadata: { name: called, annotations: { [FOLDER_ANNOTATION]: folderUid(folder) } },
      spec: {},
    };
    const held = withRecord(kind, record, empty);
    const archived: ArchivedRecord = { name: called, kind: kind.kind, folder, spec: held.spec, versions: [] };
    const about = { at: '2026-11-28T00:00:00Z', by: 'Ana', from: 'http://x/', folders: [], private: false };
    const file = readArchive(writeArchive(about, [archived]).join(''));
    if (isRefused(file)) {
      throw new Error(JSON.stringify(file.refused));
    }
    const back = restorable(kind, file.ok.records[0], folderUid);
    expect(isRefused(back) ? back.refused : rawRecord(back.ok.versions[0])).toEqual(rawRecord(held));
  }
});
