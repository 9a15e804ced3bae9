import React, { useMemo, useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Stack, Text } from '@grafana/ui';
import { type ChecklistRegister } from '../../../domain/maintenance/checklist';
import { type Reason } from '../../../domain/record/outcome';
import { shippedChecklists } from '../../../domain/runbook/library/checklists';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { Reasons } from '../../../shared/ui/Reasons';
import { verbatim } from '../../../shared/words/verbatim';
import { useSaveChecklist } from './data';
import { ItemCount } from './ItemCount';

/** What the plugin ships with: to be taken over one by one, and then changed. */
export function ExampleChecklists({ register, mayWrite }: { register: ChecklistRegister; mayWrite: boolean }) {
  const language = useContentLanguage();
  const shipped = useMemo(() => shippedChecklists(language), [language]);
  const save = useSaveChecklist();
  const [reasons, setReasons] = useState<Reason[]>([]);
  return (
    <section aria-labelledby="checklist-examples">
      <Text element="h2" variant="h4">
        <span id="checklist-examples">{t('maintenance.examples.title', 'Examples')}</span>
      </Text>
      <Text color="secondary" element="p">
        {t(
          'maintenance.examples.text',
          'Checks and procedures to begin with. What you take becomes your own: change it to what is true at yours.'
        )}
      </Text>
      {reasons.length > 0 && (
        <Reasons
          title={t('maintenance.editor.not-saved', 'Not saved')}
          reasons={reasons}
          onDismiss={() => setReasons([])}
        />
      )}
      {shipped.map(({ key, content }) => (
        <Stack key={key} justifyContent="space-between" alignItems="center" gap={2}>
          <span>
            {content.title} <ItemCount items={content.items} />
          </span>
          {Object.hasOwn(register.checklists, key) ? (
            <Text color="secondary">{t('maintenance.examples.taken', 'yours already')}</Text>
          ) : (
            mayWrite && (
              <Button
                size="sm"
                variant="secondary"
                aria-label={t('maintenance.examples.take-one', 'Take “{{title}}”', verbatim({ title: content.title }))}
                onClick={async () => setReasons(await save(key, 0, content))}
              >
                {t('maintenance.examples.take', 'Take it')}
              </Button>
            )
          )}
        </Stack>
      ))}
    </section>
  );
}
