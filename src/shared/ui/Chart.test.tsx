import React from 'react';
import { setTimeZoneResolver } from '@grafana/data';
import { type PanelRendererProps } from '@grafana/runtime';
import { render, screen } from '../../test/render';
import { Chart } from './Chart';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  PanelRenderer: ({ timeZone }: PanelRendererProps) => <p>Times of {timeZone}</p>,
}));

it('draws times in the zone that the person prefers, as the texts beside it say them', () => {
  setTimeZoneResolver(() => 'Asia/Tokyo');
  jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(600);
  const series = [{ name: 'errors', times: [0, 3600], values: [1, 2] }];
  render(<Chart label="Errors" series={series} span={{ start: 0, end: 3600 }} unit="s" />);
  expect(screen.getByText('Times of Asia/Tokyo')).toBeInTheDocument();
});
