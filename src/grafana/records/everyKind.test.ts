import { withUnknown } from '../../domain/record/unknown';
import { KINDS, LINK, samplesOf } from '../../test/samples';
import { kindByName } from './kinds';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Where the objects stand in which a newer version wrote something. */
function placesOf(value: unknown, at = ''): string[] {
  if (!isObject(value)) {
    return [];
  }
  const own = Object.hasOwn(value, 'x-newer') ? [at] : [];
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, member]) => (key === 'x-newer' ? [] : placesOf(member, `${at}/${key}`))),
  ];
}

interface Change {
  next: unknown;
  /** Where an item is gone. */
  without?: string;
}

/** One change after the other: a text, a number, a flag, an item that comes, goes or moves. */
function* changesOf(value: unknown, at: string, put: (changed: unknown) => unknown): Generator<Change> {
  if (Array.isArray(value)) {
    if (value.length > 1) {
      yield { next: put(value.slice(1)), without: `${at}/0` };
      yield { next: put([...value].reverse()) };
      yield { next: put([...value, structuredClone(value[0])]) };
    }
    for (const [index, item] of value.entries()) {
      const change = (changed: unknown) => put(value.map((each: unknown, place) => (place === index ? changed : each)));
      yield* changesOf(item, `${at}/${index}`, change);
    }
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      yield* changesOf(member, `${at}/${key}`, (changed) => put({ ...value, [key]: changed }));
    }
  } else if (typeof value === 'number') {
    yield { next: put(value + 1) };
  } else if (typeof value === 'string') {
    yield { next: put(`${value} changed`) };
  }
}

it.each(KINDS)('%s keeps at every depth what a newer version wrote, whatever this one changes', async (name) => {
  const kind = await kindByName(name);
  const samples = kind ? samplesOf(kind.schema) : [];
  expect(samples.length).toBeGreaterThan(0);
  for (const raw of samples) {
    const read = kind?.schema.parse(raw);
    const places = placesOf(raw);
    expect(placesOf(read)).toEqual([]);
    for (const { next, without = '/-' } of changesOf(read, '', (changed) => changed)) {
      const kept = placesOf(withUnknown(raw, read, next));
      const due = places.filter((place) => place !== without && !place.startsWith(`${without}/`));
      expect({ next, kept: kept.length >= due.length }).toEqual({ next, kept: true });
    }
  }
});

it.each(KINDS)('%s is read whatever stands where links are given: one that is refused today is text', async (name) => {
  const kind = await kindByName(name);
  expect(JSON.stringify(kind && samplesOf(kind.schema))).not.toContain(LINK);
});
