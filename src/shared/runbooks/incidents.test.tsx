import React, { useState } from 'react';
import { exampleIncident } from '../../domain/incident/example';
import { incidentKind } from '../../domain/incident/kind';
import { type Incident } from '../../domain/incident/schema';
import { fromResource, type Resource } from '../../domain/record/resource';
import { openedRunbooks } from '../../domain/runbook/opened';
import { runKind } from '../../domain/runbook/run';
import { runbookKind } from '../../domain/runbook/runbook';
import { emptyRun, type RunbookRun } from '../../domain/runbook/runSchema';
import { emptyContent, emptyRunbook } from '../../domain/runbook/schema';
import { grafana } from '../../test/grafana';
import { render, screen, waitFor } from '../../test/render';
import { type HelpedAnswers, HelpedFields, lacksWhy, useFinishRuns, useUsedRunbooks } from './HelpedFields';
import { KnownProblem } from './KnownProblem';
import { RunbooksFor } from './RunbooksFor';

const by = { uid: 'u-ana', name: 'Ana' };
const at = '2026-11-20T03:00:00Z';
const RUN = 'run-202611200300-0123456789abcdef0123';
const incident: Incident = {
  ...exampleIncident('en'),
  name: 'inc-2026-0007',
  title: 'Redis refuses connections again',
  services: { redis: 'Redis' },
};

function hold() {
  grafana.holds(runbookKind, 'rb-redis', {
    ...emptyRunbook('id'),
    ...emptyContent('Redis refuses connections'),
    services: ['redis'],
    steps: { a: { kind: 'confirm', position: 1, title: 'Look' } },
    sections: { diagnosis: 'Look' },
    version: 1,
    created: { at, by },
    saved: { at, by },
  });
}
function holdRun() {
  const steps = { a: { kind: 'confirm', position: 1, title: 'Look' } } as const;
  grafana.holds(runKind, RUN, {
    ...emptyRun(RUN),
    runbook: 'rb-redis',
    title: 'Redis refuses connections',
    version: 1,
    steps,
    incident: incident.name,
    started: { at, by },
  });
}
function storedIncident(): Incident {
  const parsed = fromResource(incidentKind, grafana.records.get(incident.name) as Resource);
  return parsed.state === 'ok' ? parsed.record : incident;
}
function storedRun(): RunbookRun | undefined {
  const found = [...grafana.records.values()].find(({ metadata }) => metadata.name.startsWith('run-'));
  const parsed = found && fromResource(runKind, found as Resource);
  return parsed?.state === 'ok' ? parsed.record : undefined;
}

it('offers a runbook with its reasons, and runs it for the incident', async () => {
  hold();
  grafana.holds(incidentKind, incident.name, incident);
  const { user, address } = render(<RunbooksFor incident={incident} mayWrite />);
  expect(await screen.findByText(/service redis · words redis, refuse, connection/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: /^Run “Redis refuses connections”/ }));
  await waitFor(() => expect(address()).toMatch(/\/runbooks\/runs\/run-/));
  await waitFor(() => expect(storedRun()).toMatchObject({ incident: incident.name, runbook: 'rb-redis', version: 1 }));
});

it('does not name a private incident in a run, which everybody may read', async () => {
  hold();
  const { user } = render(<RunbooksFor incident={{ ...incident, private: true }} mayWrite />);
  await user.click(await screen.findByRole('button', { name: /^Run “Redis refuses connections”/ }));
  await waitFor(() => expect(storedRun()?.runbook).toBe('rb-redis'));
  expect(storedRun()?.incident).toBeUndefined();
});

it('keeps the place of the runbooks until they are known, and says so', async () => {
  hold();
  render(<RunbooksFor incident={incident} mayWrite />);
  const strip = screen.getByRole('region', { name: 'Runbooks for this' });
  expect(strip).toHaveTextContent('Looking for those that fit…');
  expect(await screen.findByRole('link', { name: 'Redis refuses connections' })).toBeVisible();
  expect(strip).not.toHaveTextContent('Looking');
});

it('shows nothing where nothing fits', async () => {
  hold();
  render(<RunbooksFor incident={{ ...incident, title: 'Disk', services: {}, sections: {} }} mayWrite />);
  await waitFor(() => expect(screen.queryByText('Runbooks for this')).not.toBeInTheDocument());
});

it('names a known problem while one is typed, not for a service alone', async () => {
  hold();
  const { rerender } = render(<KnownProblem title="Redis refuses connections" summary="" services={{}} />);
  expect(await screen.findByText('A known problem?')).toBeVisible();
  rerender(<></>);
  render(<KnownProblem title="Nothing alike" summary="" services={{ redis: 'Redis' }} />);
  await waitFor(() => expect(grafana.requests).toBeGreaterThan(2));
  expect(screen.queryByText('A known problem?')).not.toBeInTheDocument();
});

function Closing({ incident: closed = incident }: { incident?: Incident }) {
  const used = useUsedRunbooks(closed);
  const [answers, setAnswers] = useState<HelpedAnswers>({});
  const finish = useFinishRuns(closed);
  return (
    <>
      <HelpedFields used={used} answers={answers} onChange={setAnswers} />
      <button onClick={() => !lacksWhy(answers) && finish(used, answers)}>close</button>
    </>
  );
}

it('asks on closing whether the runbooks helped, and wants to know why not', async () => {
  hold();
  holdRun();
  const { user } = render(<Closing />);
  await user.click(await screen.findByRole('combobox', { name: 'Did “Redis refuses connections” help?' }));
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}'); // the list itself needs a real layout
  await user.click(screen.getByRole('button', { name: 'close' }));
  expect(screen.getByText('This is required')).toBeVisible();
  await user.type(screen.getByRole('textbox', { name: /Why, for/ }), 'too slow');
  await user.click(screen.getByRole('button', { name: 'close' }));
  await waitFor(() => expect(storedRun()?.finished).toMatchObject({ helped: 'no', why: 'too slow' }));
});

it('tells in the timeline once that a runbook was opened', async () => {
  hold();
  grafana.holds(incidentKind, incident.name, incident);
  const { user } = render(<RunbooksFor incident={incident} mayWrite />);
  await user.click(await screen.findByRole('link', { name: 'Redis refuses connections' }));
  await waitFor(() => expect(openedRunbooks(storedIncident())).toEqual(['rb-redis']));
});

it('asks on closing about a runbook that was only read', async () => {
  hold();
  const opened = { kind: 'runbook', text: 'Opened', link: '/a/haddock-opsbook-app/runbooks/rb-redis' } as const;
  const { user } = render(<Closing incident={{ ...incident, timeline: { e: { ...opened, at, entered: at, by } } }} />);
  await user.click(await screen.findByRole('combobox', { name: 'Did “Redis refuses connections” help?' }));
  await user.keyboard('{Enter}');
  await user.click(screen.getByRole('button', { name: 'close' }));
  await waitFor(() =>
    expect(storedRun()).toMatchObject({
      runbook: 'rb-redis',
      incident: incident.name,
      finished: { helped: expect.any(String) },
    })
  );
});
