import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { configure } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { exampleIncident } from '../../domain/incident/example';
import { incidentKind } from '../../domain/incident/kind';
import { demoServices } from '../../domain/services/demo';
import { SERVICES, servicesKind } from '../../domain/services/services';
import { grafana, server } from '../../test/grafana';
import { openedDialog, render, screen, waitFor, within } from '../../test/render';
import { ImprovementsRoutes } from './ImprovementsRoutes';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

const BASE = '/a/haddock-opsbook-app/improvements';
const HOUR = 3_600_000;

beforeEach(() => {
  setDataSourceSrv({ getList: () => [] } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  grafana.holds(servicesKind, SERVICES, demoServices('en', 'uuid'));
});
afterEach(() => server.resetHandlers());

const open = () => render(<ImprovementsRoutes />, { path: `${BASE}/changes`, route: `${BASE}/*` });

it('lists announced changes with the incident that followed, and no number without n', async () => {
  const at = Date.now() - 30 * HOUR;
  server.use(
    http.get('*/api/annotations', ({ request }) => {
      const asked = new URL(request.url).searchParams;
      return HttpResponse.json(
        asked.getAll('tags').includes('deploy')
          ? [
              { id: 7, time: at, timeEnd: at, text: 'quotes v1.2', tags: ['deploy', 'service:quotes'] },
              { id: 8, time: at - HOUR * 24, timeEnd: at, text: 'nobody knows of what', tags: ['deploy'] },
            ]
          : []
      );
    })
  );
  const incident = exampleIncident('en');
  const began = new Date(at + HOUR / 2).toISOString();
  const over = new Date(at + HOUR).toISOString();
  grafana.holds(incidentKind, 'inc-2026-0009', {
    ...incident,
    id: 'i9',
    name: 'inc-2026-0009',
    services: { quotes: 'quotes' },
    milestones: { started: began, detected: began, declared: began, mitigated: over, resolved: over },
  });
  open();
  const row = within(await screen.findByRole('row', { name: /quotes v1\.2/ }));
  const followed = await row.findByRole('link', { name: 'INC-2026-0009' });
  expect(followed).toBeVisible();
  expect(followed.closest('td')).toHaveAttribute('data-label', 'Incident after it'); // where the window is narrow
  expect(screen.getByText(/^1 of 1; 95 %/)).toBeVisible();
  expect(screen.getByText(/1 change names no service and is left out/)).toBeVisible();
  expect(screen.getByText('n = 2')).toBeVisible();
  expect(screen.getByText(/No Prometheus is chosen/)).toBeVisible();
});

it('counts a private incident after a change, and does not name it', async () => {
  const at = Date.now() - 30 * HOUR;
  server.use(
    http.get('*/api/annotations', ({ request }) =>
      HttpResponse.json(
        new URL(request.url).searchParams.getAll('tags').includes('deploy')
          ? [{ id: 7, time: at, timeEnd: at, text: 'quotes v1.2', tags: ['deploy', 'service:quotes'] }]
          : []
      )
    )
  );
  grafana.privateFolder = [{ userId: 2, userLogin: 'ana', permission: 4 }];
  const began = new Date(at + HOUR / 2).toISOString();
  grafana.holds(incidentKind, 'inc-2026-0011', {
    ...exampleIncident('en'),
    id: 'i11',
    name: 'inc-2026-0011',
    title: 'Takeover of a subsidiary',
    private: true,
    services: { quotes: 'quotes' },
    milestones: { started: began, detected: began, declared: began },
  });
  const { container } = open();
  const row = within(await screen.findByRole('row', { name: /quotes v1\.2/ }));
  expect(await row.findByText('a private incident')).toBeVisible();
  expect(screen.getByText(/^1 of 1; 95 %/)).toBeVisible();
  expect(container.innerHTML).not.toMatch(/inc-2026-0011|Takeover/i);
});

it('claims no period without a change where a source could not be read', async () => {
  server.use(http.get('*/api/annotations', () => HttpResponse.json({ message: 'no' }, { status: 403 })));
  const { user } = open();
  expect(await screen.findByText('No change in what could be read of this period')).toBeVisible();
  expect(screen.getByText(/Could not be read: annotations/)).toBeVisible();
  await user.click(await screen.findByRole('button', { name: 'Other tags…' }));
  const dialog = await openedDialog();
  const field = dialog.getByRole('textbox', { name: /Tags/ });
  await user.clear(field);
  await user.type(field, 'rollout');
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.getByText('Annotations tagged rollout')).toBeVisible());
});
