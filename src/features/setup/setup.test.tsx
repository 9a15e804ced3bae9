import React from 'react';
import { OrgRole } from '@grafana/data';
import { config } from '@grafana/runtime';
import { createStore, entries, set } from 'idb-keyval';
import { fromResource } from '../../domain/record/resource';
import { noSettings, SETTINGS, settingsKind } from '../../domain/settings/settings';
import { draftKey, keepDraft } from '../../grafana/drafts';
import { reloadPage } from '../../grafana/navigation';
import { accountKey } from '../../grafana/user';
import { grafana } from '../../test/grafana';
import { render, screen, waitFor } from '../../test/render';
import { SetupPage } from './pages/SetupPage';

jest.mock('../../grafana/navigation', () => ({
  ...jest.requireActual('../../grafana/navigation'),
  reloadPage: jest.fn(),
}));

describe('this browser', () => {
  const waiting = () => createStore('opsbook-outbox', 'items');
  const theirs = `${accountKey().split('|').slice(0, 2).join('|')}|u-luc`;
  const leave = () =>
    set(`${theirs}|c`, JSON.stringify({ id: 'c', owner: theirs, kind: 'incident', sequence: 1 }), waiting());

  it('forgets everything after a question', async () => {
    keepDraft(draftKey('x'), 'typed');
    await leave();
    const { user } = render(<SetupPage />);
    await user.click(await screen.findByRole('button', { name: /Forget everything/ }));
    expect(screen.getByText(/of everybody who used this browser/)).toBeVisible();
    expect(localStorage).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Forget' }));
    await waitFor(() => expect(reloadPage).toHaveBeenCalled());
    expect(localStorage).toHaveLength(0);
    expect(await entries(waiting())).toEqual([]);
  });

  it('asks before it drops what another person has not sent, with their drafts', async () => {
    const draft = `opsbook.draft|${theirs}|x`;
    localStorage.setItem(draft, JSON.stringify({ keptAt: Date.now(), draft: 'theirs' }));
    await leave();
    const { user } = render(<SetupPage />);
    expect(await screen.findByText('1 change of somebody else waits in this browser')).toBeVisible();
    expect(localStorage.getItem(draft)).not.toBeNull();
    await user.click(screen.getByRole('button', { name: 'Drop them' }));
    await waitFor(() => expect(screen.queryByText(/of somebody else waits/)).not.toBeInTheDocument());
    expect(localStorage.getItem(draft)).toBeNull();
    expect(await entries(waiting())).toEqual([]);
  });

  it('drops their drafts at once where nothing of theirs waits', async () => {
    const draft = `opsbook.draft|${theirs}|x`;
    localStorage.setItem(draft, JSON.stringify({ keptAt: Date.now(), draft: 'theirs' }));
    render(<SetupPage />);
    await waitFor(() => expect(localStorage.getItem(draft)).toBeNull());
  });
});

describe('settings', () => {
  const { orgRole } = config.bootData.user;
  afterEach(() => {
    config.bootData.user.orgRole = orgRole;
  });

  const record = () => {
    const resource = grafana.records.get(SETTINGS);
    const parsed = resource && fromResource(settingsKind, resource);
    return parsed?.state === 'ok' ? parsed.record : undefined;
  };
  const french = async (user: ReturnType<typeof render>['user']) => {
    await user.click(await screen.findByRole('combobox', { name: /Language of documents/ }));
    await user.keyboard('{ArrowDown}{Enter}'); // the list itself needs a real layout
    await user.click(screen.getByRole('button', { name: 'Save' }));
  };

  it('are kept in a record, by whoever may write in its folder, whatever their role', async () => {
    const { user } = render(<SetupPage />);
    await french(user);
    await waitFor(() => expect(record()?.documentLanguage).toBe('fr'));
    expect(Object.values(record()?.log ?? {})).toMatchObject([{ type: 'choose', what: 'documentLanguage: fr' }]);
  });

  it('are read only where the folder may not be written', async () => {
    grafana.options.canWrite = false;
    render(<SetupPage />);
    expect(await screen.findByRole('combobox', { name: /Language of documents/ })).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Save' })).not.toBeInTheDocument();
  });

  it('of the plugin win and say so; an admin moves them into the record', async () => {
    config.bootData.user.orgRole = OrgRole.Admin;
    grafana.options.settings = { documentLanguage: 'fr', other: 1 };
    const { user } = render(<SetupPage />);
    expect(await screen.findByText(/Decided by the settings of the plugin: Language of documents/)).toBeVisible();
    expect(screen.getByRole('combobox', { name: /Language of documents/ })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Keep them in the record' }));
    await waitFor(() => expect(grafana.options.settings).toEqual({ other: 1 }));
    expect(record()?.documentLanguage).toBe('fr');
    await waitFor(() => expect(screen.queryByText(/Decided by the settings/)).not.toBeInTheDocument());
    expect(screen.getByRole('combobox', { name: /Language of documents/ })).toHaveValue('Français');
  });

  it('that cannot be read say why', async () => {
    grafana.fails(/opsbook-settings/, 500);
    render(<SetupPage />);
    expect(await screen.findByText(/Grafana had an error/)).toBeVisible();
  });

  it('that were deleted are offered back', async () => {
    grafana.holds(settingsKind, SETTINGS, { ...noSettings('own'), documentLanguage: 'fr' });
    grafana.delete(SETTINGS);
    const { user } = render(<SetupPage />);
    await user.click(await screen.findByRole('button', { name: 'Restore it' }));
    await waitFor(() => expect(record()?.documentLanguage).toBe('fr'));
  });
});

it('says which folders Git Sync manages, before anybody writes there', async () => {
  grafana.options.managedBy = 'repo';
  render(<SetupPage />);
  expect(await screen.findByText(/Managed by something else: Opsbook \(repo\), Incidents \(repo\)/)).toBeVisible();
});
