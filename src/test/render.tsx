import React, { type ReactElement, Suspense } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { render as renderPlain, type RenderResult, screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel, type UserEvent } from '@testing-library/user-event';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router-dom';
import { createQueryClient } from '../app/queryClient';
import { kindByName } from '../grafana/records/kinds';
import { Outbox } from '../grafana/records/outbox';
import { OutboxProvider } from '../shared/records/OutboxProvider';

interface Options {
  /** Where the person is, for instance `/incidents/inc-2026-0142?tab=report`. */
  path?: string;
  /** The route under which the element stands, when it reads parameters: `/incidents/:name/*`. */
  route?: string;
  /** Name of a browser whose outbox is kept: the same one again is a page that was reloaded. */
  browser?: string;
}

interface Rendered extends RenderResult {
  user: UserEvent;
  outbox: Outbox;
  /** Path and search of the page now. */
  address: () => string;
}

let count = 0;

/** Renders a page as in Grafana: providers, routing, a cache and an outbox of its own. */
export function render(element: ReactElement, { path = '/', route = '*', browser }: Options = {}): Rendered {
  const client = createQueryClient();
  client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, retry: false, gcTime: Infinity } });
  const outbox = new Outbox(kindByName, `test-${browser ?? count++}|u-ana`);
  let address = path;
  function Address() {
    const { pathname, search } = useLocation();
    address = `${pathname}${search}`;
    return null;
  }
  const result = renderPlain(
    <MemoryRouter initialEntries={[path]}>
      <QueryClientProvider client={client}>
        <OutboxProvider outbox={outbox}>
          <Address />
          <Suspense fallback={null}>
            <Routes>
              <Route path={route} element={element} />
            </Routes>
          </Suspense>
        </OutboxProvider>
      </QueryClientProvider>
    </MemoryRouter>
  );
  return {
    ...result,
    user: userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never }),
    outbox,
    address: () => address,
  };
}

/** The dialog that opens, once the focus is in it: what is typed before goes elsewhere. */
export async function openedDialog() {
  const dialog = await screen.findByRole('dialog');
  await waitFor(() => expect(dialog).toContainElement(document.activeElement as HTMLElement));
  return within(dialog);
}

export { screen, waitFor, within };
