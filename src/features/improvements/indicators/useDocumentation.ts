import { useMemo } from 'react';
import { backupsKind } from '../../../domain/backup/register';
import { BACKUPS } from '../../../domain/backup/schema';
import { type DocumentationPart, documentationOf } from '../../../domain/improvement/documentation';
import { initialBackups } from '../../../shared/backups/useBackups';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { useRecord } from '../../../shared/records/useRecord';
import { useRunbooks } from '../../../shared/runbooks/useRunbooks';
import { useServices } from '../../../shared/services/useServices';

export interface DocumentationView {
  /** Absent until all of it is read: of a part no share can be told. */
  parts?: DocumentationPart[];
  error: Error | null;
}

/** How much of what the registers name is written down. */
export function useDocumentation(): DocumentationView {
  const { record: services, services: listed, error: servicesError } = useServices();
  const { runbooks, isPending, error: runbooksError } = useRunbooks();
  const { record: backups, error: backupsError } = useRecord(backupsKind, BACKUPS, {
    initial: initialBackups,
    watch: false,
  });
  const { record: register, objectives, error: objectivesError } = useObjectives();
  const error = servicesError ?? runbooksError ?? backupsError ?? objectivesError;
  const isRead = services !== undefined && register !== undefined && !isPending && !error;
  const parts = useMemo(
    () =>
      isRead && backups
        ? documentationOf({ services: listed, runbooks, objectives, backups: Object.values(backups.elements) })
        : undefined,
    [isRead, listed, runbooks, objectives, backups]
  );
  return { ...(parts && { parts }), error };
}
