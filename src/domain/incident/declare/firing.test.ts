import { alertSays, bySeverityAndTime } from './firing';
import { fromDescribedAlert, toParameters } from './link';
import { fromParameters, titled } from './prefill';

const firing = (name: string, severity?: string, activeAt?: string, summary?: string) => ({
  name,
  labels: { alertname: name, ...(severity && { severity }) },
  annotations: { ...(summary && { summary }) },
  ...(activeAt && { activeAt }),
});

it('puts the worst first, then the latest', () => {
  const sorted = [
    firing('none'),
    firing('old', 'critical', '2026-11-20T10:00:00Z'),
    firing('warning', 'warning', '2026-11-20T15:00:00Z'),
    firing('new', 'page', '2026-11-20T14:00:00Z'),
    firing('timeless', 'critical'),
  ].sort(bySeverityAndTime);
  expect(sorted.map(({ name }) => name)).toEqual(['new', 'old', 'timeless', 'warning', 'none']);
});

it.each([
  ['redis', true],
  ['MÉMOIRE redis', true],
  ['severity=critical', true],
  ['postgres', false],
  ['', true],
])('finds by %j: %s', (text, found) => {
  expect(alertSays(firing('RedisDown', 'critical', undefined, 'Redis est à court de mémoire'), text)).toBe(found);
});

describe('a summary that is too long for a title', () => {
  const sentence = 'Redis refuses connections on three of four nodes.';
  const long = `${sentence} ${'Quotes cannot be loaded and the queue grows; '.repeat(6)}`.trim();

  it('is cut at the last sentence that fits, and stands whole in the description', () => {
    const { title = '', summary } = titled(long, undefined);
    expect(title.length).toBeLessThanOrEqual(200);
    expect(title).toMatch(/^Redis refuses connections on three of four nodes\. .*grows$/);
    expect(summary).toBe(long);
  });

  it('is cut at a word, or anywhere, where there is no sentence', () => {
    const words = 'word '.repeat(60);
    expect(titled(words, undefined).title).toMatch(/^(word )+word…$/);
    expect(titled('x'.repeat(300), undefined).title).toBe(`${'x'.repeat(199)}…`);
  });

  it('is not said twice where the description says it', () => {
    expect(titled(long, `${long}\nMore`).summary).toBe(`${long}\nMore`);
    expect(titled(long, 'More').summary).toBe(`${long}\n\nMore`);
  });

  it('comes whole through the link, and a short one stays as it is', () => {
    const carried = (summary: string) =>
      fromParameters(
        toParameters(
          fromDescribedAlert({ name: 'RedisDown', labels: {}, annotations: { summary, description: 'More' } })
        )
      );
    const much = long.repeat(3);
    expect(carried(much).summary).toBe(`${much}\n\nMore`);
    expect(carried('Redis {down}')).toMatchObject({ title: 'Redis {down}', summary: 'More' });
  });
});
