import React from 'react';
import { fireEvent } from '@testing-library/react';
import { type Incident, incidentKind } from '../../../domain/incident/kind';
import { fromResource, type Resource } from '../../../domain/record/resource';
import { grafana } from '../../../test/grafana';
import { openedDialog, render, screen, waitFor } from '../../../test/render';
import { IncidentPage } from '../pages/IncidentPage';
import { quotesDown } from '../testIncidents';

const NAME = 'inc-2026-0142';
const note = {
  at: '2026-11-20T14:45:00.000Z',
  entered: '2026-11-20T14:45:00.000Z',
  by: { uid: 'u-luc', name: 'Luc' },
  kind: 'note' as const,
  text: 'Restarted Redis',
};

const open = (search = '?tab=report') => {
  grafana.holds(incidentKind, NAME, quotesDown({ timeline: { note } }));
  return render(<IncidentPage />, { path: `/incidents/${NAME}${search}`, route: '/incidents/:name' });
};
function stored(): Incident {
  const parsed = fromResource(incidentKind, grafana.records.get(NAME) as Resource);
  if (parsed.state !== 'ok') {
    throw new Error(parsed.state);
  }
  return parsed.record;
}
const fact = () => screen.findByRole('button', { name: /^Insert “2026-11-20 15:45 Restarted Redis/ });
const LINE = '- 2026-11-20 15:45 Restarted Redis (Luc)';

it('puts a fact into the text that is being written, with one click', async () => {
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Edit “Root cause”' }));
  await user.type(screen.getByRole('textbox', { name: 'Root cause' }), 'Redis was full');
  await user.click(await fact());
  expect(screen.getByRole('textbox', { name: 'Root cause' })).toHaveValue(`Redis was full\n${LINE}`);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(stored().sections.cause?.text).toBe(`Redis was full\n${LINE}`));
});

it('asks for the section when none is being written', async () => {
  const { user } = open();
  await user.click(await fact());
  await user.click(await screen.findByRole('menuitem', { name: 'Root cause' }));
  expect(await screen.findByRole('textbox', { name: 'Root cause' })).toHaveValue(LINE);
});

it('takes a fact that is dropped on a section, and nothing else', async () => {
  open();
  await fact();
  const section = screen.getByRole('button', { name: 'Edit “Root cause”' }).parentElement;
  if (!section) {
    throw new Error('no section');
  }
  const dragged = (types: Record<string, string>) => ({
    dataTransfer: { types: Object.keys(types), getData: (type: string) => types[type] ?? '' },
  });
  fireEvent.drop(section, dragged({ 'text/plain': 'something else' }));
  expect(screen.queryByRole('textbox', { name: 'Root cause' })).not.toBeInTheDocument();
  fireEvent.drop(section, dragged({ 'application/x-opsbook-fact': LINE }));
  expect(await screen.findByRole('textbox', { name: 'Root cause' })).toHaveValue(LINE);
});

it('shows no facts to people who may not write, and still prints', async () => {
  grafana.options.canWrite = false;
  const print = jest.spyOn(window, 'print').mockImplementation(() => undefined);
  const { user } = open('?tab=postmortem&lang=fr');
  await user.click(await screen.findByRole('button', { name: 'Print' }));
  expect(print).toHaveBeenCalledTimes(1);
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Facts' })).not.toBeInTheDocument());
});

it('says on the page, and so on paper, that it is a drill', async () => {
  grafana.holds(incidentKind, NAME, quotesDown({ drill: true }));
  render(<IncidentPage />, { path: `/incidents/${NAME}?tab=report`, route: '/incidents/:name' });
  expect(await screen.findByText('This is a drill.')).toBeVisible();
});

it('leads from a gap to its field, which Ctrl+Enter saves', async () => {
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Fill in “Root cause”' }));
  const cause = screen.getByRole('textbox', { name: 'Root cause' });
  expect(cause).toHaveFocus();
  await user.type(cause, 'Redis was full{Control>}{Enter}{/Control}');
  await waitFor(() => expect(stored().sections.cause?.text).toBe('Redis was full'));
  expect(screen.queryByRole('button', { name: 'Fill in “Root cause”' })).not.toBeInTheDocument();
  await waitFor(() => expect(screen.getByRole('button', { name: 'Edit “Root cause”' })).toHaveFocus());
});

it('leads from what the record does not know to where it is given', async () => {
  const { user } = open();
  const [mitigated] = await screen.findAllByRole('button', { name: 'Fill in “Timeline: unknown”' });
  await user.click(mitigated);
  const dialog = await openedDialog();
  expect(dialog.getByRole('heading', { name: 'Time of “detected”' })).toBeVisible();
});

it('goes from gap to gap', async () => {
  const { user } = open();
  const next = await screen.findByRole('button', { name: /\d+ gaps: go to the next one/ });
  await user.click(next);
  expect(document.activeElement).toHaveAccessibleName('Fill in “Summary: Duration”');
  await user.click(next);
  expect(document.activeElement).toHaveAccessibleName('Fill in “Timeline: unknown”');
});

it('leads nobody who may not write', async () => {
  grafana.options.canWrite = false;
  open();
  expect(await screen.findByText(/^\d+ gaps$/)).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('button', { name: /^Fill in/ })).not.toBeInTheDocument());
});
