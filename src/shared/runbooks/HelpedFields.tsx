import React from 'react';
import { t } from '@grafana/i18n';
import { Field, Input, Stack, Text } from '@grafana/ui';
import { useMutation } from '@tanstack/react-query';
import { type Incident } from '../../domain/incident/schema';
import { openedRunbooks } from '../../domain/runbook/opened';
import { runKind } from '../../domain/runbook/run';
import { runbookKind } from '../../domain/runbook/runbook';
import { type Helped, HELPED } from '../../domain/runbook/runSchema';
import { newId } from '../../grafana/ids';
import { read } from '../../grafana/records/store';
import { currentPerson } from '../../grafana/user';
import { useOutbox } from '../records/OutboxProvider';
import { Choice } from '../ui/Choice';
import { helpedName } from '../words/runbooks';
import { verbatim } from '../words/verbatim';
import { useRunbooks, useRunHeads } from './useRunbooks';
import { useBeginRun } from './useStartRun';

/** By the runbook's or the run's name. */
export type HelpedAnswers = Record<string, { helped?: Helped; why: string }>;

/** A runbook that was used in an incident and of which nobody has said yet whether it helped. */
interface Used {
  /** Of the run, or of a runbook that was opened and not run. */
  name: string;
  title: string;
  isRun: boolean;
}

/** Runs of an incident that nobody has ended yet, and the runbooks that were only read in it. */
export function useUsedRunbooks(incident: Incident): Used[] {
  const { runs } = useRunHeads();
  const { runbooks } = useRunbooks();
  const own = runs.filter((run) => run.incident === incident.name);
  const onlyRead = openedRunbooks(incident).filter((name) => !own.some((run) => run.runbook === name));
  return [
    ...own
      .filter(({ finished, abandoned }) => !finished && !abandoned)
      .map(({ name, title }) => ({ name, title, isRun: true })),
    ...onlyRead.flatMap((name) => {
      const head = runbooks.find((each) => each.name === name);
      return head ? [{ name, title: head.title, isRun: false }] : [];
    }),
  ];
}

/** Whether an answer lacks the reason that a "no" needs. */
export function lacksWhy(answers: HelpedAnswers): boolean {
  return Object.values(answers).some(({ helped, why }) => (helped === 'no' || helped === 'wrong') && why.trim() === '');
}

/** Ends the runs that were answered, the others go on; what was only read is kept as a run that was ended at once. */
export function useFinishRuns(incident: Incident): (used: Used[], answers: HelpedAnswers) => void {
  const outbox = useOutbox();
  const begin = useBeginRun();
  const runOf = async ({ name, isRun }: Used): Promise<string | undefined> => {
    if (isRun) {
      return name;
    }
    const { record: runbook } = await read(runbookKind, name);
    return runbook && begin({ name, runbook, around: {}, ...(!incident.private && { incident: incident.name }) });
  };
  const { mutate } = useMutation({
    mutationFn: async ({ used, answer }: { used: Used; answer: HelpedAnswers[string] }) => {
      const run = await runOf(used);
      const { helped } = answer;
      const why = answer.why.trim();
      if (run && helped) {
        const command = { type: 'finish', id: newId(), at: new Date().toISOString(), by: currentPerson(), helped };
        void outbox.send(runKind.kind, run, { ...command, ...(why && { why }) });
      }
    },
    meta: { failed: t('runbooks.helped.failed', 'Whether the runbook helped could not be kept') },
  });
  return (used, answers) =>
    used.forEach((each) => {
      const answer = answers[each.name];
      if (answer?.helped) {
        mutate({ used: each, answer });
      }
    });
}

interface Props {
  used: Used[];
  answers: HelpedAnswers;
  onChange: (answers: HelpedAnswers) => void;
}

/** "Did it help?", for every runbook that was opened in an incident. */
export function HelpedFields({ used, answers, onChange }: Props) {
  return (
    <Stack direction="column" gap={1}>
      {used.map(({ name, title }) => {
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
