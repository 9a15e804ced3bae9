import fc from 'fast-check';
import { inOrder } from '../record/inOrder';
import { isRefused } from '../record/outcome';
import { oneLine } from '../text/oneLine';
import { checklistToJson, checklistToMarkdown, readChecklist } from './checklistFile';
import { type ChecklistContent } from './checklistItem';

const everyKind: ChecklistContent = {
  title: 'Disks: “weekly”',
  signOff: true,
  before: 'Access to the host.\n\n- [ ] not an item',
  onFailure: 'Ask support.',
  items: {
    section: {
      kind: 'heading',
      position: 1,
      title: 'Before',
      instruction: 'Read *this*.\n\n- [ ] no item\n\n## no heading\n\n---',
    },
    look: {
      kind: 'confirm',
      position: 2,
      title: 'Look at [**it**](https://example.org)',
      instruction: '- [ ] no item\n  - nor this',
      needsEvidence: true,
    },
    plain: { kind: 'confirm', position: 3, title: 'Plain' },
    count: { kind: 'number', position: 4, title: 'Count', min: -1, max: 3.5, unit: '%', tolerance: 0.1 },
    say: {
      kind: 'text',
      position: 5,
      title: 'Say',
      instruction: '```bash\n- [ ] df -h\n## no heading\n```\n\nand more',
    },
    pick: { kind: 'choice', position: 6, title: 'Pick', options: ['good', 'bad: really'], failing: ['bad: really'] },
    ask: {
      kind: 'query',
      position: 7,
      title: 'Ask',
      expr: 'max(disk{mount="/"})',
      comparison: '<=',
      threshold: 85,
      missing: 'fails',
      dataSource: 'prom-2',
    },
    open: { kind: 'link', position: 8, title: 'Open', url: 'https://example.org/a?b=c' },
  },
};

it.each([
  ['Markdown', checklistToMarkdown],
  ['JSON', checklistToJson],
])('reads back from %s what was written', (_, write) => {
  expect(readChecklist(write(everyKind))).toEqual({ ok: everyKind });
});

it('reads an item back whose instruction leaves its code block open', () => {
  const say = { kind: 'text' as const, position: 1, title: 'Say', instruction: 'Type\n\n```bash\ndf -h' };
  const read = readChecklist(checklistToMarkdown({ title: 'T', items: { say } }));
  expect(read).toEqual({ ok: { title: 'T', items: { say: { ...say, instruction: `${say.instruction}\n\`\`\`` } } } });
});

it('reads back whatever people write in titles and instructions', () => {
  const line = fc
    .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
    .map((text) => `a ${text.replace(/\s/g, ' ').trim()}`.trim());
  const safe = line.filter((text) => oneLine(text) === text && !/[\\`]/.test(text));
  fc.assert(
    fc.property(fc.array(safe, { minLength: 1, maxLength: 5 }), (titles) => {
      const items = Object.fromEntries(
        titles.map((title, index) => [`k${index}`, { kind: 'confirm' as const, position: index + 1, title }])
      );
      const read = readChecklist(checklistToMarkdown({ title: 'T', items }));
      expect(isRefused(read) || inOrder(read.ok.items).map(({ title }) => title.replace(/\s+/g, ' '))).toEqual(
        titles.map((title) => title.replace(/\s+/g, ' '))
      );
    })
  );
});

it('takes a list that somebody wrote by hand', () => {
  const read = readChecklist(
    '# Monday\n\nHello\n\n## Disks\n- [ ] Look\n  at it\n* [x] Clean\n\n1. [ ] Tell\n',
    'x.md'
  );
  expect(isRefused(read) || read.ok).toMatchObject({ title: 'Monday', before: 'Hello' });
  expect(isRefused(read) || inOrder(read.ok.items).map(({ kind, title }) => [kind, title])).toEqual([
    ['heading', 'Disks'],
    ['confirm', 'Look'],
    ['confirm', 'Clean'],
    ['confirm', 'Tell'],
  ]);
  expect(isRefused(read) || read.ok.items['item-2'].instruction).toBe('at it');
});

it('takes lists of other teams: nested items, links, marks, comments and lines across', () => {
  const long = `All ${'services '.repeat(40)}answer`;
  const read = readChecklist(
    [
      '\uFEFF---',
      'name: Release 🚀',
      'about: For every release',
      'labels: [ops]',
      '---',
      '<!-- Thanks!',
      'Read me -->',
      'Before you begin.',
      '',
      '## 📊 Monitoring ##',
      '- [ ] **4.2.3** Add `up` alerts, see [the guide](https://example.org/a_b)',
      '    - [x] snake_case __stays__',
      '\t* [ ] by tab',
      '',
      '      Its own text',
      '',
      '      ```sh',
      '      - [ ] kubectl get pods',
      '      ```',
      '---',
      '',
      `- [ ] ${long}`,
    ].join('\r\n'),
    'x.md'
  );
  expect(read).toEqual({
    ok: {
      title: 'Release 🚀',
      before: 'Before you begin.',
      items: {
        'item-1': { kind: 'heading', position: 1, title: '📊 Monitoring' },
        'item-2': {
          kind: 'confirm',
          position: 2,
          title: '4.2.3 Add up alerts, see the guide',
          instruction: '**4.2.3** Add `up` alerts, see [the guide](https://example.org/a_b)',
        },
        'item-3': { kind: 'confirm', position: 3, title: 'snake_case stays' },
        'item-4': {
          kind: 'confirm',
          position: 4,
          title: 'by tab',
          instruction: 'Its own text\n\n```sh\n- [ ] kubectl get pods\n```',
        },
        'item-5': { kind: 'confirm', position: 5, title: oneLine(long).slice(0, 300), instruction: long },
      },
    },
  });
});

it.each([
  ['{"opsbook":"other"}', 'import.field'],
  ['{', 'file.notJson'],
  ['---\n: : :\n  - [\n---\n- [ ] a', 'import.frontMatter'],
  ['# nothing to tick', 'checklist.empty'],
  ['- [ ] a\n\n  ```yaml opsbook\n  kind: query\n  ```', 'import.field'],
  ['- [ ] a\n\n  ```yaml opsbook\n  kind: link\n  url: javascript:alert(1)\n  ```', 'link.web'],
  ['x'.repeat(400_001), 'import.tooLarge'],
])('refuses %#', (text, code) => {
  expect(readChecklist(text)).toMatchObject({ refused: { reasons: [{ code }] } });
});
