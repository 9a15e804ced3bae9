import React from 'react';
import { useQuery } from '@tanstack/react-query';
import { type Objective } from '../../../domain/objective/schema';
import { measurementKey } from '../../../shared/objectives/useMeasurements';
import { render, screen, waitFor } from '../../../test/render';
import { TrendLine } from './TrendLine';

const objective: Objective = {
  name: 'CPU',
  indicator: { kind: 'gauge', expr: 'cpu' },
  comparison: '<',
  target: 70,
  unit: 'percent',
  window: { type: 'rolling', days: 30 },
  position: 0,
};
const trend = { times: [1, 2, 3], values: [10, undefined, 30] };
const line = () => screen.getByRole('img', { name: /^Last 30 days: between 10\s%/ });
const isDrawn = () => line().firstChild !== null;

/** A row beside it whose question takes `ms`. */
function Asking({ ms }: { ms: number }) {
  useQuery({
    queryKey: [...measurementKey, 'other'],
    queryFn: () => new Promise((resolve) => setTimeout(() => resolve(1), ms)),
  });
  return <TrendLine trend={trend} objective={objective} />;
}

it('is drawn after the last number, and says its ends at once', async () => {
  render(<Asking ms={300} />);
  expect(isDrawn()).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(isDrawn()).toBe(false);
  await waitFor(() => expect(isDrawn()).toBe(true), { timeout: 600 });
});

it('does not wait longer than a second for others', async () => {
  render(<Asking ms={60_000} />);
  expect(isDrawn()).toBe(false);
  await waitFor(() => expect(isDrawn()).toBe(true), { timeout: 3_000 });
});
