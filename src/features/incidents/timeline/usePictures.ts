import { useCallback, useState } from 'react';
import { t } from '@grafana/i18n';
import { type Incident } from '../../../domain/incident/kind';
import { pictureKind, pictureName, picturePath } from '../../../domain/incident/picture';
import { shorten } from '../../../domain/record/logfmt';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { inline } from '../../../domain/text/markdown';
import { newId } from '../../../grafana/ids';
import { registerKind } from '../../../grafana/records/kinds';
import { currentPerson } from '../../../grafana/user';
import { toPicture } from '../../../shared/files/pictures';
import { useOutbox } from '../../../shared/records/OutboxProvider';
import { type IncidentAct } from '../useAct';

interface Pictures {
  add: (file: File) => void;
  isBusy: boolean;
  reasons: Reason[];
  dismiss: () => void;
}

/** Adds a picture as a record of its own, and to the timeline and the links; both wait in the outbox like everything else. */
export function usePictures(incident: Pick<Incident, 'name' | 'private'>, act: IncidentAct['act']): Pictures {
  const outbox = useOutbox();
  const [isBusy, setBusy] = useState(false);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const { name: incidentName, private: isPrivate } = incident;

  const take = useCallback(
    async (file: File) => {
      const outcome = await toPicture(file);
      if (isRefused(outcome)) {
        return outcome.refused.reasons;
      }
      const id = newId();
      const name = pictureName(id);
      const stamp = { at: new Date().toISOString(), by: currentPerson() };
      const title = titleOf(file);
      registerKind(pictureKind);
      void outbox.send(
        pictureKind.kind,
        name,
        Object.assign({ type: 'setPicture', id, ...stamp }, { data: outcome.ok }),
        {
          initial: Object.assign(
            { schema: 1, id, kind: 'picture' },
            { incident: incidentName, title, ...(isPrivate && { private: true }), ...stamp }
          ),
          inTab: isPrivate,
        }
      );
      act({ type: 'addLink', link: { title, url: picturePath(name), kind: 'screenshot' } });
      act({ type: 'note', kind: 'evidence', text: inline(title), link: picturePath(name) });
      return [];
    },
    [act, incidentName, isPrivate, outbox]
  );

  const add = useCallback(
    (file: File) => {
      setBusy(true);
      setReasons([]);
      void take(file)
        .catch((): Reason[] => [{ code: 'picture.notOne' }])
        .then((found) => {
          setReasons(found);
          setBusy(false);
        });
    },
    [take]
  );
  const dismiss = useCallback(() => setReasons([]), []);
  return { add, isBusy, reasons, dismiss };
}

/** Browsers call every pasted picture `image.png`. */
function titleOf({ name }: File): string {
  const own = name.replace(/\.[a-z]{3,4}$/i, '').trim();
  return own === '' || own.toLowerCase() === 'image' ? t('incidents.picture.title', 'Picture') : shorten(own, 200);
}
