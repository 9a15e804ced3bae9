import React from 'react';
import { t } from '@grafana/i18n';
import { Alert, Checkbox, Combobox, Field } from '@grafana/ui';
import { PrivateAccess } from '../../../shared/privacy/PrivateAccess';
import { usePrivateFolder, useTeams } from '../../../shared/privacy/usePrivateFolder';
import { verbatim } from '../../../shared/words/verbatim';
import { type PrivateAnswer } from '../data/privateFolder';

interface Props {
  answer: PrivateAnswer;
  onChange: (answer: PrivateAnswer) => void;
}

/** Where a private incident will be kept and who will see it, before it is written. */
export function PrivateFields({ answer, onChange }: Props) {
  const { data } = usePrivateFolder();
  if (data?.state === 'missing') {
    return <TeamField answer={answer} onChange={onChange} />;
  }
  if (data?.state === 'closed' || (data?.state === 'open' && !data.canWrite)) {
    return (
      <Alert severity="warning" title={t('privacy.not-yours', 'You may not declare private incidents')}>
        {t(
          'privacy.not-yours-advice',
          'They are kept in the folder “Private incidents”. Its administrators can give you or your team Edit on it.'
        )}
      </Alert>
    );
  }
  return data?.state === 'open' && !data.grants ? (
    <Unverified madeBy={data.madeBy} answer={answer} onChange={onChange} />
  ) : (
    <PrivateAccess />
  );
}

/** Only administrators of a folder may read who else opens it. */
function Unverified({ madeBy, answer, onChange }: Props & { madeBy?: string }) {
  return (
    <Alert severity="warning" title={t('privacy.not-verified', 'It could not be verified that this is private')}>
      <p>
        {t(
          'privacy.not-verified-why',
          'You may write in the folder “Private incidents”, and may not read who else can open it.'
        )}{' '}
        {madeBy && t('privacy.made-by', 'It was made by {{login}}.', verbatim({ login: madeBy }))}
      </p>
      <Checkbox
        label={t('privacy.confirm', 'Keep it there all the same')}
        value={answer.isConfirmed ?? false}
        onChange={({ currentTarget }) => onChange({ ...answer, isConfirmed: currentTarget.checked })}
      />
    </Alert>
  );
}

function TeamField({ answer, onChange }: Props) {
  const { data: teams } = useTeams();
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
        value={answer.team ? String(answer.team.id) : null}
        onChange={(option) => onChange({ ...answer, team: teams?.find(({ id }) => String(id) === option?.value) })}
      />
    </Field>
  );
}
