import React, { useEffect } from 'react';
import { t } from '@grafana/i18n';
import { type BackupsHead } from '../../../domain/backup/head';
import { BACKUPS_PATH, backupPath } from '../../../shared/backups/paths';
import { useBackupRows } from '../../../shared/backups/useBackupRows';
import { List } from './List';

interface Props {
  register: BackupsHead;
  /** How many need somebody; undefined while it is not known. */
  onNeeds: (count: number | undefined) => void;
}

/** What of the adopted policy is late, broken or asked about, by one question to Prometheus for all of it. */
export function LateBackups({ register, onNeeds }: Props) {
  const { rows, isPending } = useBackupRows(register);
  const atRisk = rows.filter(({ assessment: { state } }) => state === 'failed' || state === 'asked');
  const needs = isPending ? undefined : atRisk.length;
  useEffect(() => onNeeds(needs), [onNeeds, needs]);
  return atRisk.length > 0 ? (
    <List
      title={t('home.backups.title', 'Backups')}
      href={BACKUPS_PATH}
      items={atRisk.map(({ key, element, assessment }) => ({
        key,
        href: backupPath(key),
        title: element.name,
        note:
          assessment.state === 'failed'
            ? t('home.backups.late', 'late or not restorable')
            : t('home.backups.asked', 'to be looked at'),
        mark: assessment.state === 'failed' ? 'bad' : 'warning',
      }))}
    />
  ) : null;
}
