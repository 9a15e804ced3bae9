import React from 'react';
import { t } from '@grafana/i18n';
import { IconButton } from '@grafana/ui';
import { useFileInput } from '../../../shared/ui/FileButton';

interface Props {
  isBusy: boolean;
  onAdd: (file: File) => void;
}

export function PictureButton({ isBusy, onAdd }: Props) {
  const { input, open } = useFileInput({
    label: t('incidents.picture.file', 'Picture'),
    accept: 'image/*',
    onFile: onAdd,
  });
  return (
    <>
      {input}
      <IconButton
        name="camera"
        disabled={isBusy}
        tooltip={t('incidents.picture.add', 'Add a picture (or paste one)')}
        onClick={open}
      />
    </>
  );
}
