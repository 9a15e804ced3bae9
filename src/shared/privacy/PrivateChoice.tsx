import React from 'react';
import { t } from '@grafana/i18n';
import { Checkbox } from '@grafana/ui';
import { verbatim } from '../words/verbatim';

interface Props {
  /** How many private ones a document for others could tell of. */
  count: number | undefined;
  value: boolean;
  onChange: (value: boolean) => void;
}

/** Private incidents are left out of what is made for others, and said to be, unless they are asked for. */
export function PrivateChoice({ count = 0, value, onChange }: Props) {
  return count === 0 ? null : (
    <Checkbox
      label={t('privacy.include', 'With private incidents')}
      description={privateNote(count, value)}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  );
}

/** What an export in the language of the interface says of them; absent: there are none. */
export function privateNote(count: number, withPrivate: boolean): string | undefined {
  if (count === 0) {
    return undefined;
  }
  return withPrivate
    ? t('privacy.confidential', 'Confidential: it tells of private incidents')
    : t('privacy.left-out', 'Private ones left out: {{number}}', verbatim({ number: count }));
}
