import { exampleIncident } from '../example';
import { incidentSchema as schema } from '../schema';
import { documentMarkdown } from './documents';
import { insertableFacts } from './insertable';
import { withAbsoluteLinks } from './links';

const absolute = (path: string) => `https://grafana.example/sub${path}`;
const STAMP = { at: '2024-01-15T14:00:00.000Z', by: { uid: 'u-ana', name: 'Ana' } };

it('makes links of an export absolute, and leaves others and the record as they are', () => {
  const incident = {
    ...exampleIncident(),
    links: {
      a: { title: 'Memory', url: '/d/quotes?x=(1)', kind: 'screenshot' as const, ...STAMP },
      b: { title: 'Chat', url: 'https://chat.example/1', kind: 'chat' as const, ...STAMP },
    },
    sections: { cause: { text: '[panel](/d/redis) and [out](//evil.example) `/d/x`', ...STAMP } },
  };
  const before = JSON.stringify(incident);
  const markdown = documentMarkdown('report', withAbsoluteLinks(incident, absolute), 'en');
  expect(markdown).toContain('[Memory](https://grafana.example/sub/d/quotes?x=%281%29)');
  expect(markdown).toContain('[Chat](https://chat.example/1)');
  expect(markdown).toContain('[panel](https://grafana.example/sub/d/redis) and [out]\\(//evil.example) `/d/x`');
  expect(JSON.stringify(incident)).toBe(before);
});

it('offers entries and actions as facts, each one list item whatever was typed', () => {
  const incident = exampleIncident();
  const entry = {
    at: '2024-01-15T13:45:00.000Z',
    entered: '2024-01-15T13:45:00.000Z',
    by: STAMP.by,
    kind: 'note' as const,
    text: 'a\n\n# b | </details> `c`',
  };
  const facts = insertableFacts({ ...incident, timeline: { one: entry } }, 'fr');
  expect(facts[0]).toEqual({
    id: 'one',
    byPeople: true,
    kind: 'entry',
    label: '2024-01-15 14:45 (Ana) a b | </details> `c`',
    text: '- 2024-01-15 14:45 (Ana)\n\n  a\n\n  #### b | &lt;/details> `c`',
  });
  expect(facts.filter(({ kind }) => kind === 'action')).toHaveLength(Object.keys(incident.actions).length);
});

it('offers nothing that was withdrawn', () => {
  const entry = {
    at: '2024-01-15T13:45:00.000Z',
    entered: '2024-01-15T13:45:00.000Z',
    by: STAMP.by,
    kind: 'note' as const,
    text: 'wrong',
  };
  const timeline = { one: entry, two: { ...entry, text: '', supersedes: 'one' } };
  expect(insertableFacts({ ...exampleIncident(), timeline, actions: {} }, 'en')).toEqual([]);
});

it('writes a link that leads elsewhere than it says as text', () => {
  const incident = exampleIncident();
  const by = incident.declaredBy;
  const bad = { title: 'Logs', url: '/\\evil.example', kind: 'other' as const, at: '2026-11-20T14:30:00Z', by };
  expect(schema.safeParse({ ...incident, links: { bad } }).success).toBe(true);
  const report = documentMarkdown('report', { ...incident, links: { bad } }, 'en');
  expect(report).toContain('- **Other evidence**: Logs (/\\\\evil.example)');
});
