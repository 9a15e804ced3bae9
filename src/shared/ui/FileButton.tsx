import React, { type ComponentProps, type ReactNode, useRef, useState } from 'react';
import { Button } from '@grafana/ui';
import { type Reason } from '../../domain/record/outcome';
import { Reasons } from './Reasons';

interface FileProps {
  /** What the file holds, for screen readers. */
  label: string;
  accept: string;
  onFile: (file: File) => void;
}

/** A hidden file input, and how to open it from whatever stands in its place. */
export function useFileInput({ label, accept, onFile }: FileProps) {
  const ref = useRef<HTMLInputElement>(null);
  const input = (
    <input
      ref={ref}
      type="file"
      accept={accept}
      hidden
      aria-label={label}
      onChange={({ currentTarget }) => {
        const file = currentTarget.files?.[0];
        currentTarget.value = ''; // the same file may be chosen again
        if (file) {
          onFile(file);
        }
      }}
    />
  );
  return { input, open: () => ref.current?.click() };
}

type Look = Pick<ComponentProps<typeof Button>, 'size' | 'fill' | 'disabled'>;

/** A button that takes one file. */
export function FileButton({ label, accept, onFile, children, ...look }: FileProps & Look & { children: ReactNode }) {
  const { input, open } = useFileInput({ label, accept, onFile });
  return (
    <>
      {input}
      <Button variant="secondary" icon="upload" {...look} onClick={open}>
        {children}
      </Button>
    </>
  );
}

interface ImportProps extends Omit<FileProps, 'onFile'>, Look {
  /** Takes the file in, or says why not. */
  onFile: (file: File) => Promise<Reason[]>;
  /** Stands over the reasons. */
  refused: string;
  children: ReactNode;
}

/** A button that takes one file, with what is wrong with the file below it. */
export function ImportFileButton({ onFile, refused, ...button }: ImportProps) {
  const [reasons, setReasons] = useState<Reason[]>([]);
  return (
    <>
      <FileButton {...button} onFile={(file) => void onFile(file).then(setReasons)} />
      {reasons.length > 0 && <Reasons title={refused} reasons={reasons} onDismiss={() => setReasons([])} />}
    </>
  );
}
