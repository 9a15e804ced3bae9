import { isRefused } from '../record/outcome';
import { applyIncident } from './apply';
import { declare } from './declare/declare';
import { type Happening } from './happening';
import { type Incident } from './schema';
import { suggestionId, suggestionsFor, suggestionWindow } from './suggestions';

const ANA = { uid: 'u-ana', name: 'Ana' };
const incident = declare({
  name: 'inc-2026-0142',
  id: 'uuid-142',
  at: '2026-11-20T14:30:00.000Z',
  by: ANA,
  zone: 'Europe/Paris',
  title: 'Quotes service down',
  services: { quotes: 'Quotes' },
});
const fired = (from: string, to: string, labels = ['alertname=HighErrorRate', 'service=quotes']): Happening => ({
  source: 'alert:7',
  at: '2026-11-20T14:29:00.000Z',
  text: '',
  tags: [],
  alert: { name: 'HighErrorRate', from, to, labels },
});
const deploy: Happening = {
  source: 'annotation:8',
  at: '2026-11-20T14:20:00.000Z',
  text: 'Deployed search 2.1',
  tags: ['deploy'],
};

function after(record: Incident, command: Parameters<typeof applyIncident>[1]): Incident {
  const outcome = applyIncident(record, command);
  if (isRefused(outcome)) {
    throw new Error(JSON.stringify(outcome.refused));
  }
  return outcome.ok;
}

it.each([
  ['Normal', 'Alerting', 'en', '**HighErrorRate** fired (service=quotes)'],
  ['Pending', 'Alerting', 'fr', '**HighErrorRate** s’est déclenchée (service=quotes)'],
  ['Alerting', 'Normal', 'en', '**HighErrorRate** stopped firing (service=quotes)'],
  ['Alerting', 'Normal (MissingSeries)', 'en', '**HighErrorRate** stopped firing (service=quotes)'],
  ['Normal', 'NoData', 'en', '**HighErrorRate** has no data (service=quotes)'],
  ['Normal', 'Error', 'en', '**HighErrorRate** cannot be evaluated (service=quotes)'],
] as const)('words %s → %s', (from, to, language, text) => {
  expect(suggestionsFor(incident, [fired(from, to)], language)).toEqual([
    { source: 'alert:7', at: '2026-11-20T14:29:00.000Z', kind: 'alert', text, related: true },
  ]);
});

it('passes over pending alerts, our own annotations and empty ones', () => {
  expect(
    suggestionsFor(
      incident,
      [
        fired('Normal', 'Pending'),
        fired('Pending', 'Normal'),
        { ...deploy, tags: ['opsbook', 'deploy'] },
        { ...deploy, tags: ['opsbook:incident'] },
        { ...deploy, text: '', tags: [] },
      ],
      'en'
    )
  ).toEqual([]);
});

it('suggests a deployment, the newest first, and says what has to do with the services', () => {
  expect(suggestionsFor(incident, [deploy, fired('Normal', 'Alerting')], 'en')).toMatchObject([
    { kind: 'alert', related: true },
    { kind: 'deploy', text: 'Deployed search 2.1', related: false },
  ]);
});

it('shows HTML of an annotation as text', () => {
  const [{ text }] = suggestionsFor(incident, [{ ...deploy, text: '<script>fired(1)</script>' }], 'en');
  expect(text).toBe('&lt;script>fired(1)&lt;/script>');
});

it('never suggests again what was accepted or dismissed', () => {
  const accepted = after(incident, {
    type: 'note',
    id: suggestionId('annotation:8'),
    at: '2026-11-20T15:00:00.000Z',
    by: ANA,
    text: deploy.text,
    kind: 'deploy',
    when: deploy.at,
    source: deploy.source,
  });
  expect(accepted.timeline['suggested-annotation-8']).toMatchObject({
    at: deploy.at,
    entered: '2026-11-20T15:00:00.000Z',
    kind: 'deploy',
    source: 'annotation:8',
  });
  const dismissed = after(accepted, {
    type: 'dismissSuggestion',
    id: 'd',
    at: '2026-11-20T15:00:00.000Z',
    by: ANA,
    source: 'alert:7',
    what: 'HighErrorRate fired',
  });
  expect(suggestionsFor(dismissed, [deploy, fired('Normal', 'Alerting')], 'en')).toEqual([]);
  // a second person was a moment later
  expect(
    after(dismissed, {
      type: 'note',
      id: 'other',
      at: '2026-11-20T15:00:01.000Z',
      by: ANA,
      text: deploy.text,
      source: deploy.source,
    })
  ).toBe(dismissed);
});

it('looks from an hour before the beginning to half an hour after the end', () => {
  const now = Date.parse('2026-11-20T20:00:00.000Z');
  expect(suggestionWindow(incident, now)).toEqual({ from: Date.parse('2026-11-20T13:30:00.000Z'), to: now });
  const resolved = { milestones: { ...incident.milestones, resolved: '2026-11-20T16:00:00.000Z' } };
  expect(suggestionWindow(resolved, now)?.to).toBe(Date.parse('2026-11-20T16:30:00.000Z'));
  expect(suggestionWindow({ milestones: {} }, now)).toBeUndefined();
});
