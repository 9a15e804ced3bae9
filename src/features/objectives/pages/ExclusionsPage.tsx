import React, { lazy, Suspense, useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, EmptyState, Stack, Text } from '@grafana/ui';
import { type LogEntry, type ObjectivesRegister } from '../../../domain/objective/schema';
import { OBJECTIVES_PATH } from '../../../shared/objectives/paths';
import { RegisterGate, RegisterNotices } from '../../../shared/objectives/RegisterGate';
import { useMayWrite } from '../../../shared/objectives/useMayWrite';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { Bullets } from '../../../shared/ui/Bullets';
import { Page } from '../../../shared/ui/Page';
import { Since } from '../../../shared/ui/Since';
import { ExclusionTable } from '../exclusions/ExclusionTable';

const ExclusionModal = lazy(() => import('../exclusions/ExclusionModal').then((m) => ({ default: m.ExclusionModal })));
const RemoveExclusion = lazy(() =>
  import('../exclusions/RemoveExclusion').then((m) => ({ default: m.RemoveExclusion }))
);

/** Time that does not count against objectives, with who agreed to it, and what became of earlier ones. */
export function ExclusionsPage() {
  const mayWrite = useMayWrite();
  const [isAdding, setAdding] = useState(false);
  return (
    <Page
      title={t('objectives.exclusions.title', 'Exclusions')}
      parent={{ text: t('objectives.title', 'Objectives'), url: OBJECTIVES_PATH }}
      actions={
        mayWrite && (
          <Button icon="plus" onClick={() => setAdding(true)}>
            {t('objectives.exclusions.add', 'Add exclusion')}
          </Button>
        )
      }
    >
      <RegisterGate>{(register) => <Content register={register} mayWrite={mayWrite} />}</RegisterGate>
      {isAdding && (
        <Suspense fallback={null}>
          <ExclusionModal onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </Page>
  );
}

function Content({ register, mayWrite }: { register: ObjectivesRegister; mayWrite: boolean }) {
  const { objectives } = useObjectives();
  const [removed, setRemoved] = useState<string>();
  const exclusions = Object.entries(register.exclusions ?? {}).sort(
    ([, a], [, b]) => Date.parse(b.from) - Date.parse(a.from)
  );
  const log = Object.entries(register.log)
    .filter(([, { type }]) => type === 'exclude' || type === 'include')
    .sort(([, a], [, b]) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <Stack direction="column" gap={2}>
      <RegisterNotices />
      {exclusions.length === 0 ? (
        <EmptyState
          variant="completed"
          message={t(
            'objectives.exclusions.empty',
            'Nothing is excluded: every minute counts. An agreed maintenance can be left out here.'
          )}
        />
      ) : (
        <ExclusionTable exclusions={exclusions} objectives={objectives} onRemove={mayWrite ? setRemoved : undefined} />
      )}
      {log.length > 0 && (
        <section>
          <Text element="h2" variant="h4">
            {t('objectives.exclusions.log', 'What was changed')}
          </Text>
          <Bullets>
            {log.map(([id, entry]) => (
              <li key={id}>
                <Since at={entry.at} /> · {entry.by.name} · {logText(entry)} · {entry.text}
              </li>
            ))}
          </Bullets>
        </section>
      )}
      {removed && (
        <Suspense fallback={null}>
          <RemoveExclusion id={removed} onClose={() => setRemoved(undefined)} />
        </Suspense>
      )}
    </Stack>
  );
}

function logText({ type, past }: LogEntry): string {
  if (type === 'include') {
    return t('objectives.exclusions.log-removed', 'took an exclusion back');
  }
  return past
    ? t('objectives.exclusions.log-past', 'added an exclusion to the past')
    : t('objectives.exclusions.log-added', 'added an exclusion');
}
