import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Texts = Record<string, string>;

const ROOT = join(__dirname, '..', '..');

/** What the code asks for, as `npm run i18n` would write it. */
function textsOfCode(): Texts {
  const folder = mkdtempSync(join(tmpdir(), 'locales-'));
  try {
    const cli = join(ROOT, 'node_modules', 'i18next-cli', 'dist', 'esm', 'cli.js');
    const env = { ...process.env, LOCALES_FOLDER: folder };
    execFileSync(process.execPath, [cli, 'extract'], { cwd: ROOT, env, stdio: 'pipe' });
    return readTexts(folder, 'en-US');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readTexts(folder: string, language: string): Texts {
  const file = join(folder, language, 'haddock-opsbook-app.json');
  return existsSync(file) ? flatten(JSON.parse(readFileSync(file, 'utf8'))) : {};
}

function flatten(tree: object, prefix = ''): Texts {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'object' && value !== null
        ? Object.entries(flatten(value, `${prefix}${key}.`))
        : [[`${prefix}${key}`, String(value)]]
    )
  );
}

/** `{{count}}`, `<0>`, `</0>`: what both languages must have alike. */
function placeholders(text: string): string {
  return [...text.matchAll(/\{\{[^}]*\}\}|<\/?\w+\s*\/?>/g)]
    .map(([found]) => found.replaceAll(' ', ''))
    .sort()
    .join(' ');
}

const code = textsOfCode();
const french = readTexts(__dirname, 'fr-FR');

it('finds the texts of the code', () => {
  expect(code).toMatchObject({ 'setup.title': 'Setup', 'outbox.waiting_one': '{{count}} change waits to be sent' });
});

it('has words for every key: no default, or a count without both plurals, would show the key itself', () => {
  const wordless = ([key, text]: [string, string]) => text.trim() === '' || text === key.replace(/_(one|other)$/, '');
  expect(Object.entries(code).filter(wordless)).toEqual([]);
});

it('keeps the English file as the code has it (npm run i18n)', () => {
  expect(readTexts(__dirname, 'en-US')).toEqual(code);
});

it('says everything in French', () => {
  expect(Object.keys(code).filter((key) => !french[key]?.trim())).toEqual([]);
});

it('keeps no French text that nothing shows', () => {
  const inCode = (key: string) => key.replace(/_many$/, '_other') in code; // French has a plural that English lacks
  expect(Object.keys(french).filter((key) => !inCode(key))).toEqual([]);
});

it('keeps placeholders and tags in French', () => {
  const differing = Object.keys(code).filter(
    (key) => french[key] && placeholders(code[key]) !== placeholders(french[key])
  );
  expect(differing.map((key) => `${key}: ${french[key]}`)).toEqual([]);
});

it('sets French as French is set: ’, « », and no breaking space before : ; ! ?', () => {
  const misset = new RegExp(String.raw`\p{L}'\p{L}| [:;!?»](\s|$)|« |"`, 'u');
  const withoutMatchers = (text: string) => text.replaceAll(/\{[^{}]*=~?"[^{}]*\}/g, '');
  const wrong = Object.entries(french).filter(([, text]) => misset.test(withoutMatchers(text)));
  expect(wrong).toEqual([]);
});

it('has no English left in French, save names and code', () => {
  const english = new RegExp(
    String.raw`(?<!\p{L})(the|of|and|is|are|not|with|from|this|done|late|open|closed|skipped|failed|overdue|waived|high|low)(?!\p{L})`,
    'iu'
  );
  const prose = (text: string) => text.replaceAll(/«[^»]*»|`[^`]*`|\{\{[^}]*\}\}|\([^)]*\)|\w+_\w+/g, '');
  expect(Object.entries(french).filter(([, text]) => english.test(prose(text)))).toEqual([]);
});
