import fc from 'fast-check';
import { exampleIncident } from '../../incident/example';
import { incidentKind } from '../../incident/kind';
import { type FolderKey } from '../../record/record';
import { type Resource, toResource } from '../../record/resource';
import { type ServicesRegister, servicesKind } from '../../services/services';
import { type ArchivedRecord, readArchive, writeArchive } from './archive';
import { Checksum } from './checksum';
import { isAsWritten, restorable, restoreStanding } from './restoring';

const at = '2026-11-27T10:00:00Z';
const about = { at, by: 'Ana', from: 'https://grafana.test/', folders: [], private: false };
const folderUid = (folder: FolderKey) => `uid-${folder}`;
const incident = exampleIncident('en');
const { name } = incident;
const resource = toResource(incidentKind, incident, { name, folder: folderUid('incidents') });
const archived: ArchivedRecord = {
  name,
  kind: 'incident',
  folder: 'incidents',
  spec: resource.spec,
  at,
  by: 'Ana',
  versions: [],
};

const file = (records: ArchivedRecord[] = [archived]) => writeArchive(about, records).join('');
const refused = (text: string) => {
  const outcome = readArchive(text);
  return 'refused' in outcome ? outcome.refused.reasons[0] : undefined;
};

describe('a file', () => {
  it('is read as it was written, whatever the texts in it', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 5 }), (specs) => {
        const records = specs.map((spec, index): ArchivedRecord => ({
          ...archived,
          name: `r-${index}`,
          spec: JSON.parse(JSON.stringify(spec, (key, value: unknown) => (key === '__proto__' ? undefined : value))),
        }));
        const outcome = readArchive(file(records));
        expect('ok' in outcome && outcome.ok.records).toEqual(records);
      })
    );
  });

  it('that was cut says how much of it is there, wherever it was cut', () => {
    const whole = file([archived, { ...archived, name: 'inc-2024-002' }]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: whole.length - 2 }), (length) => {
        expect(['archive.cut', 'archive.notJson']).toContain(refused(whole.slice(0, length))?.code);
      })
    );
    const lines = whole.split('\n');
    expect(refused(lines.slice(0, 2).join('\n'))).toEqual({ code: 'archive.cut', values: { expected: 2, found: 1 } });
    expect(refused('')).toEqual({ code: 'archive.notJson' });
  });

  it('of a newer version, of something else, or changed by hand is refused as such', () => {
    expect(refused(file().replace('"version":1', '"version":2'))).toEqual({
      code: 'archive.newer',
      values: { version: 2 },
    });
    expect(refused('{"dashboard":{}}\n')).toEqual({ code: 'archive.foreign' });
    expect(refused('[]')).toEqual({ code: 'archive.foreign' });
    expect(refused('not json')).toEqual({ code: 'archive.notJson' });
    expect(refused(file().replace('"by":"Ana"', '"by":"Bob"'))).toEqual({ code: 'archive.changed' });
    expect(refused(file([archived, archived]))).toEqual({ code: 'archive.record', values: { name } });
    expect(refused(file([{ ...archived, name: '../etc' }]))).toEqual({
      code: 'archive.record',
      values: { name: '../etc' },
    });
  });

  it('is checked by CRC-32', () => {
    // "123456789" → cbf43926 (IEEE 802.3), each byte as the low one of a unit would be; here with the high bytes, 0
    expect(new Checksum().add('').digest).toBe('00000000');
    expect(new Checksum().add('ab').add('c').digest).toBe(new Checksum().add('abc').digest);
    expect(new Checksum().add('abc').digest).not.toBe(new Checksum().add('acb').digest);
    const bytes = '123456789';
    const pairs = bytes.match(/../g)?.map((pair) => String.fromCharCode(pair.charCodeAt(0) + pair.charCodeAt(1) * 256));
    // the first eight digits: crc32("12345678") = 9ae0daaf
    expect(new Checksum().add((pairs ?? []).join('')).digest).toBe('9ae0daaf');
  });

  it('takes no hold of every object', () => {
    const hostile = file([{ ...archived, spec: JSON.parse('{"__proto__":{"polluted":true}}') }]);
    expect('ok' in readArchive(hostile)).toBe(true);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('a record of a file', () => {
  const made = (part: Partial<ArchivedRecord> = {}) => {
    const outcome = restorable(incidentKind, { ...archived, ...part }, folderUid);
    return 'ok' in outcome ? outcome.ok : undefined;
  };

  it('comes back under its own ids, in its own folder, with its older versions before it', () => {
    const older = { spec: resource.spec, at: '2026-11-20T10:00:00Z', by: 'Luc', message: 'declared' };
    const found = made({ versions: [older, { spec: {} }] });
    expect(found).toMatchObject({ name, id: incident.id, folder: 'incidents' });
    expect(found?.versions).toHaveLength(2);
    expect(found?.versions[0].metadata.annotations).toEqual({
      'grafana.app/folder': 'uid-incidents',
      'grafana.app/message': '2026-11-20T10:00:00Z · Luc · declared',
    });
  });

  it('shows what it holds, not what a file says beside it', () => {
    const found = made({
      spec: { ...resource.spec, title: 'Nothing to see', tags: ['x'], description: 'id=other', uid: 'abc', id: 7 },
    });
    const [{ spec }] = found?.versions ?? [];
    expect(spec.title).toBe(resource.spec.title);
    expect(spec.description).toBe(resource.spec.description);
    expect(spec).not.toHaveProperty('uid');
    expect(spec).not.toHaveProperty('id');
  });

  it('is refused under another name, in another folder, of another kind, or damaged', () => {
    expect(made({ name: 'inc-2024-999' })).toBeUndefined();
    expect(made({ folder: 'private' })).toBeUndefined();
    expect(made({ folder: 'registers' })).toBeUndefined();
    expect(made({ spec: {} })).toBeUndefined();
    expect(made({ spec: { ...resource.spec, panels: 'x' } })).toBeUndefined();
    expect('refused' in restorable(undefined, archived, folderUid)).toBe(true);
    expect('refused' in restorable(servicesKind, archived, folderUid)).toBe(true);
  });

  it('stands to what is there: new, the same, other content, or another record', () => {
    const found = made();
    if (!found) {
      throw new Error('not restorable');
    }
    const held = (part: object): Resource => toResource(incidentKind, { ...incident, ...part }, { name, folder: 'f' });
    expect(restoreStanding(found, undefined)).toBe('new');
    expect(restoreStanding(found, resource)).toBe('same');
    expect(restoreStanding(found, held({ title: 'Changed since' }))).toBe('differs');
    expect(restoreStanding(found, held({ id: 'another' }))).toBe('taken');
    expect(restoreStanding(found, { metadata: { name }, spec: {} })).toBe('taken');
  });

  it('is as it was written although Grafana orders its members and drops nulls', () => {
    const register: ServicesRegister = { schema: 1, id: 'u', kind: 'services', services: {}, log: {} };
    const written = toResource(servicesKind, register, { name: 'opsbook-services', folder: 'f' });
    const held: Resource = structuredClone(written);
    const [panel] = held.spec.panels ?? [];
    panel.options = Object.fromEntries(Object.entries(panel.options as object).reverse());
    expect(isAsWritten(written, held)).toBe(true);
    (panel.options as { opsbook: object }).opsbook = { ...register, services: { a: 1 } };
    expect(isAsWritten(written, held)).toBe(false);
  });
});
