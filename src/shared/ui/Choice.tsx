import React, { useId } from 'react';
import { css } from '@emotion/css';
import { Combobox, type ComboboxOption, useStyles2 } from '@grafana/ui';

interface Props {
  label: string;
  placeholder: string;
  value?: string;
  options: Array<ComboboxOption<string>>;
  onChange: (value: string | undefined) => void;
  width?: number;
  /** False where there is always a value. */
  isClearable?: boolean;
}

/** A filter that may be empty. Combobox takes its name from another element only. */
export function Choice({ label, placeholder, value, options, onChange, width = 20, isClearable = true }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const shared = { 'aria-labelledby': id, placeholder, width, value: value ?? null, options };
  return (
    <div className={styles.choice}>
      <span id={id} className="sr-only">
        {label}
      </span>
      {isClearable ? (
        <Combobox {...shared} isClearable onChange={(option) => onChange(option?.value)} />
      ) : (
        <Combobox {...shared} onChange={(option) => onChange(option.value)} />
      )}
    </div>
  );
}

const getStyles = () => ({
  // no wider than a narrow page, whatever its width
  choice: css({ maxWidth: '100%', '& div': { maxWidth: '100%' } }),
});
