import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { ConfirmModal, RadioButtonList } from '@grafana/ui';
import { FOLDERS } from '../../../grafana/records/folders';
import { isOpenToRoles } from '../../../grafana/records/privateFolder';
import { PrivateAccess } from '../../../shared/privacy/PrivateAccess';
import { usePrivateFolder } from '../../../shared/privacy/usePrivateFolder';
import { verbatim } from '../../../shared/words/verbatim';

type Place = 'registers' | 'security';

interface Props {
  onKeep: (restricted: boolean) => void;
  onDismiss: () => void;
}

/** Who will read a review, before it keeps what only administrators may ask Grafana. */
export function KeepModal({ onKeep, onDismiss }: Props) {
  const { data: folder } = usePrivateFolder(true, 'security');
  const [chosen, setChosen] = useState<Place>();
  const isTheirs = folder?.state === 'open' && folder.canWrite;
  const place = chosen ?? (isTheirs ? 'security' : 'registers');
  const isOpen = folder?.state === 'open' && folder.grants !== undefined && isOpenToRoles(folder.grants);
  return (
    <ConfirmModal
      isOpen
      title={t('security.review.question', 'Keep what only administrators may ask Grafana?')}
      body={
        <>
          <RadioButtonList
            name="review-place"
            value={place}
            disabledOptions={folder?.state === 'missing' || isTheirs ? [] : ['security']}
            options={[
              {
                value: 'registers' as const,
                label: t('security.review.among-registers', 'In the folder “{{folder}}”', titleOf('registers')),
                description: t(
                  'security.review.who-reads',
                  'The review tells facts that you see as an administrator, and whoever may open the folder “Registers” reads it: all Viewers, with Grafana’s usual permissions.'
                ),
              },
              {
                value: 'security' as const,
                label: t('security.review.apart', 'In a folder of its own, “{{folder}}”', titleOf('security')),
                description:
                  folder?.state === 'missing'
                    ? t(
                        'security.review.makes-folder',
                        'It is made, and only you and administrators open it until you let others in by its permissions.'
                      )
                    : t(
                        'security.review.in-folder',
                        'Only those may read it whom the permissions of that folder let in.'
                      ),
              },
            ]}
            onChange={setChosen}
          />
          <PrivateAccess of="security" />
        </>
      }
      confirmText={t('security.review.keep', 'Keep this review')}
      confirmButtonVariant="primary"
      disabled={place === 'security' && isOpen}
      onConfirm={() => onKeep(place === 'security')}
      onDismiss={onDismiss}
    />
  );
}

function titleOf(key: Place) {
  return verbatim({ folder: FOLDERS[key].title });
}
