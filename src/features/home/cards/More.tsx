import React, { lazy, Suspense } from 'react';
import { t } from '@grafana/i18n';
import { BACKUPS_PATH } from '../../../shared/backups/paths';
import { INCIDENTS_PATH } from '../../../shared/incidents/paths';
import { RUNBOOKS, runbookPath } from '../../../shared/runbooks/paths';
import { type Attention } from '../data/attention';
import { Card } from './Card';
import { List } from './List';

// with the queries of all exporters, which a team without a policy does not need
const LateBackups = lazy(() => import('./LateBackups').then((m) => ({ default: m.LateBackups })));

interface Props {
  attention: Attention;
  /** How many backups need somebody; undefined while it is not known. */
  onLateBackups: (count: number | undefined) => void;
}

/** What is this person's, and what else needs somebody; parts with nothing in them take no room. */
export function More({ attention: { mine, runbooks, backups }, onLateBackups }: Props) {
  return (
    <>
      {mine.length > 0 && (
        <List
          title={t('home.mine.title', 'Mine')}
          href={INCIDENTS_PATH}
          items={mine.map((item) => ({ ...item, mark: 'neutral' }))}
        />
      )}
      {backups.error && (
        <Card
          title={t('home.backups.title', 'Backups')}
          href={BACKUPS_PATH}
          isPending={false}
          error={backups.error}
          onRetry={backups.refetch}
        />
      )}
      {hasElements(backups) && (
        <Suspense fallback={null}>
          <LateBackups register={backups.told} onNeeds={onLateBackups} />
        </Suspense>
      )}
      {runbooks.stale.length > 0 && (
        <List
          title={t('home.runbooks.title', 'Runbooks to review')}
          href={RUNBOOKS}
          items={runbooks.stale.map(({ name, title }) => ({
            key: name,
            href: runbookPath(name),
            title,
            note: t('home.runbooks.stale', 'not proven for too long'),
            mark: 'warning',
          }))}
        />
      )}
    </>
  );
}

type Backups = Attention['backups'];

/** Whether Prometheus has something to be asked. */
export function hasElements(backups: Backups): backups is Backups & { told: NonNullable<Backups['told']> } {
  return backups.told !== undefined && Object.keys(backups.told.elements).length > 0;
}
