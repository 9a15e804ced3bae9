import React from 'react';
import { incidentKind } from '../../../domain/incident/kind';
import { type Action } from '../../../domain/incident/schema';
import { fromResource, type Resource } from '../../../domain/record/resource';
import { grafana } from '../../../test/grafana';
import { liveSaved } from '../../../test/live';
import { render, screen, waitFor, within } from '../../../test/render';
import { IncidentPage } from '../pages/IncidentPage';
import { quotesDown } from '../testIncidents';

const NAME = 'inc-2026-0142';
const action = (part: Partial<Action> = {}): Action => ({
  title: 'Raise the memory limit',
  state: 'open',
  created: '2026-11-20T14:30:00.000Z',
  by: { uid: 'u-ana', name: 'Ana' },
  measure: { expr: 'redis_memory_share', comparison: '<', threshold: 0.8 },
  ...part,
});
const open = (one: Action) => {
  grafana.holds(incidentKind, NAME, quotesDown({ actions: { one } }));
  return render(<IncidentPage />, { path: `/incidents/${NAME}?tab=actions`, route: '/incidents/:name' });
};
it.each([
  [0.5, 'the measure is met'],
  [0.9, 'the measure is not met'],
])('says whether %d meets the measure now', async (value, label) => {
  grafana.answers(/redis_memory_share/, value);
  open(action());
  expect(await screen.findByRole('img', { name: label })).toBeVisible();
  expect(screen.getByText(new RegExp(`now ${value}`))).toBeVisible();
});

it('says so when the measure’s data source was deleted', async () => {
  open(action({ measure: { expr: 'up', comparison: '<', threshold: 1, datasource: 'gone' } }));
  expect(await screen.findByText(/its data source is not there any more/)).toBeVisible();
  expect(grafana.queries).toHaveLength(0);
});

it('says so when nothing answers the measure', async () => {
  open(action());
  expect(await screen.findByText(/no data/)).toBeVisible();
  expect(screen.getByRole('img', { name: 'unknown' })).toBeVisible();
});

describe('the form of an action', () => {
  const stored = (): Action | undefined => {
    const parsed = fromResource(incidentKind, grafana.records.get(NAME) as Resource);
    return parsed.state === 'ok' ? parsed.record.actions.one : undefined;
  };
  const edit = async (one: Action) => {
    const { user } = open(one);
    await user.click(await screen.findByRole('button', { name: /^Change “/ }));
    return { user, form: within(await screen.findByRole('dialog')) };
  };
  it('says in words where a success query stops making sense', async () => {
    const { user, form } = await edit(action());
    await user.clear(form.getByLabelText('Success measure (PromQL)'));
    await user.type(form.getByLabelText('Success measure (PromQL)'), 'sum(up))');
    expect(await form.findByText('The query stops making sense at character 8, near “)”')).toBeVisible();
  });

  const theySave = async (one: Action, seenAs: RegExp) => {
    grafana.holds(incidentKind, NAME, quotesDown({ actions: { one } }));
    liveSaved(NAME, grafana.records.get(NAME)?.metadata.resourceVersion ?? '');
    await screen.findAllByText(seenAs);
  };

  it('empties what is emptied', async () => {
    const full = action({ due: '2026-12-01', owner: { uid: 'u-ana', name: 'Ana' }, type: 'prevent' });
    const { user, form } = await edit(full);
    await user.clear(form.getByLabelText('Due'));
    await user.clear(form.getByRole('textbox', { name: /^Success measure/ }));
    await user.click(form.getByRole('button', { name: 'Save' }));
    const { measure, due, ...rest } = full;
    await waitFor(() => expect(stored()).toEqual(rest));
  });

  it('leaves alone what somebody else changed meanwhile', async () => {
    const { user, form } = await edit(action({ due: '2026-12-01' }));
    await theySave(action({ due: '2026-12-24', state: 'doing' }), /2026-12-24/);
    await user.type(form.getByRole('textbox', { name: /^What is to be done/ }), ' to 2 GiB');
    await user.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(stored()).toEqual(action({ title: 'Raise the memory limit to 2 GiB', due: '2026-12-24', state: 'doing' }))
    );
  });

  it('says once that the state moved, then takes what is saved again', async () => {
    const { user, form } = await edit(action());
    await theySave(action({ state: 'doing', due: '2026-12-24' }), /2026-12-24/);
    await user.click(form.getByRole('combobox', { name: /^State/ }));
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}'); // the list itself needs a real layout
    await user.click(form.getByRole('button', { name: 'Save' }));
    expect(await form.findByText('Somebody else changed this meanwhile')).toBeVisible();
    expect(stored()?.state).toBe('doing');
    await user.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(stored()).toMatchObject({ state: 'done', due: '2026-12-24' }));
  });

  it('takes no emptied threshold for 0', async () => {
    const { user, form } = await edit(action());
    await user.clear(form.getByRole('spinbutton', { name: 'Threshold' }));
    expect(form.getByText('This is required')).toBeVisible();
    expect(form.getByRole('button', { name: 'Save' })).toBeDisabled();
  });
});
