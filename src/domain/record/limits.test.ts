import { isWebLink, safeUrl } from './limits';

it.each([
  '/d/quotes',
  '/d/quotes?x=(1)&from=now-1h',
  '/a/haddock-opsbook-app/incidents#top',
  '/explore?left={"a":"https://x"}',
  '/explore?url=https%3A%2F%2Fx',
  '/',
  'https://wiki.example.org/a%20b',
  'https://wiki.example.org/@ana?to=b@c',
  'HTTPS://wiki.example.org',
  'http://localhost:3000/d/x',
  'http://[::1]:3000/',
])('takes %j as a link', (url) => {
  expect(safeUrl.safeParse(url).success).toBe(true);
});

it.each([
  '/\\evil.example',
  '\\\\evil.example',
  '//evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\u0001//evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '/%2Fevil.example',
  '/%5cevil.example',
  '/..%2f/evil.example',
  'https:/\\evil.example',
  'https:evil.example',
  'https:///evil.example',
  'https://\\evil.example',
  'https://evil.example\\@wiki.example.org',
  'https://',
  'https://host:99999/',
  'https://wiki.example.org@evil.example/',
  'https://ana:hunter2@wiki.example.org/',
  'https://:hunter2@wiki.example.org/',
  'ftp://evil.example',
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,1',
  'relative/path',
  '',
])('takes %j for no link', (url) => {
  expect(safeUrl.safeParse(url).success).toBe(false);
  expect(isWebLink(url)).toBe(false);
});
