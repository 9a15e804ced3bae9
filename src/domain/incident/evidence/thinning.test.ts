import fc from 'fast-check';
import { declare } from '../declare/declare';
import { incidentKind } from '../kind';
import { incidentSchema as schema, type Incident } from '../schema';
import { toEvidence } from './capture';
import { thinEvidence } from './thinning';

const AT = '2026-11-20T14:00:00.000Z';
const BY = { uid: 'u-ana', name: 'Ana' };

function withEvidence(answers: number[][][]): Incident {
  const incident = declare({ name: 'inc-2026-0142', id: 'uuid', at: AT, by: BY, zone: 'UTC', title: 'Quotes' });
  const capture = { title: 'Error rate', datasource: 'prom', expr: 'up', from: AT, to: '2026-11-20T15:00:00.000Z' };
  answers.forEach((series, index) => {
    const evidence = toEvidence(
      capture,
      series.map((values, number) => ({
        labels: { n: String(number) },
        times: values.map((_, minute) => 1_795_000_000 + minute * 60),
        values,
      }))
    );
    incident.timeline[`e${index}`] = { at: AT, entered: AT, by: BY, kind: 'evidence', text: `seen ${index}`, evidence };
  });
  return incident;
}

const wave = (points: number) => Array.from({ length: points }, (_, index) => Math.sin(index) * 1e3);

it('leaves out points and nothing else: texts, values, digests, ends and peaks stay', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.array(fc.integer(), { maxLength: 250 }), { maxLength: 3 }), { maxLength: 4 }),
      fc.nat(20_000),
      (answers, excess) => {
        const before = withEvidence(answers);
        const after = thinEvidence(before, excess);
        expect(schema.parse(after)).toEqual(after);
        expect(Object.keys(after.timeline)).toEqual(Object.keys(before.timeline));
        for (const [id, entry] of Object.entries(before.timeline)) {
          const { evidence, ...rest } = after.timeline[id];
          const { series = [], thinned, ...kept } = evidence ?? {};
          const { series: full = [], ...known } = entry.evidence ?? {};
          expect({ ...rest, evidence: kept }).toEqual({ ...entry, evidence: known });
          expect(series).toHaveLength(full.length);
          series.forEach(({ times, values }, index) => {
            const { times: allTimes, values: all } = full[index];
            expect(values.length).toBeLessThanOrEqual(all.length);
            expect(thinned).toBe(
              evidence?.series.some((each, at) => each.values.length < full[at].values.length) || undefined
            );
            expect([values[0], values.at(-1)]).toEqual([all[0], all.at(-1)]);
            expect([Math.min(...values), Math.max(...values)]).toEqual([Math.min(...all), Math.max(...all)]);
            times.forEach((time, place) => expect(values[place]).toBe(all[allTimes.indexOf(time)]));
          });
        }
      }
    )
  );
});

it('goes no further than it has to', () => {
  const before = withEvidence([[wave(200)]]);
  const points = (excess: number) => thinEvidence(before, excess).timeline.e0.evidence?.series[0].values.length ?? 0;
  expect(points(100)).toBeGreaterThan(50);
  expect(points(100)).toBeLessThanOrEqual(100);
  expect(points(1e9)).toBe(4);
});

it('is the same object when there is nothing to leave out', () => {
  const bare = withEvidence([[wave(4)]]);
  expect(thinEvidence(bare, 1e9)).toBe(bare);
  const once = thinEvidence(withEvidence([[wave(200)]]), 1e9);
  expect(thinEvidence(once, 1e9)).toBe(once);
});

it('reads records from before there was thinning', () => {
  const { timeline } = incidentKind.schema.parse(withEvidence([[wave(3)]]));
  expect(timeline.e0.evidence?.thinned).toBeUndefined();
});
