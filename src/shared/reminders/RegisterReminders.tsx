import React, { useCallback } from 'react';
import { type BackupsRegister } from '../../domain/backup/schema';
import { type Roadmap } from '../../domain/improvement/schema';
import { type TaskStanding } from '../../domain/maintenance/task';
import { type WindowHead } from '../../domain/maintenance/windows/head';
import { type RecordBase } from '../../domain/record/record';
import {
  backupDeadlines,
  improvementDeadlines,
  planDeadlines,
  securityDeadlines,
  windowDeadlines,
} from '../../domain/reminder/deadlines';
import { type SecurityRegister } from '../../domain/security/register';
import { type Language } from '../../domain/text/language';
import { type Stored } from '../../grafana/records/store';
import { useContentLanguage } from '../hooks/useContentLanguage';
import { RecordReminders } from './RecordReminders';

/** A record that is no incident, and what its deadlines come from. */
type Source =
  | { of: 'security'; register: SecurityRegister; titleOf: (item: string, language: Language) => string }
  | { of: 'backups'; register: BackupsRegister }
  | { of: 'improvements'; register: Roadmap }
  | { of: 'plan'; standings: TaskStanding[] }
  | { of: 'window'; window: WindowHead };

export interface RegisterRemindersProps {
  source: Source;
  stored: Stored<RecordBase> | undefined;
}

/** Which reminders of a register or a window are set. */
export function RegisterReminders({ source, stored }: RegisterRemindersProps) {
  const language = useContentLanguage();
  const deadlines = useCallback(
    (zone: string) => {
      switch (source.of) {
        case 'security':
          return securityDeadlines(source.register, (item) => source.titleOf(item, language));
        case 'backups':
          return backupDeadlines(source.register);
        case 'improvements':
          return improvementDeadlines(source.register, zone);
        case 'plan':
          return planDeadlines(source.standings);
        case 'window':
          return windowDeadlines(source.window);
      }
    },
    [source, language]
  );
  return stored?.state === 'ok' ? (
    <RecordReminders kind={source.of} name={stored.name} stored={stored} deadlines={deadlines} />
  ) : null;
}
