import fc from 'fast-check';
import { formatLogfmt, parseLogfmt } from '../record/logfmt';
import { DAY_MS } from '../time/units';
import { policyLines } from './defaults';
import { readBackupsHead } from './head';
import { backupsKind, noBackups } from './register';
import { type BackupsRegister, type Drill, type BackupEvidence } from './schema';
import { assess, knownOf } from './state';

const NOW = Date.parse('2026-11-19T15:00:00Z');
const by = { uid: 'u-ana', name: 'Ana' };
const ago = (days: number) => new Date(NOW - days * DAY_MS).toISOString();
const keys = Object.keys(policyLines('platform', 'en'));
const element = fc.constantFrom(...keys);
const days = fc.integer({ min: 0, max: 400 });

const evidence: fc.Arbitrary<BackupEvidence> = fc
  .record({ element, success: days, oldest: fc.option(days), level: fc.constantFrom('exists', 'readable') })
  .map(({ success, oldest, ...rest }) => ({
    ...rest,
    success: ago(success),
    ...(oldest !== null && { oldest: ago(oldest) }),
    text: 'Seen in "the" list '.repeat(20),
    at: ago(0),
    by,
  }));
const drill: fc.Arbitrary<Drill> = fc
  .record({
    element,
    started: days,
    isFinished: fc.boolean(),
    failed: fc.boolean(),
    rto: fc.option(fc.integer({ min: 1, max: 100_000 })),
    verdict: fc.constantFrom('same', 'differs', 'unknown'),
  })
  .map(({ started, isFinished, failed, rto, verdict, ...rest }) => ({
    ...rest,
    started: ago(started),
    by,
    level: 'restored' as const,
    ...(isFinished && { finished: ago(started) }),
    ...(failed && { failed }),
    result: {
      ...(rto !== null && { rtoSeconds: rto }),
      comparisons: [{ name: 'Rows', kind: 'count' as const, expr: 'rows', verdict }],
      text: 'x'.repeat(500),
    },
  }));

it('tells the same of every element as the register does', () => {
  fc.assert(
    fc.property(
      fc.array(evidence, { maxLength: 12 }),
      fc.array(drill, { maxLength: 8 }),
      fc.option(fc.integer({ min: 0, max: 90 })),
      (seen, drills, success) => {
        const keyed = <T>(all: T[]) => Object.fromEntries(all.map((one, index) => [`k${index}`, one]));
        const register: BackupsRegister = {
          ...noBackups('b'),
          elements: policyLines('platform', 'en'),
          evidence: keyed(seen),
          drills: keyed(drills),
        };
        const told = readBackupsHead(parseLogfmt(formatLogfmt(backupsKind.describe(register).head)));
        const reading = success === null ? { why: 'noSeries' as const } : { success: (NOW - success * DAY_MS) / 1000 };
        const shown = ({ elements, ...known }: Pick<BackupsRegister, 'elements' | 'evidence' | 'drills'>) =>
          Object.entries(elements).map(([key, one]) => {
            const { state, age, oldest, tookSeconds, remarks } = assess(one, reading, knownOf(known, key), NOW);
            return { key, name: one.name, state, age, oldest, tookSeconds, remarks };
          });
        expect(told && shown(told)).toEqual(shown(register));
      }
    ),
    { numRuns: 60 }
  );
});
