import fc from 'fast-check';
import { isRefused } from '../record/outcome';
import { exampleIncident } from './example';
import { fromFile, toFile } from './file';

const code = (text: string) => {
  const outcome = fromFile(text);
  return isRefused(outcome) ? outcome.refused.reasons[0].code : 'ok';
};

it('gives the same record back', () => {
  for (const language of ['en', 'fr'] as const) {
    expect(fromFile(toFile(exampleIncident(language)))).toEqual({ ok: exampleIncident(language) });
  }
});

it.each([
  ['', 'file.notJson'],
  ['{"a":', 'file.notJson'],
  ['null', 'file.foreign'],
  ['[]', 'file.foreign'],
  ['{"format":"something else","incident":{}}', 'file.foreign'],
  ['{"format":"opsbook/incident","version":2,"incident":{}}', 'file.newer'],
  ['{"format":"opsbook/incident","version":1,"incident":{}}', 'file.broken'],
  [
    JSON.stringify({ format: 'opsbook/incident', incident: { ...exampleIncident(), name: '../../etc' } }),
    'file.broken',
  ],
  [`"${'x'.repeat(4_600_000)}"`, 'file.tooLarge'],
  [JSON.stringify({ format: 'opsbook/incident', incident: { ...exampleIncident(), zone: 'Mars</b>' } }), 'badZone'],
])('refuses %.60s', (text, expected) => {
  expect(code(text)).toBe(expected);
});

it('never throws, and takes nothing along that the schema does not know', () => {
  fc.assert(fc.property(fc.json(), (text) => typeof code(text) === 'string'));
  const hostile = toFile(exampleIncident()).replace(
    '"kind": "incident"',
    '"kind": "incident", "__proto__": {"polluted": true}, "extra": 1'
  );
  const outcome = fromFile(hostile);
  expect(isRefused(outcome)).toBe(false);
  expect(outcome).toEqual({ ok: exampleIncident() });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

it('takes in no link that leads elsewhere than it says', () => {
  const incident = exampleIncident();
  const link = {
    title: 'x',
    url: '/\\evil.example',
    kind: 'log' as const,
    at: '2026-11-20T14:30:00Z',
    by: incident.declaredBy,
  };
  expect(fromFile(toFile({ ...incident, links: { a: link } }))).toMatchObject({
    refused: { reasons: [{ code: 'file.broken', values: { place: 'links.a.url' } }] },
  });
});
