import React from 'react';
import { type Incident, incidentKind } from '../../../domain/incident/kind';
import { picture, pictureKind } from '../../../domain/incident/picture';
import { rawRecord, fromResource, type Resource } from '../../../domain/record/resource';
import { grafana } from '../../../test/grafana';
import { render, screen, waitFor } from '../../../test/render';
import { IncidentPage } from '../pages/IncidentPage';
import { quotesDown } from '../testIncidents';

const NAME = 'inc-2026-0142';
/** Bytes of what the browser draws, by call; the last one again and again. */
let drawn: number[] = [];

beforeEach(() => {
  drawn = [1000];
  Object.assign(globalThis, {
    createImageBitmap: (file: Blob) =>
      file.type === 'image/png'
        ? Promise.resolve({ width: 4000, height: 3000, close: () => undefined })
        : Promise.reject(new Error('not a picture')),
  });
  HTMLCanvasElement.prototype.toBlob = function (done, type) {
    const size = drawn.length > 1 ? drawn.shift() : drawn[0];
    done(new Blob([new Uint8Array(size ?? 0)], { type }));
  };
});

const open = (part: Partial<Incident> = {}) => {
  grafana.holds(incidentKind, NAME, quotesDown(part));
  return render(<IncidentPage />, { path: `/incidents/${NAME}`, route: '/incidents/:name' });
};
const pictures = () => [...grafana.records.keys()].filter((name) => name.startsWith('pic-'));
function stored(): Incident {
  const parsed = fromResource(incidentKind, grafana.records.get(NAME) as Resource);
  if (parsed.state !== 'ok') {
    throw new Error(parsed.state);
  }
  return parsed.record;
}
async function paste(file: File, part?: Partial<Incident>) {
  const { user } = open(part);
  await user.click(await screen.findByRole('textbox', { name: 'What happened' }));
  await user.paste({ files: [file], getData: () => '' } as unknown as DataTransfer);
  return user;
}

it('keeps a pasted picture in a record of its own and shows it in the timeline', async () => {
  drawn = [300_000, 250_000, 1000];
  const user = await paste(new File([new Uint8Array(10)], 'image.png', { type: 'image/png' }));
  await user.click(await screen.findByRole('button', { name: 'Open the picture “Picture”' }));
  expect(screen.getAllByRole('img', { name: 'Picture' })[0]).toHaveAttribute(
    'src',
    expect.stringMatching(/^data:image\/webp;base64,/)
  );
  await waitFor(() => expect(pictures()).toHaveLength(1));
  const [name] = pictures();
  expect(picture.parse(rawRecord(grafana.records.get(name) as Resource))).toMatchObject({
    incident: NAME,
    kind: pictureKind.kind,
  });
  await waitFor(() =>
    expect(Object.values(stored().timeline)).toContainEqual(
      expect.objectContaining({ kind: 'evidence', link: `/d/${name}`, text: 'Picture' })
    )
  );
  expect(Object.values(stored().links ?? {})).toMatchObject([{ kind: 'screenshot', url: `/d/${name}` }]);
});

it.each([
  [
    'is none',
    new File(['<svg onload=alert(1)>'], 'x.svg', { type: 'image/svg+xml' }),
    /not a picture that this browser can read/,
  ],
  [
    'is another file',
    new File(['x'], 'x.pdf', { type: 'application/pdf' }),
    /not a picture that this browser can read/,
  ],
])('refuses what %s, and changes nothing', async (_, file, message) => {
  await paste(file);
  expect(await screen.findByText(message)).toBeVisible();
  expect(grafana.writes).toHaveLength(0);
});

it('refuses one that stays too large', async () => {
  drawn = [900_000];
  await paste(new File([new Uint8Array(10)], 'huge.png', { type: 'image/png' }));
  expect(await screen.findByText(/too large: it cannot be made smaller than 200 KB/)).toBeVisible();
  expect(grafana.writes).toHaveLength(0);
});

it('puts the picture of a private incident where that incident is', async () => {
  grafana.privateFolder = [{ userId: 2, permission: 4 }];
  await paste(new File([new Uint8Array(10)], 'image.png', { type: 'image/png' }), { private: true });
  await waitFor(() => expect(pictures()).toHaveLength(1));
  expect(grafana.records.get(pictures()[0])?.metadata.annotations).toEqual({
    'grafana.app/folder': 'haddock-opsbook-app-private',
  });
});

it('says so when a picture is gone', async () => {
  const gone = `/d/pic-${'0'.repeat(32)}`;
  open({
    timeline: {
      p: {
        at: '2026-11-20T14:45:00.000Z',
        entered: '2026-11-20T14:45:00.000Z',
        by: { uid: 'u-luc', name: 'Luc' },
        kind: 'evidence',
        text: 'Memory',
        link: gone,
      },
    },
  });
  expect(await screen.findByText('The picture is not there (any more).')).toBeVisible();
});
