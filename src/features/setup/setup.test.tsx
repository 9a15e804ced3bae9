import React from 'react';
import { createStore, entries, set } from 'idb-keyval';
import { draftKey, keepDraft } from '../../grafana/drafts';
import { reloadPage } from '../../grafana/navigation';
import { ownerKey } from '../../grafana/user';
import { render, screen, waitFor } from '../../test/render';
import { SetupPage } from './pages/SetupPage';

jest.mock('../../grafana/navigation', () => ({
  ...jest.requireActual('../../grafana/navigation'),
  reloadPage: jest.fn(),
}));

describe('this browser', () => {
  const waiting = () => createStore('opsbook-outbox', 'items');
  const theirs = `${ownerKey().split('|').slice(0, 2).join('|')}|u-luc`;
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
