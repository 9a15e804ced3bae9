import React from 'react';
import { t } from '@grafana/i18n';
import { Alert, Combobox, Field } from '@grafana/ui';
import { type Team } from '../../../grafana/records/privateFolder';
import { PrivateAccess } from '../../../shared/privacy/PrivateAccess';
import { usePrivateFolder, useTeams } from '../../../shared/privacy/usePrivateFolder';

interface Props {
  team: Team | undefined;
  onTeam: (team: Team | undefined) => void;
}

/** Where a private incident will be kept and who will see it, before it is declared. */
export function PrivateFields({ team, onTeam }: Props) {
  const { data } = usePrivateFolder();
  const isMissing = data?.state === 'missing';
  const { data: teams } = useTeams(isMissing);
  if (!isMissing) {
    return data?.state === 'closed' || (data?.state === 'open' && !data.canWrite) ? (
      <Alert severity="warning" title={t('privacy.not-yours', 'You may not declare private incidents')}>
        {t(
          'privacy.not-yours-advice',
          'They are kept in the folder “Private incidents”. Its administrators can give you or your team Edit on it.'
        )}
      </Alert>
    ) : (
      <PrivateAccess />
    );
  }
  return (
    <Field
      noMargin
      htmlFor="private-team"
      label={t('privacy.team-label', 'Team that may open private incidents')}
      description={t(
        'privacy.team-help',
        'The folder “Private incidents” is made first: you administer it, this team may edit, nobody else sees it but administrators of the organisation.'
      )}
    >
      <Combobox
        id="private-team"
        isClearable
        width={40}
        placeholder={t('privacy.team-none', 'Only me')}
        options={(teams ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
        value={team ? String(team.id) : null}
        onChange={(option) => onTeam(teams?.find(({ id }) => String(id) === option?.value))}
      />
    </Field>
  );
}
