import { isRefused } from '../record/outcome';
import { fromResource, toResource } from '../record/resource';
import { MAX_PICTURE, type Picture, pictureKind, pictureName, pictureOf, picturePath } from './picture';

const STAMP = { at: '2026-11-20T15:00:00.000Z', by: { uid: 'u-ana', name: 'Ana' } };
const UUID = '0b0f3a52-91e5-4d5e-8d7b-1f6f0a0b9c11';
const empty: Picture = {
  schema: 1,
  id: UUID,
  kind: 'picture',
  incident: 'inc-2026-0142',
  title: 'Memory | <use>',
  ...STAMP,
};
const set = (data: string) => pictureKind.apply(empty, { type: 'setPicture', id: UUID, data, ...STAMP });

it('has a name that Grafana takes, found again in a link', () => {
  expect(pictureName(UUID)).toBe('pic-0b0f3a5291e54d5e8d7b1f6f0a0b9c11');
  expect(pictureOf(picturePath(pictureName(UUID)))).toBe(pictureName(UUID));
  expect([undefined, 'https://evil/d/pic-1', '/d/pic-1', '/d/quotes', 'javascript:alert(1)'].map(pictureOf)).toEqual(
    Array(5).fill(undefined)
  );
});

it('keeps a picture, and reads it back from the dashboard that shows it', () => {
  const outcome = set('data:image/webp;base64,UklGRg==');
  if (isRefused(outcome)) {
    throw new Error('refused');
  }
  const resource = toResource(pictureKind, outcome.ok, { name: pictureName(UUID), folder: 'f' });
  expect(resource.spec.title).toBe('INC-2026-0142 · Memory | <use>');
  expect(JSON.stringify(resource.spec.panels)).toContain('![Memory \\\\| &lt;use>](data:image/webp;base64,UklGRg==)');
  expect(fromResource(pictureKind, resource)).toMatchObject({ state: 'ok', record: outcome.ok });
});

it.each([
  ['a page', 'data:text/html;base64,PHNjcmlwdD4='],
  ['a drawing with scripts', 'data:image/svg+xml;base64,PHN2Zz4='],
  ['an address', 'https://example.org/x.png'],
  ['more than 200 KB', `data:image/webp;base64,${'A'.repeat(Math.ceil(((MAX_PICTURE + 100) * 4) / 3))}`],
])('refuses %s', (_, data) => {
  expect(set(data)).toEqual({ refused: { reasons: [{ code: 'picture.notOne' }] } });
});
