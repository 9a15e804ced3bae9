import React from 'react';
import { act } from '@testing-library/react';
import {
  CHECKLISTS_NAME,
  checklistKind,
  type ChecklistRegister,
  emptyChecklists,
} from '../../../domain/maintenance/checklist';
import { defaultChecklists } from '../../../domain/maintenance/checklistDefaults';
import { type Checklist } from '../../../domain/maintenance/checklistItem';
import { fromResource } from '../../../domain/record/resource';
import { grafana } from '../../../test/grafana';
import { render, screen, waitFor, within } from '../../../test/render';
import { MaintenanceRoutes } from '../MaintenanceRoutes';
import '../pages/ChecklistPage'; // loaded beforehand, so that no test waits for them
import './ExampleChecklists';

const BASE = '/a/haddock-opsbook-app/maintenance';

jest.setTimeout(60_000);

const disks: Checklist = {
  title: 'Disks',
  version: 2,
  items: {
    look: { kind: 'confirm', position: 1, title: 'Look' },
    clean: { kind: 'confirm', position: 2, title: 'Clean' },
  },
};

function open(path: string) {
  return render(<MaintenanceRoutes />, { path: `${BASE}/checklists${path}`, route: `${BASE}/*` });
}

function holds(list: Checklist = disks, log: ChecklistRegister['log'] = {}) {
  grafana.holds(checklistKind, CHECKLISTS_NAME, {
    ...emptyChecklists(),
    adopted: '2026-11-01T00:00:00Z',
    checklists: { disks: list },
    log,
  });
}

function stored(): Record<string, Checklist> {
  const resource = grafana.records.get(CHECKLISTS_NAME);
  const parsed = resource && fromResource(checklistKind, resource);
  return parsed?.state === 'ok' ? parsed.record.checklists : {};
}

async function paste(user: ReturnType<typeof open>['user'], field: HTMLElement, text: string) {
  await user.clear(field);
  await user.paste(text);
}

describe('the editor of a checklist', () => {
  it('saves a new version with an item of another kind, moved by keyboard', async () => {
    holds();
    const { user } = open('/edit/disks');
    await user.click(await screen.findByRole('button', { name: 'Add item' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Number' }));
    await paste(user, screen.getByRole('textbox', { name: /What is checked/ }), 'Free space');
    await paste(user, screen.getByRole('textbox', { name: 'At least' }), '10');
    screen.getByRole('button', { name: 'Move item 3 up' }).focus();
    await user.keyboard('{Enter}');
    expect(screen.getByText('“Free space” is now item 2')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Save checklist' }));
    await waitFor(() =>
      expect(stored().disks).toMatchObject({
        version: 3,
        items: { look: { position: 1 }, 'item-3': { kind: 'number', min: 10, position: 2 }, clean: { position: 3 } },
      })
    );
  });

  it('says at its field what is wrong, and saves nothing', async () => {
    holds();
    const { user } = open('/edit/disks');
    await user.click(await screen.findByRole('button', { name: 'Add item' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Link' }));
    await paste(user, screen.getByRole('textbox', { name: /Address/ }), 'javascript:alert(1)');
    await user.click(screen.getByRole('button', { name: 'Save checklist' }));
    expect(await screen.findAllByText(/A link has to start with/)).not.toHaveLength(0);
    expect(stored().disks.version).toBe(2);
  });

  it('asks a query what it says now', async () => {
    holds({
      ...disks,
      items: { ask: { kind: 'query', position: 1, title: 'Full', expr: 'disk_full', comparison: '<', threshold: 85 } },
    });
    grafana.answers(/disk_full/, [
      { labels: { host: 'a' }, value: 80 },
      { labels: { host: 'b' }, value: 91 },
    ]);
    const { user } = open('/edit/disks');
    await user.click(await screen.findByRole('button', { name: 'Full', expanded: false }));
    expect(await screen.findByText(/failed, 91/)).toBeVisible();
    expect(screen.getByText('2 series')).toBeVisible();
  });

  it('shows what somebody else saved meanwhile before it can be overwritten', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    holds();
    const { user } = open('/edit/disks');
    const title = await screen.findByRole('textbox', { name: /^Title/ });
    await paste(user, title, 'My disks');
    holds(
      { ...disks, version: 3, items: { ...disks.items, look: { kind: 'confirm', position: 1, title: 'Look twice' } } },
      { c1: { at: '2026-11-02T00:00:00Z', by: { uid: 'u-luc', name: 'Luc' }, type: 'save', what: 'disks' } }
    );
    await act(() => jest.advanceTimersByTimeAsync(120_000));
    const moved = await screen.findByRole('alert', { name: /Luc saved version 3 meanwhile/ });
    expect(within(moved).getByRole('row', { name: /Look twice/ })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Save checklist' })).toBeDisabled();
    expect(title).toHaveValue('My disks');
    await user.click(within(moved).getByRole('button', { name: 'Go on from theirs' }));
    expect(title).toHaveValue('Disks');
    await paste(user, title, 'Our disks');
    await user.click(screen.getByRole('button', { name: 'Save checklist' }));
    await waitFor(() => expect(stored().disks).toMatchObject({ title: 'Our disks', version: 4 }));
    jest.useRealTimers();
  });

  it('is tried as a run, and nothing of that is kept', async () => {
    holds();
    const { user } = open('/edit/disks');
    await user.click(await screen.findByRole('button', { name: 'Preview as a run' }));
    const preview = screen.getByRole('region', { name: 'Preview' });
    await user.click(within(preview).getByRole('button', { name: 'Fail: Clean' }));
    expect(within(preview).getByRole('listitem', { name: '2. Clean: failed' })).toBeVisible();
    expect(grafana.writes).toEqual([]);
  });

  it('is read by those who may not write', async () => {
    holds();
    grafana.options.canWrite = false;
    open('/edit/disks');
    expect(await screen.findByText('Look')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Save checklist' })).not.toBeInTheDocument();
  });
});

describe('the list of checklists', () => {
  it('takes over one example, and leaves the others', async () => {
    const { user } = open('');
    await user.click(await screen.findByRole('button', { name: 'Take “Restart a service”' }));
    await waitFor(() => expect(Object.keys(stored()).sort()).toEqual(['maintenance', 'restart-a-service']));
    expect(await screen.findAllByText('yours already')).toHaveLength(2);
    expect(screen.getByRole('button', { name: 'Take “Archive the source code”' })).toBeVisible();
  });

  it('takes one out of use and back', async () => {
    grafana.holds(checklistKind, CHECKLISTS_NAME, {
      ...emptyChecklists(),
      adopted: '2026-11-01T00:00:00Z',
      checklists: { disks, daily: defaultChecklists('en').maintenance },
    });
    const { user } = open('');
    await user.click(await screen.findByRole('button', { name: 'Take “Disks” out of use' }));
    await waitFor(() => expect(stored().disks.retired).toBeDefined());
    await user.click(screen.getByRole('button', { name: 'Use it again' }));
    await waitFor(() => expect(stored().disks.retired).toBeUndefined());
  });

  it('opens a file in the editor', async () => {
    holds();
    const { user } = open('');
    const text = '# Monday\n\n- [ ] Look at the logs\n';
    // jsdom's files cannot be read as text
    const file = Object.assign(new File([text], 'monday.md', { type: 'text/markdown' }), { text: async () => text });
    await user.upload(await screen.findByLabelText('Checklist as Markdown or JSON'), file);
    expect(await screen.findByRole('textbox', { name: /^Title/ })).toHaveValue('Monday');
    expect(screen.getByRole('button', { name: 'Look at the logs' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Save checklist' }));
    await waitFor(() => expect(stored().monday).toMatchObject({ version: 1 }));
  });
});
