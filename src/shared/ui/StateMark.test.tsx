import React from 'react';
import { render, screen } from '../../test/render';
import { StateMark } from './StateMark';

it('is read out in words where none stand beside it, and not twice where they do', async () => {
  render(
    <>
      <StateMark mark="bad" label="Breached" />
      <p>
        <StateMark mark="bad" /> Overdue
      </p>
    </>
  );
  expect(await screen.findByRole('img', { name: 'Breached' })).toBeVisible();
  expect(screen.getAllByRole('img')).toHaveLength(1);
  expect(screen.getByText('■', { selector: 'p span' })).toHaveAttribute('aria-hidden', 'true');
});
