import { type Update } from './schema';
import { updateText } from './updateText';

const incident = { name: 'inc-2026-0142', title: 'Quotes service down', zone: 'Europe/Paris' };
const update: Update = {
  conditions: 'Half of the quotes fail',
  actions: 'Redis is restarted',
  needs: 'Somebody from Support',
  audience: 'team',
  status: 'identified',
  severity: 'sev2',
  next: '2026-11-20T15:00:00.000Z',
};
const URL = 'https://grafana.example/a/haddock-opsbook-app/incidents/inc-2026-0142';

it('writes lines for chat', () => {
  expect(updateText(incident, update, 'en', URL, 'chat')).toBe(
    [
      'INC-2026-0142 · SEV2 · Quotes service down (identified)',
      'Conditions: Half of the quotes fail',
      'Actions: Redis is restarted',
      'Needs: Somebody from Support',
      'Next update: 2026-11-20 16:00 (Europe/Paris)',
      URL,
    ].join('\n')
  );
});

it('writes an e-mail with its subject', () => {
  const text = updateText(incident, update, 'fr', URL, 'email');
  expect(text.split('\n\n').slice(0, 2)).toEqual([
    'Objet : INC-2026-0142 · SEV2 · Quotes service down (cause identifiée)',
    'Bonjour,',
  ]);
  expect(text).toContain(URL);
});

it('tells customers neither needs nor links nor severities, whomever it was written for', () => {
  const text = updateText(incident, update, 'en', URL, 'customers');
  expect(text).toContain('Half of the quotes fail');
  expect(text).not.toMatch(/Support|http|SEV|INC-/);
  expect(updateText(incident, { ...update, audience: 'customers' }, 'en', URL)).toBe(text);
});

it('leaves out what was not written', () => {
  const { conditions, audience, status } = update;
  expect(updateText(incident, { conditions, audience, status }, 'en', URL, 'chat').split('\n')).toHaveLength(3);
});

it('marks a drill, which nobody must take for real', () => {
  expect(updateText({ ...incident, drill: true }, update, 'en', URL, 'chat')).toMatch(
    /^DRILL: this is an exercise\.\n/
  );
});

it.each(['chat', 'email', 'customers'] as const)('marks a private incident as confidential, for %s', (medium) => {
  const mark = /^CONFIDENTIAL: this incident is private/m;
  expect(updateText({ ...incident, private: true }, update, 'en', URL, medium)).toMatch(mark);
  expect(updateText(incident, update, 'en', URL, medium)).not.toMatch(mark);
});
