import React, { useRef } from 'react';
import { t } from '@grafana/i18n';
import { IconButton } from '@grafana/ui';

interface Props {
  isBusy: boolean;
  onAdd: (file: File) => void;
}

export function PictureButton({ isBusy, onAdd }: Props) {
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={file}
        type="file"
        accept="image/*"
        hidden
        aria-label={t('incidents.picture.file', 'Picture')}
        onChange={({ currentTarget }) => {
          [...(currentTarget.files ?? [])].forEach(onAdd);
          currentTarget.value = ''; // the same file may be chosen again
        }}
      />
      <IconButton
        name="camera"
        disabled={isBusy}
        tooltip={t('incidents.picture.add', 'Add a picture (or paste one)')}
        onClick={() => file.current?.click()}
      />
    </>
  );
}
