import React from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { type Objective } from '../../../domain/objective/schema';
import { formatCritical, formatTarget } from '../../../shared/objectives/format';
import { Bullets } from '../../../shared/ui/Bullets';
import { Since } from '../../../shared/ui/Since';
import { indicatorKindName } from '../../../shared/words/objectives';
import { objectiveWindowName } from '../words';

/** The last ten definitions, the newest first, with who changed it and when. */
export function DefinitionHistory({ objective }: { objective: Objective }) {
  const past = [...(objective.definitions ?? [])].reverse();
  if (past.length === 0) {
    return (
      <Text color="secondary" element="p">
        {t('objectives.history.none', 'As it ships: nobody has changed this definition yet.')}
      </Text>
    );
  }
  return (
    <Bullets as="ol">
      {past.map(({ definition, at, by }) => (
        <li key={at}>
          <Since at={at} /> · {by.name} · {definition.name} · {indicatorKindName(definition.indicator.kind)} ·{' '}
          {[formatTarget(definition), formatCritical(definition), objectiveWindowName(definition.window)]
            .filter(Boolean)
            .join(' · ')}
        </li>
      ))}
    </Bullets>
  );
}
