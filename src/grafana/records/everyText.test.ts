import { documentMarkdown, type DocumentKind } from '../../domain/incident/documents/documents';
import { type Incident, incidentKind } from '../../domain/incident/kind';
import { type RecordBase } from '../../domain/record/record';
import { HOSTILE_MARKDOWN, LEADS_ASTRAY, OURS, readMarkdown, RENDERERS } from '../../test/renderers';
import { KINDS, samplesOf } from '../../test/samples';
import { kindByName } from './kinds';
import { type AnyKind } from './outbox';

/** Two that have nothing in common. */
const READERS = [RENDERERS.commonmark, RENDERERS['markdown-it with tables']];
const DOCUMENTS: DocumentKind[] = ['report', 'ticket', 'review', 'postmortem'];

type Path = readonly PropertyKey[];

const isHolder = (value: unknown): value is Record<PropertyKey, unknown> => typeof value === 'object' && value !== null;

/** The value with `text` wherever a text may stand. */
function withText(value: unknown, text: string): unknown {
  if (Array.isArray(value)) {
    return value.map((each: unknown) => withText(each, text));
  }
  if (isHolder(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withText(member, text)]));
  }
  return value === 'x' || value === '' ? text : value;
}

/** Puts back what the schema does not take there: a key, a length, a format. */
function putBack(value: unknown, plain: unknown, [step, ...rest]: Path): unknown {
  if (step === undefined || !isHolder(value) || !isHolder(plain)) {
    return plain;
  }
  const member = putBack(value[step], plain[step], rest);
  return Array.isArray(value)
    ? value.map((each: unknown, at) => (at === step ? member : each))
    : { ...value, [step]: member };
}

function hostile({ schema }: AnyKind, plain: unknown, text: string): RecordBase {
  let value = withText(plain, text);
  let parsed = schema.safeParse(value);
  for (let round = 0; round < 20 && !parsed.success; round++) {
    parsed.error.issues.forEach(({ path }) => (value = putBack(value, plain, path)));
    parsed = schema.safeParse(value);
  }
  return schema.parse(value);
}

/** What can be read of a record outside Opsbook. */
function textsOf(kind: AnyKind, record: RecordBase): string[] {
  const documents =
    kind.kind === incidentKind.kind ? DOCUMENTS.map((each) => documentMarkdown(each, record as Incident, 'fr')) : [];
  return [kind.describe(record as never).markdown, ...documents];
}

function problems(markdown: string, plain: string, render: (markdown: string) => string): string[] {
  const { body } = readMarkdown(markdown, render);
  const tops = (read: HTMLElement) => [1, 2].map((level) => read.querySelectorAll(`h${level}`).length).join();
  const due = tops(readMarkdown(plain, render).body);
  const names = [...body.querySelectorAll('*:not(h1, h3)')].map(({ localName }) => localName);
  const links = [...body.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');
  return [
    ...names.filter((name) => !OURS.test(name)),
    ...links.filter((address) => LEADS_ASTRAY.test(address)),
    ...(tops(body) === due ? [] : [`headings ${due} became ${tops(body)}`]),
  ];
}

// a picture shows one, its own
it.each(KINDS.filter((name) => name !== 'picture'))(
  '%s shows hostile texts as text, and what follows them',
  async (name) => {
    const kind = await kindByName(name);
    const samples = kind ? samplesOf(kind.schema) : [];
    expect(samples.length).toBeGreaterThan(0);
    HOSTILE_MARKDOWN.forEach((text, index) => {
      const plain = samples[index % samples.length];
      if (kind) {
        const [usual, written] = [kind.schema.parse(plain), hostile(kind, plain, text)].map((record) =>
          textsOf(kind, record)
        );
        const found = written.flatMap((markdown, at) =>
          READERS.flatMap((render) => problems(markdown, usual[at], render))
        );
        expect({ text, found }).toEqual({ text, found: [] });
      }
    });
  }
);
