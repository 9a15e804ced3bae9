import React, { useState } from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button, ConfirmModal } from '@grafana/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ensureFolders, ROOT_FOLDER } from '../../grafana/records/folders';

interface Props {
  onMade?: () => void;
  size?: 'sm' | 'md';
}

/** Makes the folders of the records, after saying who will be able to write there. */
export function MakeFolders({ onMade, size = 'md' }: Props) {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const make = useMutation({
    mutationFn: ensureFolders,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['access'] });
      onMade?.();
    },
    meta: {
      done: t('setup.folders.made', 'The folders are there'),
      failed: t('setup.folders.failed', 'The folders could not be made'),
    },
  });
  return (
    <>
      <Button icon="folder-plus" size={size} disabled={make.isPending} onClick={() => setAsking(true)}>
        {t('setup.folders.make', 'Make the folders…')}
      </Button>
      <ConfirmModal
        isOpen={isAsking}
        title={t('setup.folders.question', 'Make the folders of the records?')}
        confirmText={t('setup.folders.confirm', 'Make them')}
        confirmButtonVariant="primary"
        onDismiss={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          make.mutate();
        }}
        body={
          <Trans i18nKey="setup.folders.who" values={{ folder: ROOT_FOLDER.title }}>
            The folder “{'{{folder}}'}” is made with one folder inside for each kind of record. With Grafana’s usual
            permissions, all <strong>editors</strong> and <strong>admins</strong> of this organization will write
            records, and <strong>viewers</strong> will read them. Change that afterwards in the permissions of the
            folder: a team with Edit there writes too, whatever the roles of its people.
          </Trans>
        }
      />
    </>
  );
}
