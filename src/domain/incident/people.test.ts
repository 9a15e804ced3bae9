import { exampleIncident } from './example';
import { readIncidentHead, writeIncidentHead } from './head';
import { everybody, mentionIn, peopleBeginning, peopleOfHeads, peopleOfIncident, personNamed } from './people';

const ANA = { uid: 'u-ana', name: 'Ana' };
const LUC = { uid: 'u-luc', name: 'Luc Martin', login: 'lmartin' };

it('names everybody once, with the login where it is known', () => {
  expect(
    everybody([ANA], [{ uid: 'u-luc', name: 'Luc Martin' }, { name: 'luc martin' }], [LUC, { name: 'DevOps' }])
  ).toEqual([ANA, LUC, { uid: '', name: 'DevOps' }]);
  expect(everybody([{ name: ' ' }])).toEqual([]);
});

it('knows the people of a record and of past ones', () => {
  const incident = { ...exampleIncident(), roles: { commander: { person: LUC, since: '2026-11-20T14:30:00Z' } } };
  expect(everybody(peopleOfIncident(incident)).map(({ name }) => name)).toEqual(['Luc Martin', 'DevOps']);
  const head = readIncidentHead({ name: incident.name, title: '', tags: [], head: writeIncidentHead(incident) });
  expect(everybody(peopleOfHeads([head]))).toEqual([
    { uid: 'u-luc', name: 'Luc Martin' },
    { uid: '', name: 'DevOps' },
  ]);
});

it.each([
  ['u-luc', LUC],
  ['luc martin', LUC],
  ['LMARTIN', LUC],
  ['luc', undefined],
])('takes %s for %o', (text, person) => {
  expect(personNamed([ANA, LUC], text)).toEqual(person);
});

it('finds among five hundred by any word of the name and by the login', () => {
  const many = Array.from({ length: 500 }, (_, index) => ({
    uid: `u${index}`,
    name: `Person ${index}`,
    login: `p${index}`,
  }));
  expect(peopleBeginning([...many, LUC], 'mart')).toEqual([LUC]);
  expect(peopleBeginning([...many, LUC], 'lm')).toEqual([LUC]);
  expect(peopleBeginning([...many, LUC], 'p')).toHaveLength(8);
});

it('takes the longest name that fits, and no part of another word', () => {
  const people = [{ uid: 'u-l', name: 'Luc' }, LUC];
  expect(mentionIn('ask @luc martin now', people)).toMatchObject({
    before: 'ask ',
    person: { uid: 'u-luc' },
    after: ' now',
  });
  expect(mentionIn('ask @luca', people)).toMatchObject({ person: { name: 'luca' }, isKnown: false });
  expect(mentionIn('mail me@luc', people)).toBeUndefined();
  const dotted = [
    { uid: 'u-j', name: 'jean' },
    { uid: 'u-jd', name: 'Jean Dupont', login: 'jean.dupont' },
    { uid: 'u-z', name: 'Zoë d’Arc' },
  ];
  expect(mentionIn('@jean.dupont restart', dotted)).toMatchObject({ person: { uid: 'u-jd' }, after: ' restart' });
  expect(mentionIn('@jean.martin restart', dotted)).toMatchObject({ person: { name: 'jean.martin' }, isKnown: false });
  expect(mentionIn('restart, @jean.', dotted)).toMatchObject({ person: { uid: 'u-j' }, after: '.' });
  expect(mentionIn('@zoe d’arc: restart', dotted)).toMatchObject({ person: { uid: 'u-z' }, after: ': restart' });
});
