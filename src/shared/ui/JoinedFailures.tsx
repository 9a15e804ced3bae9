import React from 'react';
import { t } from '@grafana/i18n';
import { verbatim } from '../words/verbatim';
import { FailureAlert } from './FailureAlert';
import { useJoinedFailures } from './failuresOfPage';

/** What failed alike in several parts of the page, said once, with one button for all of them. */
export function JoinedFailures() {
  return useJoinedFailures().map((parts) => {
    const [{ title, advice }] = parts;
    const names = [...new Set(parts.map(({ what }) => what))].join(', ');
    return (
      <FailureAlert
        key={`${title}|${advice}`}
        severity={parts.some(({ severity }) => severity === 'error') ? 'error' : 'warning'}
        title={title}
        advice={`${advice} ${t('failures.joined', 'Could not be read: {{names}}.', verbatim({ names }))}`}
        onRetry={() => parts.forEach(({ onRetry }) => onRetry())}
      />
    );
  });
}
