import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { act, configure } from '@testing-library/react';
import { demoObjectives } from '../../../domain/objective/demo';
import { OBJECTIVES, objectivesKind } from '../../../domain/objective/register';
import { grafana } from '../../../test/grafana';
import { render, screen, within } from '../../../test/render';
import { ObjectivesRoutes } from '../ObjectivesRoutes';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 8_000 });

const MANY = 60;
const watched = new Map<Element, (entries: IntersectionObserverEntry[]) => void>();

class FakeObserver {
  constructor(private readonly tell: (entries: IntersectionObserverEntry[]) => void) {}
  observe(element: Element) {
    watched.set(element, this.tell);
  }
  unobserve(element: Element) {
    watched.delete(element);
  }
}

function scrolled(element: HTMLElement, isIntersecting: boolean) {
  const entry = { target: element, isIntersecting, boundingClientRect: new DOMRect(0, 0, 900, 80) };
  act(() => watched.get(element)?.([entry as unknown as IntersectionObserverEntry]));
}

it('draws of many rows those near the screen, and names all of them', async () => {
  Object.assign(globalThis, {
    IntersectionObserver: FakeObserver,
    DOMRect: class {
      height = 80;
    },
  });
  setDataSourceSrv({ getList: () => [] } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  const all = demoObjectives('en', 'x');
  const objectives = Object.fromEntries(
    Array.from({ length: MANY }, (_, position) => [
      `o-${position}`,
      { ...all.objectives['test-coverage'], name: `Objective ${position}`, position },
    ])
  );
  grafana.holds(objectivesKind, OBJECTIVES, { ...all, objectives });
  render(<ObjectivesRoutes />, { path: '/', route: '/*' });
  expect(await screen.findAllByRole('link', { name: /^Objective \d+$/ })).toHaveLength(MANY);
  expect(screen.getAllByRole('button', { name: /^How .* was found$/ })).toHaveLength(15);
  const last = screen.getByRole('link', { name: `Objective ${MANY - 1}` }).closest('tr') as HTMLElement;
  expect(within(last).getByRole('img', { name: 'No data' })).toBeVisible(); // the state is there all the same
  scrolled(last, true);
  expect(await within(last).findByRole('button', { name: /^How .* was found$/ })).toBeVisible();
  scrolled(last, false);
  expect(within(last).queryByRole('button')).not.toBeInTheDocument();
  expect(last).toHaveStyle({ height: '80px' }); // nothing below it moves
});
