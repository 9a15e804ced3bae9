import React, { Fragment } from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { type DocumentationPart } from '../../../domain/improvement/documentation';
import { BACKUPS_PATH } from '../../../shared/backups/paths';
import { OBJECTIVES_PATH } from '../../../shared/objectives/paths';
import { SERVICES_PATH } from '../../../shared/services/paths';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { verbatim } from '../../../shared/words/verbatim';
import { type DocumentationView } from './useDocumentation';

const PATHS: Record<DocumentationPart['of'], string> = {
  services: SERVICES_PATH,
  objectives: OBJECTIVES_PATH,
  backups: BACKUPS_PATH,
};

/** What the share of what is documented is made of, each with its number. */
export function DocumentationParts({ view: { parts, error } }: { view: DocumentationView }) {
  if (error) {
    return (
      <RequestFailure
        severity="warning"
        error={error}
        what={t('improvements.documentation.records', 'Records that tell what is documented')}
      />
    );
  }
  return (
    <Text color="secondary" element="p">
      {t('improvements.documentation.measured', 'Measured in Opsbook’s records:')}{' '}
      {parts
        ?.filter(({ total }) => total > 0)
        .map((part, index) => (
          <Fragment key={part.of}>
            {index > 0 && ' · '}
            <InternalLink to={PATHS[part.of]}>{partText(part)}</InternalLink>
          </Fragment>
        )) ?? '…'}
    </Text>
  );
}

function partText({ of, written, total }: DocumentationPart): string {
  const values = verbatim({ written, total });
  switch (of) {
    case 'services':
      return t('improvements.documentation.services', '{{written}} of {{total}} services with a runbook', values);
    case 'objectives':
      return t(
        'improvements.documentation.objectives',
        '{{written}} of {{total}} objectives with a description',
        values
      );
    case 'backups':
      return t('improvements.documentation.backups', '{{written}} of {{total}} backups with a way to restore', values);
  }
}
