import React, { useState } from 'react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useFocusLost } from './focusLost';

const lost = jest.fn();

function Page() {
  const [shown, setShown] = useState(['Take', 'Accept']);
  const [isBusy, setBusy] = useState(false);
  useFocusLost(lost);
  return (
    <>
      {shown.map((name) => (
        <button key={name} onClick={() => setShown(shown.filter((each) => each !== name))}>
          {name}
        </button>
      ))}
      <button disabled={isBusy} onClick={() => setBusy(true)}>
        Capture
      </button>
      <p>Elsewhere</p>
    </>
  );
}

beforeEach(() => lost.mockClear());

it('tells when the button that was pressed is gone', async () => {
  render(<Page />);
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(lost).toHaveBeenCalledTimes(1));
});

it('leaves the focus alone that a click elsewhere gave up', async () => {
  const { unmount } = render(<Page />);
  await userEvent.click(screen.getByRole('button', { name: 'Capture' }));
  await userEvent.click(screen.getByText('Elsewhere'));
  unmount();
  expect(lost).not.toHaveBeenCalled();
});
