import React from 'react';
import { t } from '@grafana/i18n';
import { Text, TextLink } from '@grafana/ui';
import { PLUGIN_BASE_URL } from '../../../constants';
import { formatTarget } from '../../../shared/objectives/format';
import { StateMark } from '../../../shared/ui/StateMark';
import { STATE_MARKS, objectiveStateName } from '../../../shared/words/objectives';
import { type Objectives } from '../data/attention';
import { Card, moreText, useCardStyles } from './Card';

const MOST = 5;
const COUNTED = ['met', 'atRisk', 'breached', 'stale', 'noData'] as const;

export function ObjectivesCard({ objectives: { states, isPending, error, refetch } }: { objectives: Objectives }) {
  const styles = useCardStyles();
  const path = `${PLUGIN_BASE_URL}/objectives`;
  const wanting = states.filter(({ state }) => state === 'breached' || state === 'atRisk');
  return (
    <Card
      title={t('home.objectives.title', 'Objectives')}
      href={path}
      isPending={isPending && states.length === 0}
      error={error}
      hasContent={states.length > 0}
      onRetry={refetch}
    >
      <p className={styles.counts}>
        {COUNTED.map((state) => ({ state, count: states.filter((one) => one.state === state).length }))
          .filter(({ count }) => count > 0)
          .map(({ state, count }) => (
            <span key={state}>
              <StateMark mark={STATE_MARKS[state]} /> {count} {objectiveStateName(state, count).toLowerCase()}
            </span>
          ))}
      </p>
      {isPending && <Text color="secondary">{t('home.loading', 'Loading…')}</Text>}
      {wanting.length === 0 && !isPending && (
        <Text color="secondary">{t('home.objectives.none', 'None is breached or at risk.')}</Text>
      )}
      <ul className={styles.list}>
        {wanting.slice(0, MOST).map(({ key, objective, state, text }) => (
          <li key={key} className={styles.item}>
            <StateMark mark={STATE_MARKS[state]} label={objectiveStateName(state)} />
            <span className={styles.grow}>
              <TextLink href={`${path}/${encodeURIComponent(key)}`}>{objective.name}</TextLink>
            </span>
            <span className={styles.strong}>{text}</span>
            <span className={styles.time}>
              <Text color="secondary">{formatTarget(objective)}</Text>
            </span>
          </li>
        ))}
      </ul>
      {wanting.length > MOST && <TextLink href={path}>{moreText(wanting.length - MOST)}</TextLink>}
    </Card>
  );
}
