import { exampleIncident } from '../incident/example';
import { draftFromIncident } from './fromIncident';
import { checkContent } from './runbook';
import { isStub } from './stub';

it('fills an article from the cause and the fix of an incident', () => {
  const incident = exampleIncident();
  const draft = draftFromIncident(incident, 'en');
  expect(draft).toMatchObject({ title: incident.title, form: 'symptoms', services: Object.keys(incident.services) });
  expect(draft.sections.causes).toContain(incident.sections.cause?.text);
  expect(draft.sections.notes).toContain(`/incidents/${incident.name}`);
  expect(isStub(draft)).toBe(false);
  expect(checkContent(draft)).toEqual([]);
});

it('leaves out what the incident does not say', () => {
  const draft = draftFromIncident({ ...exampleIncident(), sections: {}, alerts: {} }, 'fr');
  expect(Object.keys(draft.sections)).toEqual(['notes']);
});
