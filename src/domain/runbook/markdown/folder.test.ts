import { fromResource, toResource } from '../../record/resource';
import { runbookKind } from '../runbook';
import { runbooksOfFolder } from './folder';

const options = {
  at: '2026-11-28T01:00:00.000Z',
  by: { uid: 'u', name: 'Ana' },
  newId: (index: number) => `id-${index}`,
};

it('makes a runbook of every file, with names that a second import finds again', () => {
  const files = [
    { path: 'network/dns.md', text: '# DNS fails\n\n## Diagnosis\n\nLook.\n\n```bash\ndig example.org\n```' },
    { path: 'cache/dns.md', text: '# DNS fails\n\nOther text.' },
    { path: 'broken.md', text: '---\n: {\n---\n# x' },
  ];
  const rows = runbooksOfFolder(files, options);
  expect(rows.map(({ path, name, reasons }) => [path, name, reasons.map(({ code }) => code)])).toEqual([
    ['broken.md', '', ['import.frontMatter']],
    ['cache/dns.md', 'rb-dns-fails', []],
    ['network/dns.md', 'rb-dns-fails-2', []],
  ]);
  expect(runbooksOfFolder([...files].reverse(), options)).toEqual(rows);
  const { runbook, name } = rows[2];
  expect(runbook).toMatchObject({
    version: 1,
    source: 'network/dns.md',
    steps: { look: { kind: 'command', command: 'dig example.org' } },
  });
  expect(runbook && fromResource(runbookKind, toResource(runbookKind, runbook, { name, folder: 'f' })).state).toBe(
    'ok'
  );
});
