import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Checkbox, Field, RadioButtonGroup, Text } from '@grafana/ui';
import { offeredRoadmap } from '../../../domain/improvement/defaults';
import { quarterOf, shiftQuarter } from '../../../domain/improvement/due';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { useRoadmap } from '../../../shared/improvements/useRoadmap';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { priorityName } from '../../../shared/words/actions';
import { dueText, stateName } from '../words';

/** The built-in roadmap: which of its items the team wants, and from when they are counted. */
export function AdoptModal({ today, onClose }: { today: string; onClose: () => void }) {
  const { record, send } = useRoadmap();
  const language = useContentLanguage();
  const next = shiftQuarter(quarterOf(today), 1);
  const [first, setFirst] = useState<string | undefined>(next);
  const offered = offeredRoadmap(language, first).filter(({ key }) => !record?.items[key]);
  const [left, setLeft] = useState<string[]>([]);
  const { settle, general } = useSettling(onClose);
  const chosen = offered.filter(({ key }) => !left.includes(key));
  const adopt = () =>
    settle(
      send({
        type: 'adopt',
        items: Object.fromEntries(chosen.map(({ key, fields, state }) => [key, { fields, state }])),
      })
    );
  return (
    <FormModal
      title={t('improvements.adopt.title', 'Adopt the sample roadmap')}
      save={t('improvements.adopt.save', 'Adopt')}
      isDisabled={chosen.length === 0}
      onSave={adopt}
      onClose={onClose}
      general={general}
    >
      <Text color="secondary">
        {t('improvements.adopt.text', 'An example to begin with. What you adopt can be changed and removed.')}
      </Text>
      <Field noMargin label={t('improvements.adopt.from', 'Due dates')}>
        <RadioButtonGroup
          options={[
            { value: next, label: t('improvements.adopt.next', 'From next quarter on') },
            { value: '', label: t('improvements.adopt.manual', 'As in the manual (2024: overdue at once)') },
          ]}
          value={first ?? ''}
          onChange={(value) => setFirst(value || undefined)}
        />
      </Field>
      <ul style={{ listStyle: 'none' }}>
        {offered.map(({ key, fields, state }) => (
          <li key={key}>
            <Checkbox
              label={fields.title}
              description={[
                priorityName(fields.priority),
                fields.due && dueText(fields.due),
                fields.owner,
                stateName(state),
              ]
                .filter(Boolean)
                .join(' · ')}
              value={!left.includes(key)}
              onChange={({ currentTarget }) =>
                setLeft(currentTarget.checked ? left.filter((each) => each !== key) : [...left, key])
              }
            />
          </li>
        ))}
      </ul>
    </FormModal>
  );
}
