import React from 'react';
import pluginJson from '../../../plugin.json';
import { render, screen, within } from '../../../test/render';
import { HelpPage } from './HelpPage';

it('says what each page of the menu is for', () => {
  render(<HelpPage />);
  const listed = within(screen.getByRole('region', { name: 'What each page is for' }));
  const paths = listed.getAllByRole('link').map((link) => link.getAttribute('href'));
  const menu = pluginJson.includes.map(({ path }) => path.replace('%PLUGIN_ID%', pluginJson.id));
  expect(menu.filter((path) => !paths.includes(path))).toEqual([`/a/${pluginJson.id}/help`]);
});

it('lists the keys that save a section', () => {
  render(<HelpPage />);
  expect(screen.getByRole('row', { name: /Ctrl\s*Enter Saves a section/ })).toBeVisible();
});
