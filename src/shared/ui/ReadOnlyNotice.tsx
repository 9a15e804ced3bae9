import React from 'react';
import { t } from '@grafana/i18n';
import { Box, Text } from '@grafana/ui';
import { type FolderKey } from '../../domain/record/record';
import { FOLDERS, isRestricted } from '../../grafana/records/folders';
import { useCanWrite } from '../records/useCanWrite';
import { verbatim } from '../words/verbatim';

/** One line for people who may read but not write: who can change it. */
export function ReadOnlyNotice({ folder }: { folder: FolderKey }) {
  if (useCanWrite(folder) !== 'no') {
    return null;
  }
  return (
    <Box marginBottom={1}>
      <Text color="secondary" element="p">
        {isRestricted(folder)
          ? t(
              'access.read-only-private',
              'Read-only for you. People with Edit on the folder “{{folder}}” can change this.',
              verbatim({ folder: FOLDERS[folder].title })
            )
          : t(
              'access.read-only',
              'Read-only for you. People with Edit on the folder “Opsbook” can change this; an administrator can give it to you or your team.'
            )}
      </Text>
    </Box>
  );
}
