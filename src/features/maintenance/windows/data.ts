import { useCallback } from 'react';
import { emptyWindow, isPlanned, type MaintenanceWindow } from '../../../domain/maintenance/windows/schema';
import { type WindowCommand, windowKind } from '../../../domain/maintenance/windows/window';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { type RecordView, useRecord } from '../../../shared/records/useRecord';
import { type Draft, type Sent, useSend } from '../../../shared/records/useSend';

type WindowView = RecordView<MaintenanceWindow> & { isAbsent: boolean };

/** What a window begins as, in the language of the team's documents. */
function useEmptyWindow(name: string): () => MaintenanceWindow {
  const language = useContentLanguage();
  return useCallback(() => emptyWindow(name, language), [name, language]);
}

export function useWindow(name: string): WindowView {
  const view = useRecord(windowKind, name, { initial: useEmptyWindow(name) });
  return { ...view, isAbsent: view.record !== undefined && !isPlanned(view.record) };
}

type SendWindow = (draft: Draft<WindowCommand>) => Sent<MaintenanceWindow>;

export function useWindowSend(name: string): SendWindow {
  return useSend(windowKind, name, { initial: useEmptyWindow(name) });
}
