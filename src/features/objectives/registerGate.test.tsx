import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { configure } from '@testing-library/react';
import { demoObjectives } from '../../domain/objective/demo';
import { OBJECTIVES, objectivesKind } from '../../domain/objective/register';
import { grafana } from '../../test/grafana';
import { render, screen, waitFor } from '../../test/render';
import { ObjectivesRoutes } from './ObjectivesRoutes';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

const PAGES = ['/', '/exclusions', '/report', '/new', '/error-rate', '/error-rate/edit'];
const CONTROLS = /^(New objective|Import|Add exclusion|New indicator|Save objective|Change|Give the value of .*)$/;

beforeEach(() => {
  setDataSourceSrv({ getList: () => [] } as unknown as Parameters<typeof setDataSourceSrv>[0]);
});

const page = (path: string) => render(<ObjectivesRoutes />, { path, route: '/*' });
const register = demoObjectives('en', 'register');
const controls = () => [
  ...screen.queryAllByRole('button', { name: CONTROLS }),
  ...screen.queryAllByRole('link', { name: CONTROLS }),
];

describe.each(PAGES)('%s', (path) => {
  it('shows a damaged register as it is, and changes nothing of it', async () => {
    grafana.holds(objectivesKind, OBJECTIVES, { ...register, log: 'exploded' } as never);
    page(path);
    expect(await screen.findByText(/this record cannot be read/i)).toBeVisible();
    expect(screen.getByText(/exploded/)).toBeInTheDocument();
    expect(controls()).toEqual([]);
  });

  it('leaves one of a newer version alone', async () => {
    grafana.holds(objectivesKind, OBJECTIVES, { ...register, schema: 99, log: 'of tomorrow' } as never);
    page(path);
    expect(await screen.findByText(/newer version of Opsbook/)).toBeVisible();
    expect(controls()).toEqual([]);
  });
});

it.each(['/', '/exclusions', '/new'])('says on %s that a newer register is read-only', async (path) => {
  grafana.holds(objectivesKind, OBJECTIVES, { ...register, schema: 99 });
  page(path);
  expect(await screen.findByText(/newer version of Opsbook/)).toBeVisible();
  await waitFor(() => expect(controls()).toEqual([]));
});

it('keeps what it knows when the register cannot be read again', async () => {
  grafana.holds(objectivesKind, OBJECTIVES, register);
  page('/exclusions');
  expect(await screen.findByText(/every minute counts/)).toBeVisible();
  grafana.fails(/\/dashboards\//, 503);
  await new Promise((resolve) => setTimeout(resolve, 2_100)); // what was just read is not read again
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true })); // the person comes back to this tab
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
  expect(screen.getByText(/every minute counts/)).toBeVisible();
});
