import React from 'react';
import { t } from '@grafana/i18n';
import { Badge, Text, TextLink } from '@grafana/ui';
import { type IncidentHead } from '../../../domain/incident/head';
import { useNow } from '../../../shared/hooks/useNow';
import { INCIDENTS_PATH, incidentPath } from '../../../shared/incidents/paths';
import { StateMark } from '../../../shared/ui/StateMark';
import { formatDuration } from '../../../shared/words/durations';
import { verbatim } from '../../../shared/words/verbatim';
import { type Running } from '../data/attention';
import { Card, moreText, useCardStyles } from './Card';

const MOST = 6;

export function RunningCard({ running: { incidents, isPending, error, refetch } }: { running: Running }) {
  const styles = useCardStyles();
  const path = INCIDENTS_PATH;
  return (
    <Card
      title={t('home.running.title', 'Running')}
      href={path}
      isPending={isPending}
      error={error}
      hasContent={incidents.length > 0}
      onRetry={refetch}
      empty={incidents.length === 0 && <Text color="secondary">{t('home.running.none', 'No incident is open.')}</Text>}
    >
      <ul className={styles.list}>
        {incidents.slice(0, MOST).map((incident) => (
          <Incident key={incident.name} incident={incident} />
        ))}
      </ul>
      {incidents.length > MOST && <TextLink href={path}>{moreText(incidents.length - MOST)}</TextLink>}
    </Card>
  );
}

function Incident({ incident }: { incident: IncidentHead }) {
  const styles = useCardStyles();
  const now = useNow(15_000);
  const { name, ref, title, severity, drill, commander, nextUpdate, milestones } = incident;
  const since = milestones.started ?? milestones.detected ?? milestones.declared;
  return (
    <li className={styles.item}>
      <StateMark mark="bad" label={t('home.running.open', 'open')} />
      <span className={styles.grow}>
        {severity && <Badge color={severity === 'sev1' ? 'red' : 'orange'} text={severity.toUpperCase()} />}{' '}
        <TextLink href={incidentPath(name)}>{`${ref} · ${title}`}</TextLink>
        {drill && <Badge color="blue" text={t('home.running.drill', 'Drill')} />}
        <br />
        <Text color="secondary" variant="bodySmall">
          {[
            nextUpdate && updateText(Date.parse(nextUpdate) - now),
            commander
              ? t('home.running.commander', '{{name}} commands', verbatim({ name: commander }))
              : t('home.running.no-commander', 'nobody commands'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </span>
      {since && <span className={styles.strong}>{formatDuration((now - Date.parse(since)) / 1000)}</span>}
    </li>
  );
}

function updateText(left: number): string {
  const duration = formatDuration(Math.abs(left) / 1000);
  return left < 0
    ? t('home.running.update-overdue', 'update overdue by {{duration}}', verbatim({ duration }))
    : t('home.running.update-in', 'next update in {{duration}}', verbatim({ duration }));
}
