import React from 'react';
import { delay, http } from 'msw';
import { demoObjectives } from '../../domain/objective/demo';
import { OBJECTIVES, objectivesKind } from '../../domain/objective/register';
import { fromResource, type Resource } from '../../domain/record/resource';
import { demoServices } from '../../domain/services/demo';
import { type Service, SERVICES, servicesKind, type ServicesRegister } from '../../domain/services/services';
import { SERVICES_PATH } from '../../shared/services/paths';
import { grafana, server } from '../../test/grafana';
import { render, screen, waitFor, within } from '../../test/render';
import { ServicesRoutes } from './ServicesRoutes';

const open = (path = '') =>
  render(<ServicesRoutes />, { path: `${SERVICES_PATH}${path}`, route: `${SERVICES_PATH}/*` });
const stored = (): ServicesRegister | undefined => {
  const resource = grafana.records.get(SERVICES);
  const parsed = resource && fromResource(servicesKind, resource as Resource);
  return parsed?.state === 'ok' ? parsed.record : undefined;
};

/** Pasted: typing key by key takes jsdom long, and tells nothing more. */
async function fill(user: ReturnType<typeof render>['user'], field: HTMLElement, text: string) {
  await user.clear(field);
  await user.click(field);
  await user.paste(text);
}

it('begins with none and the way to find them, and shows those of the team with their objectives and labels', async () => {
  const { unmount } = open();
  expect(await screen.findByText('No service is described yet')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Look what Prometheus has' })).toBeVisible();
  unmount();
  grafana.holds(servicesKind, SERVICES, demoServices('en', 'theirs'));
  grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'theirs'));
  open();
  const row = (await screen.findByRole('rowheader', { name: /^quotes/ })).closest('tr');
  expect(row && within(row).getByText('DevOps')).toBeVisible();
  expect(row && within(row).getByText('DevOps')).toHaveAttribute('data-label', 'Owner team'); // on a card
  await waitFor(() => expect(row).toHaveTextContent(/Error rate/));
  expect(row).toHaveTextContent('service="quotes"');
  expect(within(row as HTMLElement).getByRole('link', { name: 'In Opsbook' })).toHaveAttribute(
    'href',
    '/a/haddock-opsbook-app/runbooks?service=quotes'
  );
});

it('shows no keys of objectives while their names are read', async () => {
  grafana.holds(servicesKind, SERVICES, demoServices('en', 'theirs'));
  grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'theirs'));
  server.use(http.get(`*/dashboards/${OBJECTIVES}*`, () => delay('infinite')));
  open();
  const row = (await screen.findByRole('rowheader', { name: /^quotes/ })).closest('tr');
  expect(row).toHaveTextContent('…');
  expect(row).not.toHaveTextContent(/error-rate/);
});

it('saves a new service', async () => {
  const { user } = open('/new');
  await user.click(await screen.findByRole('button', { name: 'Save service' }));
  expect(await screen.findByText('This is required')).toBeVisible();
  await fill(user, screen.getByRole('textbox', { name: /^Name/ }), 'Payments');
  await fill(user, screen.getByRole('textbox', { name: /Owner team/ }), 'Shop');
  await fill(user, screen.getByRole('textbox', { name: /^Labels/ }), 'app payments');
  await user.click(screen.getByRole('button', { name: 'Add a runbook' }));
  await fill(user, screen.getByRole('textbox', { name: 'Runbooks: title 1' }), 'Restart');
  await fill(user, screen.getByRole('textbox', { name: 'Runbooks: address 1' }), 'javascript:alert(1)');
  await user.click(screen.getByRole('checkbox', { name: /Mark its incidents on dashboards/ }));
  await user.click(screen.getByRole('button', { name: 'Save service' }));
  expect(await screen.findByText(/“app payments” is not a label/)).toBeVisible();
  expect(screen.getByText(/A link starts with/)).toBeVisible();
  expect(stored()).toBeUndefined();
  await fill(user, screen.getByRole('textbox', { name: /^Labels/ }), 'app="payments"');
  await fill(user, screen.getByRole('textbox', { name: 'Runbooks: address 1' }), 'https://wiki.test/restart');
  await user.click(screen.getByRole('button', { name: 'Save service' }));
  await waitFor(() =>
    expect(stored()?.services.payments).toMatchObject({
      name: 'Payments',
      team: 'Shop',
      labels: { app: 'payments' },
      runbooks: [{ title: 'Restart', url: 'https://wiki.test/restart' }],
      annotate: true,
    })
  );
  expect(Object.keys(stored()?.services ?? {})).toEqual(['payments']);
});

it('offers a deleted register back instead of beginning anew', async () => {
  grafana.holds(servicesKind, SERVICES, { ...demoServices('en', 'theirs'), services: {} });
  grafana.delete(SERVICES);
  const { user } = open();
  expect(await screen.findByText('“Services” was deleted in Grafana')).toBeVisible();
  expect(screen.queryByText('No service is described yet')).not.toBeInTheDocument();
  await user.click(await screen.findByRole('button', { name: 'Restore it' }));
  await waitFor(() => expect(stored()?.id).toBe('theirs'));
});

it('does not take somebody’s dashboard of that name for the register', async () => {
  grafana.holds(servicesKind, SERVICES, demoServices('en', 'forged'));
  const { annotations } = grafana.records.get(SERVICES)?.metadata ?? {};
  Object.assign(annotations ?? {}, { 'grafana.app/folder': 'their-own' });
  open();
  expect(await screen.findByText(/This is not from the folder of these records/)).toBeVisible();
  expect(screen.queryByRole('rowheader', { name: /^quotes/ })).not.toBeInTheDocument();
});

describe('with a register of its own', () => {
  const hold = (part: Partial<Service> = {}) => {
    const { services, ...rest } = demoServices('en', 'uuid');
    grafana.holds(servicesKind, SERVICES, {
      ...rest,
      services: { quotes: { ...services.quotes, ...part, revision: 'r1', ...part } },
    });
  };

  it('tells that somebody else changed the service meanwhile, and keeps what was typed', async () => {
    hold();
    const { user } = open('/quotes');
    await fill(user, await screen.findByRole('textbox', { name: /Owner team/ }), 'Mine');
    hold({ team: 'Theirs', revision: 'r2' });
    await user.click(screen.getByRole('button', { name: 'Save service' }));
    expect(await screen.findByText(/Somebody else changed this service meanwhile/)).toBeVisible();
    expect(stored()?.services.quotes.team).toBe('Theirs');
  });

  it('removes a service after asking', async () => {
    hold();
    const { user } = open('/quotes');
    await user.click(await screen.findByRole('button', { name: 'Remove service' }));
    await user.click(await screen.findByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(stored()?.services).toEqual({}));
    expect(await screen.findByText('No service is described yet')).toBeVisible();
  });

  it('is read-only for people who may not write', async () => {
    hold({ runbooks: [{ title: 'Restart', url: 'https://wiki.test/restart' }] });
    grafana.options.canWrite = false;
    open();
    expect(await screen.findByText(/Read-only for you/)).toBeVisible();
    expect(screen.queryByRole('link', { name: /quotes/ })).not.toBeInTheDocument();
    expect(await screen.findByRole('link', { name: /Restart/ })).toHaveAttribute('href', 'https://wiki.test/restart');
  });

  it('has no form for people who may not write', async () => {
    hold();
    grafana.options.canWrite = false;
    open('/quotes');
    expect(await screen.findByText(/Read-only for you/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Save service' })).not.toBeInTheDocument();
  });
});

it('says so when the register cannot be read, and when there is no such service', async () => {
  grafana.fails(/dashboards\/opsbook-services$/, 403);
  const { unmount } = open();
  expect(await screen.findByText(/You may not/)).toBeVisible();
  unmount();
  grafana.heals();
  open('/nobody');
  expect(await screen.findByText('There is no such service')).toBeVisible();
});
