import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Field, Stack } from '@grafana/ui';
import { useTeamNames } from '../../../shared/maintenance/owners/useOwners';
import { Choice } from '../../../shared/ui/Choice';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { usePeople } from '../owners/usePeople';
import { type SettlingPartProps } from './parts';

interface Props extends SettlingPartProps {
  /** The command of the hand-over that is there already. */
  seen?: string;
  onBack: () => void;
}

/** Gives this one date to another team or person; the plan stays as it is. */
export function HandOver({ form, promise, isWrong, onChange, onSend, seen, onBack }: Props) {
  const people = usePeople();
  const teams = useTeamNames();
  const [to, setTo] = useState<{ team: string; person?: string }>({ team: '' });
  const person = people.find(({ uid }) => uid === to.person);
  return (
    <>
      <TextField
        id="hand-team"
        label={t('maintenance.hand.team', 'To the team')}
        invalid={isWrong('to')}
        list="hand-teams"
        value={to.team}
        onChange={(team) => setTo({ ...to, team })}
      />
      <datalist id="hand-teams">
        {teams.map((team) => (
          <option key={team} value={team} />
        ))}
      </datalist>
      <Field noMargin label={t('maintenance.hand.person', 'To the person')}>
        <Choice
          label={t('maintenance.hand.person', 'To the person')}
          placeholder={t('maintenance.task.nobody', 'nobody in particular')}
          width={40}
          value={to.person}
          options={people.map(({ uid, name }) => ({ value: uid, label: name }))}
          onChange={(uid) => setTo({ ...to, person: uid })}
        />
      </Field>
      <TextAreaField
        id="hand-reason"
        required
        label={t('maintenance.hand.reason', 'Why is it handed over?')}
        invalid={isWrong('reason')}
        rows={2}
        value={form.reason}
        onChange={(reason) => onChange({ reason })}
      />
      <Stack gap={1}>
        <Button
          onClick={() =>
            onSend({
              type: 'handOver',
              occurrence: promise,
              reason: form.reason,
              ...(to.team.trim() && { team: to.team }),
              ...(person && { person }),
              ...(seen && { seen }),
            })
          }
        >
          {t('maintenance.hand.send', 'Hand this date over')}
        </Button>
        <Button variant="secondary" onClick={onBack}>
          {t('maintenance.occurrence.cancel', 'Cancel')}
        </Button>
      </Stack>
    </>
  );
}
