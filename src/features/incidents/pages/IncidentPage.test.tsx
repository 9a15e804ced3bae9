import React from 'react';
import { Link } from 'react-router-dom';
import { exampleIncident } from '../../../domain/incident/example';
import { incidentKind, type Incident } from '../../../domain/incident/kind';
import { readTimeline } from '../../../domain/incident/timeline';
import { fromResource, type Resource } from '../../../domain/record/resource';
import { INCIDENTS_PATH } from '../../../shared/incidents/paths';
import { grafana } from '../../../test/grafana';
import { liveSaved } from '../../../test/live';
import { render, screen, waitFor, within } from '../../../test/render';
import { quotesDown } from '../testIncidents';
import { IncidentPage } from './IncidentPage';

interface Choices {
  id: string;
  value: string | null;
  options: Array<{ value: string; label: string }>;
  onChange: (option: { value: string }) => void;
}

// the list of a Combobox has no choices without a layout, which jsdom lacks: the survivor of a merge is picked from a select
jest.mock('@grafana/ui', () => {
  const ui = jest.requireActual('@grafana/ui');
  return {
    ...ui,
    Combobox: (props: Choices) =>
      props.id === 'merge-into' ? (
        <select
          id={props.id}
          value={props.value ?? ''}
          onChange={({ currentTarget }) => props.onChange({ value: currentTarget.value })}
        >
          <option value="" />
          {props.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      ) : (
        <ui.Combobox {...props} />
      ),
  };
});

const NAME = 'inc-2026-0142';
const open = (part: Partial<Incident> = {}, search = '') => {
  grafana.holds(incidentKind, NAME, quotesDown(part));
  return render(<IncidentPage />, { path: `/incidents/${NAME}${search}`, route: '/incidents/:name' });
};
const stored = (name = NAME): Incident => {
  const parsed = fromResource(incidentKind, grafana.records.get(name) as Resource);
  if (parsed.state !== 'ok') {
    throw new Error(`${name} is ${parsed.state}`);
  }
  return parsed.record;
};
const input = () => screen.findByRole('textbox', { name: 'What happened' });
const timeline = () => screen.getByRole('list', { name: 'Timeline' });
const texts = () => Object.values(stored().timeline).map(({ text }) => text);

describe('timeline', () => {
  it('adds an entry with Enter, keeps the focus, and sends it as one patch', async () => {
    const { user } = open();
    await user.type(await input(), 'Restarted **Redis**{Enter}');
    expect(await within(timeline()).findByText('Redis')).toBeVisible();
    expect(await input()).toHaveValue('');
    expect(await input()).toHaveFocus();
    await waitFor(() => expect(texts()).toContain('Restarted **Redis**'));
    expect(grafana.writes.map(({ method }) => method)).toEqual(['PATCH']);
    await waitFor(() => expect(screen.queryByRole('img', { name: /waiting/i })).not.toBeInTheDocument());
  });

  it('keeps what was typed when Grafana refuses, and says why', async () => {
    grafana.refusesWrites(403);
    const { user } = open();
    await user.type(await input(), 'Restarted Redis{Enter}');
    expect((await screen.findAllByText(/you may not do this/i))[0]).toBeVisible();
    expect(screen.getAllByText('Restarted Redis')[0]).toBeVisible();
  });

  it('marks an entry as waiting while the server is gone, then sends it once', async () => {
    grafana.fails(/\/dashboards\//, 0, { method: 'PATCH' });
    grafana.fails(/\/dashboards\//, 0, { method: 'PUT' });
    const { user, outbox } = open();
    await user.type(await input(), 'Restarted Redis{Enter}');
    expect(await within(timeline()).findByRole('img', { name: /waiting/i })).toBeVisible();
    grafana.heals();
    outbox.flush(true);
    await waitFor(() => expect(texts().filter((text) => text === 'Restarted Redis')).toHaveLength(1));
  });

  it('does nothing with an empty text and refuses a hundred kilobytes at the field', async () => {
    const { user } = open();
    await user.type(await input(), '  {Enter}');
    await user.click(await input());
    await user.paste('x'.repeat(100_000));
    await user.keyboard('{Enter}');
    expect(await screen.findByText(/at most 20000 characters/i)).toBeVisible();
    expect(await input()).toHaveValue(`  ${'x'.repeat(100_000)}`);
    expect(grafana.writes).toHaveLength(0);
  });

  it('shows HTML and script as text', async () => {
    const { user } = open();
    await user.type(await input(), '<img src=x onerror=alert(1)> [[x](javascript:alert(1)){Enter}');
    await within(timeline()).findByText(/x/, { selector: 'p, p *' });
    expect(timeline().querySelector('[onerror]')).toBeNull();
    expect(timeline().querySelector('a[href^="javascript"]')).toBeNull();
  });

  it('completes and runs commands', async () => {
    const { user } = open();
    await user.type(await input(), '/st');
    await user.tab();
    expect(await input()).toHaveValue('/status ');
    await user.type(await input(), 'identified{Enter}');
    await waitFor(() => expect(stored().status).toBe('identified'));
    await user.type(await input(), '/nonsense{Enter}');
    expect(await screen.findByText(/is not a command/)).toBeVisible();
    expect(await input()).toHaveValue('/nonsense');
  });

  it('corrects an entry by a later one', async () => {
    const { user } = open();
    await user.type(await input(), 'Restarted Rdis{Enter}');
    await waitFor(() => expect(texts()).toContain('Restarted Rdis'));
    await user.click(within(timeline()).getAllByRole('button', { name: 'Entry menu' })[0]);
    await user.click(await screen.findByRole('menuitem', { name: /correct/i }));
    const correction = screen.getByRole('textbox', { name: 'Correction' });
    await user.clear(correction);
    await user.type(correction, 'Restarted Redis');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(texts()).toEqual(expect.arrayContaining(['Restarted Rdis', 'Restarted Redis'])));
    expect(within(timeline()).getByText('corrected')).toBeVisible();
  });

  it('shows what somebody else wrote', async () => {
    open();
    await input();
    grafana.holds(incidentKind, NAME, {
      ...quotesDown(),
      timeline: {
        ...quotesDown().timeline,
        other: {
          at: '2026-11-20T14:40:00Z',
          entered: '2026-11-20T14:40:00Z',
          by: { uid: 'u-luc', name: 'Luc' },
          kind: 'note',
          text: 'Redis refuses connections',
        },
      },
    });
    liveSaved(NAME, grafana.records.get(NAME)?.metadata.resourceVersion ?? '');
    expect(await screen.findByText('Redis refuses connections')).toBeVisible();
  });
});

describe('status', () => {
  it('moves on with two clicks', async () => {
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Status: Declared' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Investigating' }));
    expect(await screen.findByRole('button', { name: 'Status: Investigating' })).toBeVisible();
    await waitFor(() => expect(stored().milestones.investigating).toBeDefined());
  });

  it('lists what stands against resolving, and goes on in writing', async () => {
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: /^resolve…/i }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Resolve' }));
    expect(await dialog.findByText(/the time of “detected” is not known/i)).toBeVisible();
    expect(dialog.getByText(/the time of “mitigated” is not known/i)).toBeVisible();
    await user.type(dialog.getByRole('textbox', { name: /go on all the same/i }), 'Support says it works again');
    await user.click(dialog.getByRole('button', { name: 'Resolve' }));
    await waitFor(() => expect(stored().status).toBe('resolved'));
  });

  it('sets the severity', async () => {
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Severity: SEV2' }));
    await user.click(await screen.findByRole('menuitem', { name: /SEV1/ }));
    await waitFor(() => expect(stored().severity).toBe('sev1'));
    expect(grafana.records.get(NAME)?.spec.title).toBe('INC-2026-0142 · SEV1 · Quotes service down');
  });

  it('leads from a merged duplicate to the survivor', async () => {
    grafana.holds(incidentKind, 'inc-2026-0141', quotesDown({ name: 'inc-2026-0141', id: 'uuid-141' }));
    const { address } = open({ status: 'void', voided: { reason: 'duplicate' }, duplicateOf: 'inc-2026-0141' });
    await waitFor(() => expect(address()).toBe('/a/haddock-opsbook-app/incidents/inc-2026-0141?from=inc-2026-0142'));
  });

  it('opens one of two that were merged into each other', async () => {
    const merged = { status: 'void', voided: { reason: 'duplicate' } } as const;
    grafana.holds(incidentKind, NAME, quotesDown({ ...merged, duplicateOf: 'inc-2026-0141' }));
    grafana.holds(
      incidentKind,
      'inc-2026-0141',
      quotesDown({ ...merged, name: 'inc-2026-0141', id: 'uuid-141', duplicateOf: NAME })
    );
    const { address } = render(<IncidentPage />, {
      path: `${INCIDENTS_PATH}/${NAME}`,
      route: `${INCIDENTS_PATH}/:name`,
    });
    expect(await screen.findByText('INC-2026-0142 was merged into this incident')).toBeVisible();
    expect(address()).toBe(`${INCIDENTS_PATH}/inc-2026-0141?from=inc-2026-0142`);
  });
});

it('leaves what is typed with the incident it was typed for', async () => {
  grafana.holds(incidentKind, 'inc-2026-0141', quotesDown({ name: 'inc-2026-0141', id: 'uuid-141' }));
  grafana.holds(incidentKind, NAME, quotesDown());
  const page = (
    <>
      <Link to={`${INCIDENTS_PATH}/inc-2026-0141`}>other</Link>
      <Link to={`${INCIDENTS_PATH}/${NAME}`}>first</Link>
      <IncidentPage />
    </>
  );
  const { user } = render(page, { path: `${INCIDENTS_PATH}/${NAME}`, route: `${INCIDENTS_PATH}/:name` });
  await input();
  await user.click(screen.getByRole('link', { name: 'other' }));
  await user.type(await input(), 'about the other');
  await user.click(screen.getByRole('link', { name: 'first' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'INC-2026-0142' })).toBeVisible();
  expect(await input()).toHaveValue('');
  await user.click(screen.getByRole('link', { name: 'other' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'INC-2026-0141' })).toBeVisible();
  expect(await input()).toHaveValue('about the other');
});

it('takes a role', async () => {
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: /take the role commander/i }));
  await waitFor(() => expect(stored().roles.commander.person).toEqual({ uid: 'u-ana', name: 'Ana' }));
});

it('refuses milestones that cannot be', async () => {
  const { user } = open({ milestones: { declared: '2026-11-20T14:30:00Z', started: '2026-11-20T14:20:00Z' } });
  await user.click(await screen.findByRole('button', { name: /○ mitigated/ }));
  const field = screen.getByLabelText(/^mitigated \(/);
  await user.clear(field);
  await user.type(field, '2026-11-20T14:00:00');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/cannot be before/)).toBeVisible();
  expect(grafana.writes).toHaveLength(0);
});

describe('report', () => {
  it('is the document, in both languages', async () => {
    grafana.holds(incidentKind, 'inc-2024-001', exampleIncident());
    const { user } = render(<IncidentPage />, {
      path: '/incidents/inc-2024-001?tab=report',
      route: '/incidents/:name',
    });
    expect(await screen.findByRole('heading', { name: 'Incident report - INC-2024-001' })).toBeVisible();
    expect(screen.getByText(/: 45 min/)).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'Français' }));
    expect(await screen.findByRole('heading', { name: 'Chronologie' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show Markdown' }));
    expect(screen.getByText(/- \*\*Durée\*\* : 45 min/)).toBeVisible();
  });

  it('edits one text and keeps both when somebody else was faster', async () => {
    const { user } = open({}, '?tab=report');
    await user.click(await screen.findByRole('button', { name: 'Edit “Root cause”' }));
    await user.type(screen.getByRole('textbox', { name: 'Root cause' }), 'Redis was full');
    const theirs = { text: 'DNS', at: '2026-11-20T15:00:00Z', by: { uid: 'u-luc', name: 'Luc' } };
    grafana.holds(incidentKind, NAME, quotesDown({ sections: { cause: theirs } }));
    liveSaved(NAME, '1');
    expect(await screen.findByText('Luc changed this text meanwhile')).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Root cause' })).toHaveValue('Redis was full');
    await user.click(screen.getByRole('button', { name: 'Replace it with mine' }));
    await waitFor(() => expect(stored().sections.cause?.text).toBe('Redis was full'));
  });

  it('asks when the refusal comes from Grafana’s copy', async () => {
    const { user } = open({}, '?tab=report');
    await user.click(await screen.findByRole('button', { name: 'Edit “Root cause”' }));
    await user.type(screen.getByRole('textbox', { name: 'Root cause' }), 'Redis was full');
    const theirs = { text: 'DNS', at: '2026-11-20T15:00:00Z', by: { uid: 'u-luc', name: 'Luc' } };
    grafana.holds(incidentKind, NAME, quotesDown({ sections: { cause: theirs } })); // nobody told this page
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Replace it with mine')).toBeVisible();
    expect(screen.getByText('Redis was full')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Keep theirs' }));
    await waitFor(() => expect(screen.queryByText('Redis was full')).not.toBeInTheDocument());
    expect(stored().sections.cause?.text).toBe('DNS');
  });
});

describe('the review', () => {
  it('is signed off after a question that lists what is open', async () => {
    const { user } = open({ severity: 'sev4' }, '?tab=review');
    await user.click(await screen.findByRole('button', { name: 'Send to review' }));
    await user.click(await screen.findByRole('button', { name: 'Sign off…' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('Nobody owns it')).toBeVisible();
    expect(dialog.getByText('6 of its steps are not done')).toBeVisible();
    expect(stored().review?.state).toBe('inReview');
    await user.click(dialog.getByRole('button', { name: 'Sign it off all the same' }));
    await waitFor(() =>
      expect(stored().review).toMatchObject({ state: 'reviewed', signedOff: { by: { name: 'Ana' } } })
    );
    expect(await screen.findByText(/signed off by Ana/)).toBeVisible();
  });

  it('is signed off by another person where the severity demands it', async () => {
    const { user } = open({}, '?tab=review');
    await user.click(await screen.findByRole('button', { name: 'Send to review' }));
    await user.click(await screen.findByRole('button', { name: 'Sign off…' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/at this severity another person does/)).toBeVisible();
    expect(dialog.getByRole('button', { name: /Sign it off/ })).toBeDisabled();
  });
});

describe('the note input', () => {
  it('has the focus on arrival and after a dialog', async () => {
    const { user } = open();
    await waitFor(async () => expect(await input()).toHaveFocus());
    await user.click(screen.getByRole('button', { name: /^resolve…/i }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Cancel' }));
    await waitFor(async () => expect(await input()).toHaveFocus());
  });
});

it('keeps what was typed in a dialog that Escape closed', async () => {
  const { user } = open({ status: 'resolved' });
  const reopen = async () => {
    await user.click(await screen.findByRole('button', { name: 'Reopen…' }));
    return screen.findByRole('textbox', { name: 'Why' });
  };
  await user.type(await reopen(), 'Errors are back');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(await reopen()).toHaveValue('Errors are back');
});

it('offers a final update once it is resolved', async () => {
  open({ status: 'resolved', milestones: { declared: '2026-11-20T14:30:00Z', resolved: '2026-11-20T15:00:00Z' } });
  expect(await screen.findByText('Nobody has been told yet that it is over')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Post final update' })).toBeVisible();
});

it('says what closing leaves open', async () => {
  const base = { created: '2026-11-20T14:30:00Z', by: { uid: 'u-ana', name: 'Ana' } };
  const { user } = open({
    status: 'resolved',
    tasks: { t1: { ...base, title: 'Tell support', state: 'open' } },
    actions: { a1: { ...base, title: 'Raise limits', state: 'open' } },
  });
  await user.click(await screen.findByRole('button', { name: 'Close…' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('Closing leaves 2 tasks and actions open')).toBeVisible();
  expect(dialog.getByText('Tell support')).toBeVisible();
});

it('undoes a withdrawal', async () => {
  const { user } = open();
  await user.type(await input(), 'Restarted Redis{Enter}');
  await user.click((await screen.findAllByRole('button', { name: 'Entry menu' }))[0]);
  await user.click(await screen.findByRole('menuitem', { name: 'Withdraw' }));
  await user.click(await screen.findByRole('button', { name: 'Undo the withdrawal' }));
  await waitFor(() =>
    expect(readTimeline(stored()).find(({ text }) => text === 'Restarted Redis')?.withdrawn).toBe(false)
  );
});

describe('merging', () => {
  const merge = async () => {
    const { user } = open();
    await screen.findAllByText(/INC-2026-0141/); // the list of incidents is there
    await user.click(await screen.findByRole('button', { name: /^Status/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Merge into another incident…' }));
    expect(await screen.findByRole('dialog', { name: /Merge INC-2026-0142/ })).toBeVisible();
    await user.selectOptions(screen.getByRole('combobox', { name: /Incident that goes on/ }), 'inc-2026-0141');
    await user.click(await screen.findByRole('button', { name: 'Merge' }));
    return { user };
  };

  it('leaves the duplicate alone when the survivor cannot take it', async () => {
    grafana.holds(incidentKind, 'inc-2026-0141', quotesDown({ name: 'inc-2026-0141', id: 'uuid-141' }));
    grafana.fails(/inc-2026-0141$/, 403, { method: 'PUT' });
    await merge();
    expect(await screen.findByText(/You may not do this/)).toBeVisible();
    expect(stored().status).toBe('declared');
  });

  it('of a real incident into a drill is refused', async () => {
    grafana.holds(incidentKind, 'inc-2026-0141', quotesDown({ name: 'inc-2026-0141', id: 'uuid-141', drill: true }));
    await merge();
    expect(await screen.findByText(/cannot be merged into a drill/)).toBeVisible();
    expect(stored().status).toBe('declared');
  });
});

describe('without permission to write', () => {
  it('has no controls and says who can change it', async () => {
    grafana.options.canWrite = false;
    open();
    expect(await screen.findByText(/read-only for you/i)).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'What happened' })).not.toBeInTheDocument());
    expect(screen.queryByRole('button', { name: /take the role/i })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /resolve/i })).not.toBeInTheDocument();
    expect(screen.getByText('Quotes service down')).toBeVisible();
  });
});

it('counts while it is open, and then says how long it took as the list does', async () => {
  open({
    status: 'resolved',
    milestones: {
      started: '2026-11-20T14:00:00.000Z',
      declared: '2026-11-20T14:10:00.000Z',
      resolved: '2026-11-20T15:05:20.000Z',
    },
  });
  expect(await screen.findByRole('timer')).toHaveTextContent(/^1 h 05$/);
});

describe('when it cannot be read', () => {
  it('offers a deleted one back from the trash', async () => {
    grafana.holds(incidentKind, NAME, quotesDown());
    grafana.delete(NAME);
    const { user } = render(<IncidentPage />, { path: `/incidents/${NAME}`, route: '/incidents/:name' });
    await user.click(await screen.findByRole('button', { name: /restore it/i }));
    expect(await input()).toBeVisible();
  });

  it('shows a damaged one as it is', async () => {
    grafana.holds(incidentKind, NAME, { ...quotesDown(), status: 'exploded' } as never);
    render(<IncidentPage />, { path: `/incidents/${NAME}`, route: '/incidents/:name' });
    expect(await screen.findByText(/this record cannot be read/i)).toBeVisible();
    expect(screen.getByText(/exploded/)).toBeInTheDocument();
  });

  it('shows one of a newer plugin read-only', async () => {
    grafana.holds(incidentKind, NAME, { ...quotesDown(), schema: 2 });
    render(<IncidentPage />, { path: `/incidents/${NAME}`, route: '/incidents/:name' });
    expect(await screen.findByText(/newer version of Opsbook/)).toBeVisible();
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  });
});
