import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { incidentKind } from '../../../domain/incident/kind';
import { grafana } from '../../../test/grafana';
import { render, screen, waitFor } from '../../../test/render';
import { quotesDown } from '../testIncidents';
import { AddEvidencePage } from './AddEvidencePage';

const NAME = 'inc-2026-0142';
const PATH = '/incidents/evidence?expr=rate(errors_total%5B5m%5D)&ds=prom&from=now-1h&to=now&title=Errors';

beforeEach(() => {
  const source = { uid: 'prom', name: 'Prometheus', type: 'prometheus', isDefault: true };
  setDataSourceSrv({ getList: () => [source] } as unknown as Parameters<typeof setDataSourceSrv>[0]);
});

it('keeps a query of Explore with its range in the open incident that is chosen', async () => {
  grafana.holds(incidentKind, NAME, quotesDown());
  grafana.answers(/errors_total/, 6.2);
  const { user, address } = render(<AddEvidencePage />, { path: PATH });
  expect((await screen.findAllByText('rate(errors_total[5m])'))[0]).toBeVisible();
  const keep = await screen.findByRole('button', { name: 'Keep it in INC-2026-0142' });
  await waitFor(() => expect(keep).toBeEnabled());
  await user.click(keep);
  await waitFor(() => expect(JSON.stringify(grafana.records.get(NAME))).toContain('rate(errors_total[5m])'));
  expect(JSON.stringify(grafana.records.get(NAME))).toContain('Errors');
  expect(address()).toContain(`/incidents/${NAME}`);
});

it('offers to declare where none is open, and says when there is nothing to keep', async () => {
  const { unmount } = render(<AddEvidencePage />, { path: PATH });
  expect(await screen.findByText('No incident is open')).toBeVisible();
  unmount();
  render(<AddEvidencePage />, { path: '/incidents/evidence?expr=%7Bbad' });
  expect(await screen.findByText('There is no query of Prometheus to keep')).toBeVisible();
});

it('lets choose among several queries, and says when the data source is no Prometheus', async () => {
  grafana.holds(incidentKind, NAME, quotesDown());
  grafana.answers(/^first/, 1);
  grafana.answers(/^second/, 2);
  const { user, unmount } = render(<AddEvidencePage />, {
    path: '/incidents/evidence?expr=first_total&expr=second_total&ds=prom&ds=prom&from=now-1h&to=now',
  });
  expect(await screen.findByRole('radio', { name: 'first_total' })).toBeChecked();
  await user.click(screen.getByRole('radio', { name: 'second_total' }));
  const keep = await screen.findByRole('button', { name: 'Keep it in INC-2026-0142' });
  await waitFor(() => expect(keep).toBeEnabled());
  await user.click(keep);
  await waitFor(() => expect(JSON.stringify(grafana.records.get(NAME))).toContain('"expr":"second_total"'));
  expect(JSON.stringify(grafana.records.get(NAME))).not.toContain('"expr":"first_total"');
  unmount();
  render(<AddEvidencePage />, { path: '/incidents/evidence?expr=up&ds=gone' });
  expect(await screen.findByText('Its data source is none of Prometheus that you can use')).toBeVisible();
  expect(screen.getByRole('button', { name: /^Keep it/ })).toBeDisabled();
});
