import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Text } from '@grafana/ui';
import { type Evidence } from '../../../domain/incident/schema';
import { queryFailure } from '../../../shared/words/objectives';
import { verbatim } from '../../../shared/words/verbatim';
import { useRunAgain } from '../data/evidence';
import { evidenceValueText } from './EvidenceView';

/** Asks the same question again: over the same time (does it still say the same?) and now. */
export function RunAgain({ evidence }: { evidence: Evidence }) {
  const again = useRunAgain(evidence);
  const { unit } = evidence;
  const value = (number: number | undefined) =>
    number === undefined ? t('incidents.signals.no-data', 'no data') : evidenceValueText(number, unit);
  return (
    <>
      <Button
        size="sm"
        variant="secondary"
        fill="text"
        icon="sync"
        disabled={again.isPending}
        onClick={() => again.mutate()}
      >
        {t('incidents.evidence.again', 'Run again')}
      </Button>
      {again.error && <Text color="error">{queryFailure(again.error).title}</Text>}
      {again.data && (
        <Text color="secondary" variant="bodySmall">
          {again.data.isSame
            ? t(
                'incidents.evidence.same',
                'The same answer for that time; now {{now}}',
                verbatim({ now: value(again.data.now) })
              )
            : t(
                'incidents.evidence.differs',
                'That time now reads {{then}} (its samples changed or are gone); now {{now}}',
                verbatim({
                  then: value(again.data.then),
                  now: value(again.data.now),
                })
              )}
        </Text>
      )}
    </>
  );
}
