import React from 'react';
import { css } from '@emotion/css';
import { t } from '@grafana/i18n';
import { Alert, Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import { FOLDERS, type RestrictedFolder } from '../../grafana/records/folders';
import { type Grant, isOpenToRoles } from '../../grafana/records/privateFolder';
import { RequestFailure } from '../ui/RequestFailure';
import { verbatim } from '../words/verbatim';
import { usePrivateFolder } from './usePrivateFolder';

/** Who may open a folder that is for few people, as far as Grafana tells this person. */
export function PrivateAccess({ of = 'private' }: { of?: RestrictedFolder }) {
  const { data, error, refetch } = usePrivateFolder(true, of);
  const folder = verbatim({ folder: FOLDERS[of].title });
  if (error) {
    return (
      <RequestFailure
        error={error}
        severity="warning"
        what={t('privacy.folder', 'The folder “{{folder}}”', folder)}
        onRetry={() => void refetch()}
      />
    );
  }
  if (data?.state !== 'open') {
    return data?.state === 'closed' ? (
      <Text color="secondary" element="p">
        {t('privacy.closed', 'The folder “{{folder}}” is there, for others: its administrators can add you.', folder)}
      </Text>
    ) : null;
  }
  return (
    <Stack direction="column" gap={0.5}>
      {data.grants ? (
        <Grants grants={data.grants} />
      ) : (
        <Text color="secondary">
          {t('privacy.unknown', 'Who else may open it, only administrators of the folder see.')}
        </Text>
      )}
      <TextLink href={`/dashboards/f/${FOLDERS[of].uid}`} inline={false}>
        {t('privacy.open', 'Open the folder “{{folder}}”', folder)}
      </TextLink>
    </Stack>
  );
}

function Grants({ grants }: { grants: Grant[] }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {isOpenToRoles(grants) && (
        <Alert
          severity="warning"
          title={t('privacy.open-to-roles', 'This folder is open to everybody with a role of the organisation')}
        >
          {t(
            'privacy.open-to-roles-advice',
            'Remove the roles from its permissions: until then nothing in it is private.'
          )}
        </Alert>
      )}
      <ul className={styles} role="list" aria-label={t('privacy.who', 'Who may open the folder')}>
        {grants.map(({ kind, name, permission }) => (
          <li key={`${kind}-${name}`}>{`${grantee(kind, name)}: ${permissionName(permission)}`}</li>
        ))}
      </ul>
      <Text color="secondary" variant="bodySmall">
        {t('privacy.admins', 'Administrators of the organisation can always open them.')}
      </Text>
    </>
  );
}

function grantee(kind: Grant['kind'], name: string): string {
  switch (kind) {
    case 'person':
      return name;
    case 'team':
      return t('privacy.team', 'Team {{name}}', verbatim({ name }));
    case 'role':
      return t('privacy.role', 'Everybody with the role {{name}}', verbatim({ name }));
  }
}

function permissionName(permission: Grant['permission']): string {
  switch (permission) {
    case 'View':
      return t('privacy.view', 'View');
    case 'Edit':
      return t('privacy.edit', 'Edit');
    case 'Admin':
      return t('privacy.admin', 'Admin');
  }
}

const getStyles = () => css({ listStyle: 'none', margin: 0 });
