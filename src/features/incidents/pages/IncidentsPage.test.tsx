import React from 'react';
import { http } from 'msw';
import { exampleIncident } from '../../../domain/incident/example';
import { toFile } from '../../../domain/incident/file';
import { incidentKind } from '../../../domain/incident/kind';
import { fromResource, type Resource } from '../../../domain/record/resource';
import { grafana, server } from '../../../test/grafana';
import { render, screen, waitFor, within } from '../../../test/render';
import { quotesDown } from '../testIncidents';
import { IncidentsPage } from './IncidentsPage';

function twoIncidents() {
  grafana.holds(incidentKind, 'inc-2024-001', exampleIncident());
  grafana.holds(incidentKind, 'inc-2026-0142', quotesDown());
}

const rows = () => screen.getAllByRole('row').slice(1);

it('lists open incidents first, with the three numbers above', async () => {
  twoIncidents();
  render(<IncidentsPage />);
  expect(await screen.findByRole('link', { name: /INC-2026-0142 Quotes service down/ })).toBeVisible();
  expect(rows()).toHaveLength(2);
  expect(within(rows()[0]).getByText('SEV2')).toBeVisible();
  expect(within(rows()[1]).getByText('45 min')).toBeVisible();
  expect(screen.getByText('n = 1')).toBeVisible();
});

it('filters by text in the URL', async () => {
  twoIncidents();
  const { user, address } = render(<IncidentsPage />, { path: '/?q=redis' });
  expect(await screen.findByRole('link', { name: /INC-2024-001/ })).toBeVisible();
  expect(rows()).toHaveLength(1);
  await user.clear(screen.getByRole('searchbox'));
  await user.type(screen.getByRole('searchbox'), 'down');
  await waitFor(() => expect(screen.getByRole('link', { name: /INC-2026-0142/ })).toBeVisible());
  expect(address()).toBe('/?q=down');
});

it('keeps the other filters in the URL too, and clears them together', async () => {
  twoIncidents();
  const { user, address } = render(<IncidentsPage />, { path: '/?status=open&severity=sev4' });
  expect(await screen.findByText(/no incident matches/i)).toBeVisible();
  await user.click(screen.getAllByRole('button', { name: /clear filters/i })[0]);
  await waitFor(() => expect(rows()).toHaveLength(2));
  expect(address()).toBe('/');
  await user.click(screen.getByRole('checkbox', { name: 'Mine' }));
  await waitFor(() => expect(rows()).toHaveLength(1));
  expect(address()).toBe('/?mine=1');
});

it('says what incidents are for when there are none', async () => {
  render(<IncidentsPage />);
  expect(await screen.findByText('No incidents yet')).toBeVisible();
  expect(screen.getAllByRole('link', { name: /declare incident/i })[0]).toHaveAttribute(
    'href',
    expect.stringContaining('/incidents/new')
  );
});

it('says why the list cannot be shown, and tries again', async () => {
  twoIncidents();
  grafana.fails(/search/, 500);
  const { user } = render(<IncidentsPage />);
  expect(await screen.findByText(/Grafana had an error/)).toBeVisible();
  grafana.heals();
  await user.click(screen.getByRole('button', { name: /try again/i }));
  expect(await screen.findByRole('link', { name: /INC-2026-0142/ })).toBeVisible();
});

it('offers no declaring to somebody who may not', async () => {
  grafana.options.canWrite = false;
  twoIncidents();
  render(<IncidentsPage />);
  expect(await screen.findByText(/read-only for you/i)).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('link', { name: /declare incident/i })).not.toBeInTheDocument());
});

it('shows titles and tags where the index has no heads', async () => {
  grafana.holds(incidentKind, 'inc-2026-0142', quotesDown());
  const resource = grafana.records.get('inc-2026-0142');
  grafana.put({ ...resource, spec: { ...resource?.spec, description: '' } } as Resource);
  render(<IncidentsPage />);
  expect(await screen.findByRole('link', { name: 'INC-2026-0142 Quotes service down' })).toBeVisible();
  expect(screen.getByText('SEV2')).toBeVisible();
});

describe('import', () => {
  // jsdom's files have no text()
  const file = (text: string) =>
    Object.assign(new File([text], 'incident.json', { type: 'application/json' }), {
      text: () => Promise.resolve(text),
    });
  const choose = async (text: string) => {
    const rendered = render(<IncidentsPage />);
    await rendered.user.upload(await screen.findByLabelText('Incident as JSON'), file(text));
    return rendered;
  };

  it('gives the same record back under its number', async () => {
    const { address } = await choose(toFile(exampleIncident()));
    await waitFor(() => expect(address()).toContain('/incidents/inc-2024-001'));
    const parsed = fromResource(incidentKind, grafana.records.get('inc-2024-001') as Resource);
    expect(parsed).toMatchObject({ state: 'ok', record: exampleIncident() });
  });

  it.each([
    ['hello', 'This file is not JSON.'],
    ['{"dashboard": {}}', 'This file is not an incident of Opsbook.'],
  ])('refuses %s and changes nothing', async (text, reason) => {
    await choose(text);
    expect(await screen.findByText(reason)).toBeVisible();
    expect(grafana.writes).toHaveLength(0);
  });

  it('leaves an incident that has the number already', async () => {
    grafana.holds(incidentKind, 'inc-2024-001', quotesDown({ name: 'inc-2024-001' }));
    await choose(toFile(exampleIncident()));
    expect(await screen.findByText(/already here/)).toBeVisible();
    expect(grafana.records.get('inc-2024-001')?.spec.title).toContain('Quotes service down');
  });
});

it('leaves private ones out of the CSV, says so, and takes them in when asked', async () => {
  grafana.privateFolder = [{ userId: 2, permission: 4 }];
  grafana.holds(incidentKind, 'inc-2026-0142', quotesDown());
  grafana.holds(incidentKind, 'inc-2026-0143', quotesDown({ name: 'inc-2026-0143', title: 'A leak', private: true }));
  const blobs: Blob[] = [];
  URL.createObjectURL = (blob: Blob) => `blob:${blobs.push(blob)}`;
  URL.revokeObjectURL = () => undefined;
  const { user } = render(<IncidentsPage />);
  expect(await screen.findByText('Private ones left out: 1')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Download as CSV' }));
  await user.click(screen.getByRole('checkbox', { name: /With private incidents/ }));
  await user.click(screen.getByRole('button', { name: 'Download as CSV' }));
  const [without, whole] = await Promise.all(blobs.map((blob) => new Response(blob).text()));
  expect(without).toContain('INC-2026-0142');
  expect(without).not.toContain('A leak');
  expect(whole).toContain('A leak');
});

describe('more incidents than are loaded', () => {
  const LOADED = 1000;
  beforeEach(() => {
    const example = exampleIncident();
    for (let number = 1; number <= LOADED + 60; number++) {
      const name = `inc-2024-${String(number).padStart(4, '0')}`;
      grafana.holds(incidentKind, name, { ...example, name });
    }
  });

  it('finds an old one by its number, and says what the median is about', async () => {
    render(<IncidentsPage />, { path: '/?q=INC-2024-0007' });
    expect(await screen.findByRole('link', { name: /INC-2024-0007/ })).toBeVisible();
    expect(screen.queryByText(/not loaded yet/)).not.toBeInTheDocument();
    expect(screen.getByText('Time to recover of the 1 listed')).toBeVisible();
  });

  it('says that nothing matches only when all were looked at', async () => {
    render(<IncidentsPage />, { path: '/?q=nowhere' });
    expect(await screen.findByText('Searching all incidents…')).toBeVisible();
    expect(screen.queryByText(/no incident matches/i)).not.toBeInTheDocument();
    expect(await screen.findByText(/no incident matches/i)).toBeVisible();
    expect(screen.queryByText(/not loaded yet|searching/i)).not.toBeInTheDocument();
  });

  it('stops when asked to, does not say no then, and goes on when asked to', async () => {
    const { user } = render(<IncidentsPage />);
    await screen.findByText(/60 older incidents are not loaded yet/);
    let answer = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    server.use(http.get('*/search', () => held)); // then the stand-in answers
    await user.type(screen.getByRole('searchbox'), 'nowhere');
    await user.click(await screen.findByRole('button', { name: 'Stop' }));
    answer();
    expect(screen.getByText(/^Stopped after/)).toBeVisible();
    expect(screen.queryByText(/no incident matches/i)).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Search all' }));
    expect(await screen.findByText(/no incident matches/i)).toBeVisible();
  });

  it('says why it could not look at all of them', async () => {
    const { user } = render(<IncidentsPage />);
    await screen.findByText(/60 older incidents are not loaded yet/);
    grafana.fails(/search/, 500);
    await user.type(screen.getByRole('searchbox'), 'nowhere');
    expect(await screen.findByText(/Grafana had an error/)).toBeVisible();
    expect(screen.queryByText(/no incident matches/i)).not.toBeInTheDocument();
  });
});
