import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, MultiSelect, Stack, Text, useStyles2 } from '@grafana/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { folderGrants, type FolderGrant, letWrite } from '../../../grafana/records/folderPermissions';
import { teams } from '../../../grafana/records/privateFolder';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { verbatim } from '../../../shared/words/verbatim';

const key = ['access', 'grants'];

/** Who may read, write and administer records, and teams to add. */
export function Who() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await folderGrants(signal)) ?? null,
  });
  if (error) {
    return (
      <RequestFailure
        error={error}
        severity="warning"
        what={t('setup.who.what', 'Permissions of the folder')}
        onRetry={() => void refetch()}
      />
    );
  }
  if (isPending) {
    return null;
  }
  if (!data) {
    return (
      <Text color="secondary" element="p">
        {t(
          'setup.who.hidden',
          'Only who administers the folder sees its permissions: ask one of them who may write here.'
        )}
      </Text>
    );
  }
  return (
    <Stack direction="column" gap={1}>
      <table aria-label={t('setup.who.title', 'Who may do what with the records')}>
        <tbody>
          <Line label={t('setup.who.write', 'Write')} grants={data.filter(({ may }) => may === 'write')} />
          <Line
            label={t('setup.who.administer', 'Administer')}
            grants={data.filter(({ may }) => may === 'administer')}
          />
          <Line label={t('setup.who.read', 'Only read')} grants={data.filter(({ may }) => may === 'read')} />
        </tbody>
      </table>
      <AddTeams grants={data} />
    </Stack>
  );
}

function Line({ label, grants }: { label: string; grants: FolderGrant[] }) {
  const styles = useStyles2(getStyles);
  return (
    <tr>
      <th scope="row">{label}</th>
      <td className={styles}>
        {grants.length === 0 ? t('setup.who.nobody', 'nobody') : grants.map(grantText).join(', ')}
      </td>
    </tr>
  );
}

function grantText({ kind, name }: FolderGrant): string {
  switch (kind) {
    case 'team':
      return t('setup.who.team', 'team {{name}}', verbatim({ name }));
    case 'role':
      return t('setup.who.role', 'everybody with the role {{name}}', verbatim({ name }));
    case 'person':
      return name;
  }
}

function AddTeams({ grants }: { grants: FolderGrant[] }) {
  const client = useQueryClient();
  const [picked, setPicked] = useState<Array<{ id: number; name: string }>>([]);
  const { data: all = [] } = useQuery({ queryKey: ['teams'], queryFn: ({ signal }) => teams(signal), retry: false });
  const there = new Set(grants.filter(({ kind, may }) => kind === 'team' && may !== 'read').map(({ name }) => name));
  const addable = all.filter(({ name }) => !there.has(name));
  const add = useMutation({
    mutationFn: letWrite,
    onSuccess: async () => {
      setPicked([]);
      await client.invalidateQueries({ queryKey: ['access'] });
    },
    meta: {
      done: t('setup.who.added', 'They may write records now'),
      failed: t('setup.who.failed', 'The permissions could not be changed'),
    },
  });
  if (addable.length === 0) {
    return (
      <Text color="secondary">{t('setup.who.no-team', 'There is no further team that you could let write.')}</Text>
    );
  }
  return (
    <Stack gap={1} alignItems="center" wrap="wrap">
      <MultiSelect
        inputId="setup-teams"
        aria-label={t('setup.who.teams', 'Teams that may write')}
        placeholder={t('setup.who.teams', 'Teams that may write')}
        width={40}
        value={picked.map(({ id }) => id)}
        options={addable.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(options) => setPicked(addable.filter(({ id }) => options.some(({ value }) => value === id)))}
      />
      <Button variant="secondary" disabled={picked.length === 0 || add.isPending} onClick={() => add.mutate(picked)}>
        {t('setup.who.let', 'Let them write')}
      </Button>
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => css({ paddingLeft: theme.spacing(2) });
