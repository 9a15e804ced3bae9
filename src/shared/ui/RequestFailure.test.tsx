import React, { useState } from 'react';
import { RequestError } from '../../grafana/request';
import { render, screen, waitFor } from '../../test/render';
import { Page } from './Page';
import { RequestFailure } from './RequestFailure';

const locked = new RequestError('server', 500, 'database is locked', {}, 'database is locked');
const refused = new RequestError('forbidden', 403, '');

interface Part {
  what: string;
  error: RequestError;
  retry?: () => void;
}

function Parts({ parts }: { parts: Part[] }) {
  const [left, setLeft] = useState(parts);
  return (
    <Page title="Parts">
      {left.map(({ what, error, retry }) => (
        <RequestFailure
          key={what}
          what={what}
          error={error}
          onRetry={() => {
            retry?.();
            setLeft((before) => before.filter((each) => each.what !== what));
          }}
        />
      ))}
    </Page>
  );
}

it('tells once of what failed alike, and tries all of it again', async () => {
  const [plan, objectives] = [jest.fn(), jest.fn()];
  const { user } = render(
    <Parts
      parts={[
        { what: 'Plan', error: locked, retry: plan },
        { what: 'Objectives', error: locked, retry: objectives },
        { what: 'Silences', error: refused },
      ]}
    />
  );
  expect(await screen.findByText('Grafana had an error')).toBeVisible();
  expect(screen.getAllByText(/database is locked/)).toHaveLength(1);
  expect(screen.getByText(/Could not be read: Plan, Objectives\./)).toBeVisible();
  expect(screen.getByText('Plan: could not be read')).toBeVisible();
  expect(screen.getByText('Silences: You may not read this')).toBeVisible();
  await user.click(screen.getAllByRole('button', { name: 'Try again' })[0]);
  expect(plan).toHaveBeenCalledTimes(1);
  expect(objectives).toHaveBeenCalledTimes(1);
  await waitFor(() => expect(screen.queryByText('Grafana had an error')).not.toBeInTheDocument());
  expect(screen.getByText('Silences: You may not read this')).toBeVisible();
});

it('tells of a failure where it stands once it is the last of its kind', async () => {
  render(<Parts parts={[{ what: 'Plan', error: locked }]} />);
  expect(await screen.findByText('Plan: Grafana had an error')).toBeVisible();
  expect(screen.queryByText(/Could not be read/)).not.toBeInTheDocument();
});
