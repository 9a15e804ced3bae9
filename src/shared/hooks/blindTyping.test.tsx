import React from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beginBlindTyping, takeBlindlyTyped, useBlindTyping } from './blindTyping';

const shortcut = jest.fn();

function Page({ hasField = false }) {
  useBlindTyping();
  return <>{hasField && <textarea data-opsbook-note aria-label="Note" />}</>;
}

beforeEach(() => {
  shortcut.mockClear();
  document.addEventListener('keydown', shortcut);
});
afterEach(() => document.removeEventListener('keydown', shortcut));

it('keeps what is typed before the field is there from every shortcut', async () => {
  render(<Page />);
  beginBlindTyping();
  await userEvent.keyboard('nginx is down');
  expect(shortcut).not.toHaveBeenCalled();
  expect(takeBlindlyTyped()).toBe('nginx is down');
});

it('leads the keys to the field once it is there', async () => {
  render(<Page hasField />);
  beginBlindTyping();
  await userEvent.keyboard('nginx');
  expect(screen.getByRole('textbox')).toHaveValue('nginx');
});

it.each([
  ['Escape', () => userEvent.keyboard('{Escape}')],
  ['a click', () => userEvent.click(document.body)],
])('ends with %s', async (_, end) => {
  render(<Page />);
  beginBlindTyping();
  await end();
  shortcut.mockClear();
  await userEvent.keyboard('g');
  expect(shortcut).toHaveBeenCalledTimes(1);
  expect(takeBlindlyTyped()).toBe('');
});

it('takes keys from the form that was sent, and corrections along', async () => {
  render(
    <>
      <Page />
      <input aria-label="Title" />
    </>
  );
  await userEvent.click(screen.getByLabelText('Title'));
  beginBlindTyping();
  await userEvent.keyboard('nginz{Backspace}x');
  expect(screen.getByLabelText('Title')).toHaveValue('');
  expect(takeBlindlyTyped()).toBe('nginx');
});
