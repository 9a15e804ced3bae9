import { draftKey, dropAllDrafts, dropDraft, dropDraftsOfOthers, dropOldDrafts, keepDraft, readDraft } from './drafts';

const DAY_MS = 86_400_000;
const NOTE = draftKey('incident.inc-2026-0001.note');

afterEach(() => jest.restoreAllMocks());

function later(days: number) {
  const then = Date.now() + days * DAY_MS;
  jest.spyOn(Date, 'now').mockReturnValue(then);
}

it('keeps a draft for seven days', () => {
  keepDraft(NOTE, 'typed');
  expect(readDraft(NOTE)).toBe('typed');
  later(6.9);
  expect(readDraft(NOTE)).toBe('typed');
  later(0.2);
  expect(readDraft(NOTE)).toBeUndefined();
  dropOldDrafts();
  expect(localStorage).toHaveLength(0);
});

it('leaves what has not expired, and what is not ours', () => {
  keepDraft(NOTE, 'typed');
  localStorage.setItem('grafana.theme', 'dark');
  later(2);
  dropOldDrafts();
  expect(readDraft(NOTE)).toBe('typed');
  later(30);
  dropOldDrafts();
  expect(localStorage.getItem('grafana.theme')).toBe('dark');
});

it('keeps what is private in its tab alone, also when it became private while it was typed', () => {
  keepDraft(NOTE, 'a leak');
  keepDraft(NOTE, 'a leak of', true);
  expect(localStorage).toHaveLength(0);
  expect(readDraft(NOTE)).toBe('a leak of');
  dropDraft(NOTE);
  expect(sessionStorage).toHaveLength(0);
});

it('drops what other people left, in the same Grafana', () => {
  keepDraft(NOTE, 'mine');
  const [url, org] = NOTE.replace('opsbook.draft|', '').split('|');
  localStorage.setItem(`opsbook.draft|${url}|${org}|u-luc|x`, JSON.stringify({ keptAt: Date.now(), draft: 'theirs' }));
  localStorage.setItem(`opsbook.draft|http://other/|1|u-luc|x`, JSON.stringify({ keptAt: Date.now(), draft: 'there' }));
  dropDraftsOfOthers();
  expect(Object.keys(localStorage).sort()).toEqual([NOTE, 'opsbook.draft|http://other/|1|u-luc|x'].sort());
});

it('reads no draft of an earlier version or of somebody else’s making, and drops it', () => {
  localStorage.setItem(NOTE, '"bare"');
  expect(readDraft(NOTE)).toBeUndefined();
  dropOldDrafts();
  expect(localStorage).toHaveLength(0);
});

it('forgets all of them', () => {
  keepDraft(NOTE, 'mine');
  keepDraft(draftKey('x'), 'mine', true);
  localStorage.setItem('grafana.theme', 'dark');
  dropAllDrafts();
  expect([Object.keys(localStorage), sessionStorage.length]).toEqual([['grafana.theme'], 0]);
});
