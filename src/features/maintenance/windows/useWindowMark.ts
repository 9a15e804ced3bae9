import { useMemo } from 'react';
import { headOfWindow } from '../../../domain/maintenance/windows/head';
import { markOfWindow } from '../../../domain/maintenance/windows/mark';
import { type MaintenanceWindow } from '../../../domain/maintenance/windows/schema';
import { marked } from '../../../domain/services/services';
import { absoluteUrl } from '../../../grafana/navigation';
import { currentPerson } from '../../../grafana/user';
import { windowPath } from '../../../shared/maintenance/paths';
import { useMark } from '../../../shared/marks/useMark';
import { useServices } from '../../../shared/services/useServices';
import { useWindowSend } from './data';

/** Keeps the window's mark on dashboards as its record says, for services that were opted in. */
export function useWindowMark(record: MaintenanceWindow | undefined): void {
  const send = useWindowSend(record?.id ?? '');
  const { record: register } = useServices();
  const wanted = useMemo(
    () =>
      record && register
        ? markOfWindow(headOfWindow(record), marked(register, record.services), absoluteUrl(windowPath(record.id)))
        : undefined,
    [record, register]
  );
  useMark({
    id: record?.id,
    tag: 'opsbook:window',
    known: record?.annotation,
    wanted,
    onChange: (annotation) => send({ type: 'setAnnotation', ...(annotation && { annotation }) }),
    isReady: register !== undefined,
    isMine: record !== undefined && lastAuthor(record) === currentPerson().uid,
  });
}

function lastAuthor({ log }: MaintenanceWindow): string | undefined {
  return Object.values(log).reduce((last, one) => (one.at >= last.at ? one : last), { at: '', by: { uid: '' } }).by.uid;
}
