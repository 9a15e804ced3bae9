import React from 'react';
import { emptyObjectives, OBJECTIVES, objectivesKind } from '../../domain/objective/register';
import { type Objective } from '../../domain/objective/schema';
import { noSettings, SETTINGS, settingsKind } from '../../domain/settings/settings';
import { grafana } from '../../test/grafana';
import { render, screen } from '../../test/render';
import { useObjectiveStates } from './useObjectiveStates';

const coverage: Objective = {
  name: 'Coverage',
  position: 1,
  indicator: { kind: 'manual' },
  comparison: '>=',
  target: 0.8,
  unit: 'ratio',
  window: { type: 'rolling', days: 30 },
  readings: {
    r: { at: new Date().toISOString(), by: { uid: 'u', name: 'Luc' }, value: 0.5, expires: '2999-01-01T00:00:00Z' },
  },
};

function States() {
  const { states, isPending, error } = useObjectiveStates();
  return <p>{isPending ? 'pending' : (error?.name ?? states.map(({ key, state }) => `${key} ${state}`).join())}.</p>;
}

it('reads the register that the search knows, also of a team without settings', async () => {
  grafana.holds(objectivesKind, OBJECTIVES, {
    ...emptyObjectives('ea2e8f19-9a0c-8232'),
    objectives: { coverage },
  });
  render(<States />);
  expect(await screen.findByText('coverage breached.')).toBeVisible();
});

it('asks for none where nobody ever saved one', async () => {
  render(<States />);
  const before = grafana.requests;
  expect(await screen.findByText('.')).toBeVisible();
  expect(grafana.requests - before).toBeLessThanOrEqual(6);
});

it('says so where one was saved and is gone', async () => {
  grafana.holds(settingsKind, SETTINGS, { ...noSettings('5e7f'), registers: { [OBJECTIVES]: 'ea2e8f19' } });
  render(<States />);
  expect(await screen.findByText('RequestError.')).toBeVisible();
});
