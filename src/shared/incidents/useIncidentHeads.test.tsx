import React from 'react';
import { exampleIncident } from '../../domain/incident/example';
import { incidentKind } from '../../domain/incident/kind';
import { grafana } from '../../test/grafana';
import { render, screen, waitFor } from '../../test/render';
import { useHeadsSince } from './useIncidentHeads';

const DAY_MS = 86_400_000;

/** The newest is `count`, one every ten days. */
function holds(count: number) {
  const example = exampleIncident();
  const newest = Date.parse('2026-11-20T12:00:00Z');
  for (let number = 1; number <= count; number++) {
    const declared = new Date(newest - (count - number) * 10 * DAY_MS).toISOString();
    const name = `inc-${declared.slice(0, 4)}-${String(number).padStart(4, '0')}`;
    grafana.holds(incidentKind, name, {
      ...example,
      name,
      milestones: { declared, detected: declared, resolved: declared },
      status: number === 1 ? 'investigating' : 'closed',
    });
  }
}

function Names({ since }: { since?: string }) {
  const { incidents, total, refetch } = useHeadsSince(since ? { since: Date.parse(since) / 1000 } : {});
  return (
    <>
      <output>{`${incidents.length} of ${total}, ${incidents.at(0)?.name} to ${incidents.at(-1)?.name}`}</output>
      <button onClick={refetch}>again</button>
    </>
  );
}

it('reads only as far back as is needed, page by page, and the open ones however old', async () => {
  holds(1100);
  render(<Names since="2026-11-01T00:00:00Z" />);
  expect(await screen.findByText(/^501 of 1100, inc-2026-1100 to inc-1996-0001$/)).toBeVisible();
});

it('reads all of them where nothing says how far', async () => {
  holds(1100);
  render(<Names />);
  expect(await screen.findByText(/^1100 of 1100, inc-2026-1100 to inc-1996-0001$/)).toBeVisible();
});

it('keeps what was read and asks only for the newest and the open ones again', async () => {
  holds(1100);
  const { user } = render(<Names since="2006-01-01T00:00:00Z" />);
  await screen.findByText(/^1001 of 1100/);
  const before = grafana.requests;
  grafana.holds(incidentKind, 'inc-2026-1101', { ...exampleIncident(), name: 'inc-2026-1101' });
  await user.click(screen.getByRole('button', { name: 'again' }));
  await waitFor(() => expect(screen.getByText(/^1002 of 1101, inc-2026-1101/)).toBeVisible());
  expect(grafana.requests - before).toBe(5); // one for both, of which there are too many; both in each of the two folders
});
