import fc from 'fast-check';
import { formatLogfmt, parseLogfmt } from '../record/logfmt';
import { emptySecurity, ITEM_KEYS, type SecurityRegister, securityKind } from './register';
import { readSecurityHead, securityAttention } from './registerHead';
import { readSeen, seenIn, writeSeen } from './seen';

const NOW = Date.parse('2026-11-19T15:00:00Z');
const by = { uid: 'u', name: 'Luc' };
const told = (register: SecurityRegister) =>
  readSecurityHead(parseLogfmt(formatLogfmt(securityKind.describe(register).head)));
const said = (expires: string) => ({
  command: 'a',
  at: '2026-01-01T00:00:00Z',
  by,
  author: 'Luc',
  evidence: 'x',
  expires,
});
const excepted = (expires: string) => ({
  command: 'e',
  at: '2026-01-01T00:00:00Z',
  by,
  reason: 'Lab',
  expires,
  approved: { command: 'y', at: '2026-01-02T00:00:00Z', by: { uid: 'e', name: 'Eve' } },
});

it('says what failed, ended and ends soon, of what applies and nobody can see', () => {
  const head = told({
    ...emptySecurity(),
    attestations: {
      firewall: said('2026-02-01T00:00:00Z'),
      secrets: said('2026-11-22T00:00:00Z'),
      rbac: said('2026-11-22T00:00:00Z'), // seen
      certificates: said('2026-11-20T00:00:00Z'), // does not apply
      'two-factor': said('2027-03-01T00:00:00Z'), // holds for long
      'audit-logs': { ...said('2026-02-01T00:00:00Z'), author: 'Somebody else' }, // waits for a second person
    },
    exceptions: {
      certificates: excepted('2027-01-01T00:00:00Z'),
      https: excepted('2026-11-01T00:00:00Z'), // ended
      'admin-password': { ...excepted('2027-01-01T00:00:00Z'), approved: undefined },
    },
  });
  const seen = { failed: ['https', 'certificates', 'admin-password'], passed: ['rbac'] };
  expect(head && securityAttention(head, seen, { now: NOW, soon: NOW + 7 * 86_400_000 })).toEqual({
    failed: ['https', 'admin-password'],
    expired: [{ item: 'firewall', expires: '2026-02-01T00:00:00Z' }],
    expiring: [{ item: 'secrets', expires: '2026-11-22T00:00:00Z' }],
  });
});

it('says what items of the team’s own are called', () => {
  const own = { 'own-1': { title: 'Doors "locked" | shut', risk: 'low' as const, check: { kind: 'attest' as const } } };
  expect(told({ ...emptySecurity(), own })?.own).toEqual({ 'own-1': { title: 'Doors "locked" | shut' } });
});

it('tells nothing where an earlier version wrote the head', () => {
  expect(readSecurityHead({ attested: '1', exceptions: '0' })).toBeUndefined();
  expect(readSeen({ score: '80' })).toBeUndefined();
});

it('reads back what a review saw', () => {
  const verdict = fc.constantFrom('good', 'bad', 'unknown', 'note');
  const result = fc.record({
    facts: fc.array(fc.record({ verdict }), { maxLength: 4 }),
    state: fc.constantFrom('pass', 'fail', 'unknown', 'na'),
    parts: fc.option(fc.constant({}), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...ITEM_KEYS, 'own-é "x"'), result), (results) => {
      expect(readSeen(parseLogfmt(formatLogfmt(writeSeen(results))))).toEqual(seenIn(results));
    })
  );
});
