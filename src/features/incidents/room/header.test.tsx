import React from 'react';
import { type Incident, incidentKind } from '../../../domain/incident/kind';
import { grafana } from '../../../test/grafana';
import { openedDialog, render, screen, waitFor, within } from '../../../test/render';
import { IncidentPage } from '../pages/IncidentPage';
import { quotesDown } from '../testIncidents';

const NAME = 'inc-2026-0142';
const open = (part: Partial<Incident> = {}) => {
  grafana.holds(incidentKind, NAME, quotesDown(part));
  return render(<IncidentPage />, { path: `/incidents/${NAME}`, route: '/incidents/:name' });
};

it('begins with the title, then severity and status', async () => {
  open();
  const title = await screen.findByRole('heading', { name: 'Quotes service down' });
  const severity = screen.getByRole('button', { name: /^Severity/ });
  expect(title.compareDocumentPosition(severity)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

it('says of milestones whether they are still to come or were never written down', async () => {
  const { milestones } = quotesDown();
  open({ status: 'identified', milestones: { ...milestones, identified: '2026-11-20T14:40:00.000Z' } });
  const strip = within(await screen.findByRole('list', { name: 'Milestones' }));
  expect(strip.getByRole('button', { name: /acknowledged unknown/ })).toBeVisible();
  expect(strip.getByRole('button', { name: /mitigated not yet/ })).toBeVisible();
});

it('says in words which roles are wanted', async () => {
  open();
  const people = within(await screen.findByRole('region', { name: 'People' }));
  expect(people.getAllByText('nobody yet, wanted')).toHaveLength(2); // commander and communications at SEV2
  expect(people.queryByText(/\*/)).not.toBeInTheDocument();
});

it('says on every tab that it is a drill', async () => {
  const { user } = open({ drill: true });
  expect(await screen.findByText('This is a drill')).toBeVisible();
  await user.click(screen.getByRole('tab', { name: 'Actions' }));
  expect(screen.getByText('This is a drill')).toBeVisible();
});

it('reads a record whose link is refused today, and shows that link as text', async () => {
  const link = { kind: 'log', at: '2026-11-20T14:31:00.000Z', by: { uid: 'u-luc', name: 'Luc' } } as const;
  open({
    links: {
      one: { ...link, title: 'Elsewhere', url: '/\\evil.example' },
      two: { ...link, title: 'Bad port', url: 'https://logs.example:99999/' },
      three: { ...link, title: 'Logs', url: 'https://logs.example/' },
    },
  });
  const links = within(await screen.findByRole('region', { name: 'Links' }));
  expect(links.getAllByRole('link').map((each) => each.getAttribute('href'))).toEqual(['https://logs.example/']);
  expect(links.getByText('/\\evil.example')).toBeVisible();
  expect(links.getByText('https://logs.example:99999/')).toBeVisible();
});

it('keeps a title that Escape leaves, and leads the focus to the note', async () => {
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Change the title' }));
  await user.type(screen.getByRole('textbox', { name: 'Title' }), ' again{Escape}');
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'What happened' })).toHaveFocus());
  await user.click(screen.getByRole('button', { name: 'Change the title' }));
  expect(screen.getByRole('textbox', { name: 'Title' })).toHaveValue('Quotes service down again');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await user.click(screen.getByRole('button', { name: 'Change the title' }));
  expect(screen.getByRole('textbox', { name: 'Title' })).toHaveValue('Quotes service down');
});

it('begins a dialog that a menu opened in its first field', async () => {
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: /^Status/ }));
  await user.click(screen.getByRole('menuitem', { name: /Void/ }));
  await waitFor(() => expect(screen.getByRole('combobox', { name: 'Why' })).toHaveFocus());
});

it('asks before a link is removed, and says where it led', async () => {
  const link = { kind: 'log', at: '2026-11-20T14:31:00.000Z', by: { uid: 'u-luc', name: 'Luc' } } as const;
  const { user } = open({ links: { one: { ...link, title: 'Logs', url: 'https://logs.example/q?x=1' } } });
  await user.click(await screen.findByRole('button', { name: 'Remove “Logs”' }));
  const question = await openedDialog();
  expect(question.getByText('https://logs.example/q?x=1')).toBeVisible();
  await user.click(question.getByRole('button', { name: 'Cancel' }));
  expect(screen.getByRole('link', { name: 'Logs' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Remove “Logs”' }));
  await user.click((await openedDialog()).getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Logs' })).not.toBeInTheDocument());
});
