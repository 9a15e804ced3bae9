import React from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { Choice } from '../../ui/Choice';
import { verbatim } from '../../words/verbatim';
import { type Owners } from './useOwners';

export function OwnerFilter({ owners: { chosen, choose, teams, mine } }: { owners: Owners }) {
  return (
    <>
      <Choice
        label={t('maintenance.who.label', 'Whose work')}
        placeholder={t('maintenance.who.all', 'everybody’s')}
        width={28}
        value={chosen}
        options={[
          { value: 'mine', label: t('maintenance.who.mine', 'mine') },
          { value: 'my-team', label: t('maintenance.who.my-team', 'my team’s') },
          ...teams.map((team) => ({ value: `team:${team}`, label: team })),
        ]}
        onChange={choose}
      />
      {chosen === 'my-team' && (
        <Text color="secondary" variant="bodySmall">
          {mine.length
            ? t('maintenance.who.teams', 'By your teams in Grafana: {{teams}}', verbatim({ teams: mine.join(', ') }))
            : t(
                'maintenance.who.no-team',
                'None of your teams in Grafana has a name that the plan knows: choose a team.'
              )}
        </Text>
      )}
    </>
  );
}
