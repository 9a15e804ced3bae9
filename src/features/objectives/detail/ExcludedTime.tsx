import React, { lazy, Suspense, useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Stack, Text } from '@grafana/ui';
import { type Objective } from '../../../domain/objective/schema';
import { type ObjectiveRow } from '../../../shared/objectives/useMeasurements';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { ExclusionTable } from '../exclusions/ExclusionTable';
import { exclusionsPath } from '../paths';

const ExclusionModal = lazy(() => import('../exclusions/ExclusionModal').then((m) => ({ default: m.ExclusionModal })));

interface Props {
  row: ObjectiveRow;
  objectives: Array<[string, Objective]>;
  mayWrite: boolean;
}

/** Time that does not count for this objective, by it or by its service. */
export function ExcludedTime({ row: { key, excluded }, objectives, mayWrite }: Props) {
  const [isAdding, setAdding] = useState(false);
  return (
    <section>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <Text element="h2" variant="h4">
          {t('objectives.exclusions.title', 'Exclusions')}
        </Text>
        {excluded.length === 0 ? (
          <Text color="secondary" element="p">
            {t('objectives.exclusions.none', 'No time is excluded for this objective.')}
          </Text>
        ) : (
          <ExclusionTable exclusions={excluded.map(({ id, exclusion }) => [id, exclusion])} objectives={objectives} />
        )}
        <Stack gap={2} alignItems="center">
          {mayWrite && (
            <Button size="sm" variant="secondary" icon="plus" onClick={() => setAdding(true)}>
              {t('objectives.exclusions.add', 'Add exclusion')}
            </Button>
          )}
          <InternalLink to={exclusionsPath()}>{t('objectives.exclusions.all', 'All exclusions')}</InternalLink>
        </Stack>
      </Stack>
      {isAdding && (
        <Suspense fallback={null}>
          <ExclusionModal objectives={[key]} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </section>
  );
}
