import { changeText } from './words';

it.each([
  [{ field: 'detectedBy', from: 'monitoring', to: 'team' }, 'Detected by: The team'],
  [{ field: 'status', from: 'declared', to: 'mitigated' }, 'Status: Declared → Mitigated'],
  [{ field: 'milestone.detected', to: '2026-11-27T14:30:00Z' }, 'Detected'],
])('words what changed: %o', (change, words) => {
  expect(changeText(change)).toBe(words);
});

it.each([
  [{ field: 'title', from: 'detected', to: 'resolved' }, 'Title: resolved'],
  [{ field: 'role.scribe', to: 'void' }, 'Scribe: void'],
  [{ field: 'services', to: 'sev1' }, 'Services: sev1'],
  [{ field: 'zone', to: 'Europe/Paris' }, 'Time zone: Europe/Paris'],
])('leaves names and titles as people wrote them: %o', (change, words) => {
  expect(changeText(change)).toBe(words);
});
