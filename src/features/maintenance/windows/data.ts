import { useCallback } from 'react';
import { emptyWindow, isPlanned, type MaintenanceWindow } from '../../../domain/maintenance/windows/schema';
import { type WindowCommand, windowKind } from '../../../domain/maintenance/windows/window';
import { type RecordView, useRecord } from '../../../shared/records/useRecord';
import { type Draft, type Sent, useSend } from '../../../shared/records/useSend';

type WindowView = RecordView<MaintenanceWindow> & { isAbsent: boolean };

export function useWindow(name: string): WindowView {
  const view = useRecord(windowKind, name, { initial: useCallback(() => emptyWindow(name), [name]) });
  return { ...view, isAbsent: view.record !== undefined && !isPlanned(view.record) };
}

type SendWindow = (draft: Draft<WindowCommand>) => Sent<MaintenanceWindow>;

export function useWindowSend(name: string): SendWindow {
  return useSend(windowKind, name, { initial: useCallback(() => emptyWindow(name), [name]) });
}
