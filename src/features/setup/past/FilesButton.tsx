import React, { useRef } from 'react';
import { Button } from '@grafana/ui';

interface Props {
  children: string;
  /** Of the input, for people who do not see the button. */
  label: string;
  accept: string;
  isDisabled?: boolean;
  /** A folder with all that is below it, or several files, or one. */
  of: 'folder' | 'files' | 'file';
  onChoose: (files: File[]) => void;
}

export function FilesButton({ children, label, accept, isDisabled, of, onChoose }: Props) {
  const input = useRef<HTMLInputElement | null>(null);
  return (
    <>
      <input
        ref={(element) => {
          input.current = element;
          element?.toggleAttribute('webkitdirectory', of === 'folder'); // React knows no such property
        }}
        type="file"
        accept={of === 'folder' ? undefined : accept}
        multiple={of !== 'file'}
        hidden
        aria-label={label}
        onChange={({ currentTarget }) => {
          const chosen = [...(currentTarget.files ?? [])].filter(
            ({ name }) => of !== 'folder' || accept.split(',').some((end) => name.toLowerCase().endsWith(end))
          );
          currentTarget.value = ''; // the same file may be chosen again
          onChoose(chosen);
        }}
      />
      <Button variant="secondary" icon="upload" disabled={isDisabled} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  );
}
