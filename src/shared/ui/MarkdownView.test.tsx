import React from 'react';
import { screen } from '@testing-library/react';
import { render } from '../../test/render';
import { MarkdownView } from './MarkdownView';

it('stands below the title of its page, unless it is the page', () => {
  const { rerender } = render(<MarkdownView text={'# One\n\n###### Six'} />);
  expect(screen.getByRole('heading', { name: 'One', level: 2 })).toBeVisible();
  expect(screen.getByRole('heading', { name: 'Six', level: 6 })).toBeVisible();
  rerender(<MarkdownView text="# One" isPage />);
  expect(screen.getByRole('heading', { name: 'One', level: 1 })).toBeVisible();
});
