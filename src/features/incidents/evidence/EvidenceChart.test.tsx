import React from 'react';
import { type PanelRendererProps } from '@grafana/runtime';
import { toEvidence } from '../../../domain/incident/evidence/capture';
import { render, screen } from '../../../test/render';
import { EvidenceView } from './EvidenceView';

// what Grafana's panel is given, in words
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  PanelRenderer: ({ data, options }: PanelRendererProps<{ legend?: { showLegend: boolean } }>) => (
    <>
      <p>Legend: {String(options?.legend?.showLegend)}</p>
      <p>Lines: {data?.series.map(({ fields }) => fields[1].name).join(' | ')}</p>
      <p>
        Marks:{' '}
        {data?.annotations
          ?.flatMap(({ fields }) => fields.find(({ name }) => name === 'text')?.values ?? [])
          .join(' | ')}
      </p>
    </>
  ),
}));
jest.mock('../../../shared/hooks/useNearby', () => ({ useNearby: () => ({ ref: { current: null }, isNear: true }) }));

const [FROM, TO] = ['2026-11-20T14:00:00.000Z', '2026-11-20T15:00:00.000Z'];
const start = Date.parse(FROM) / 1000;
const evidenceOf = (count: number) =>
  toEvidence(
    { title: 'Errors', datasource: 'prom', expr: 'errors', from: FROM, to: TO, moment: 'mitigate' },
    Array.from({ length: count }, (_, index) => ({
      labels: { job: 'api', route: `/r${index}` },
      times: [start, start + 60],
      values: [index, index],
    }))
  );

beforeEach(() => {
  jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(600);
});

it('draws every series that was kept, by what tells them apart, and marks the moments', () => {
  const milestones = { detected: '2026-11-20T14:10:00.000Z', mitigated: '2026-11-20T16:00:00.000Z' };
  render(<EvidenceView evidence={evidenceOf(3)} milestones={milestones} />);
  expect(screen.getByRole('group', { name: 'Errors over time' })).toBeVisible();
  expect(screen.getByText('Lines: /r0 | /r1 | /r2')).toBeVisible();
  expect(screen.getByText('Legend: true')).toBeVisible();
  expect(screen.getByText('Marks: detected | captured')).toBeVisible();
  expect(screen.getByText('3 series')).toBeVisible();
});

it('says how many there were where it keeps ten', () => {
  render(<EvidenceView evidence={evidenceOf(12)} />);
  expect(screen.getByText('12 series, 10 kept')).toBeVisible();
});
