import React from 'react';
import { t } from '@grafana/i18n';
import { Field, Input, Stack, Text } from '@grafana/ui';
import { type RunHead } from '../../domain/runbook/runHead';
import { type Helped, HELPED } from '../../domain/runbook/runSchema';
import { newId } from '../../grafana/ids';
import { currentPerson } from '../../grafana/user';
import { useOutbox } from '../records/OutboxProvider';
import { Choice } from '../ui/Choice';
import { helpedName } from '../words/runbooks';
import { verbatim } from '../words/verbatim';
import { useRunHeads } from './useRunbooks';

export type HelpedAnswers = Record<string, { helped?: Helped; why: string }>;

/** Runs of an incident that nobody has ended yet. */
export function useOpenRuns(incident: string): RunHead[] {
  return useRunHeads().runs.filter((run) => run.incident === incident && !run.finished && !run.abandoned);
}

/** Whether an answer lacks the reason that a "no" needs. */
export function lacksWhy(answers: HelpedAnswers): boolean {
  return Object.values(answers).some(({ helped, why }) => (helped === 'no' || helped === 'wrong') && why.trim() === '');
}

/** Ends the runs that were answered; the others go on. */
export function useFinishRuns(): (answers: HelpedAnswers) => void {
  const outbox = useOutbox();
  return (answers) =>
    Object.entries(answers).forEach(([run, { helped, why }]) => {
      if (helped) {
        const command = { type: 'finish', id: newId(), at: new Date().toISOString(), by: currentPerson(), helped };
        void outbox.send('run', run, { ...command, ...(why.trim() && { why: why.trim() }) });
      }
    });
}

interface Props {
  runs: RunHead[];
  answers: HelpedAnswers;
  onChange: (answers: HelpedAnswers) => void;
}

/** "Did it help?", for every runbook that was opened in an incident. */
export function HelpedFields({ runs, answers, onChange }: Props) {
  return (
    <Stack direction="column" gap={1}>
      {runs.map(({ name, title }) => {
        const { helped, why } = answers[name] ?? { why: '' };
        const change = (part: Partial<HelpedAnswers[string]>) =>
          onChange({ ...answers, [name]: { why, ...(helped && { helped }), ...part } });
        return (
          <div key={name}>
            <Text>{t('runbooks.helped.of', 'Did “{{title}}” help?', verbatim({ title }))}</Text>
            <Stack gap={1} wrap="wrap">
              <Choice
                label={t('runbooks.helped.of', 'Did “{{title}}” help?', verbatim({ title }))}
                placeholder="–"
                value={helped}
                options={HELPED.map((value) => ({ value, label: helpedName(value) }))}
                onChange={(value) => {
                  const chosen = HELPED.find((each) => each === value);
                  onChange({ ...answers, [name]: { why, ...(chosen && { helped: chosen }) } });
                }}
              />
              <Field
                noMargin
                invalid={(helped === 'no' || helped === 'wrong') && why.trim() === ''}
                error={t('reasons.required', 'This is required')}
              >
                <Input
                  width={40}
                  aria-label={t('runbooks.helped.why-of', 'Why, for “{{title}}”', verbatim({ title }))}
                  placeholder={t('runbooks.helped.why', 'Why')}
                  value={why}
                  onChange={({ currentTarget }) => change({ why: currentTarget.value })}
                />
              </Field>
            </Stack>
          </div>
        );
      })}
    </Stack>
  );
}
