import React from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { type RunbookRunEntry } from '../../../domain/runbook/runSchema';
import { type Step } from '../../../domain/runbook/schema';
import { Since } from '../../../shared/ui/Since';
import { StateMark } from '../../../shared/ui/StateMark';
import { WaitingMark } from '../../../shared/ui/WaitingMark';
import { formatFigure } from '../../../shared/words/numbers';
import { VERDICT_MARKS, stepVerdictName } from '../../../shared/words/runbooks';
import { clockText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';

interface Props {
  entry: RunbookRunEntry;
  step: Step;
  isWaiting: boolean;
}

/** One answer or word on a step; all of them stay. */
export function EntryLine({ entry: { what, by, at }, step, isWaiting }: Props) {
  const verdict = what.kind === 'answer' ? what.answer.verdict : what.kind === 'settle' ? what.verdict : undefined;
  return (
    <div>
      {verdict && <StateMark mark={VERDICT_MARKS[verdict]} label={stepVerdictName(verdict)} />} {textOf(what, step)}{' '}
      <Text color="secondary" variant="bodySmall">
        {by.name} <Since at={what.kind === 'answer' ? what.answer.at : at} />
      </Text>
      {isWaiting && <WaitingMark />}
      {what.kind === 'answer' &&
        what.answer.warnings?.map((warning) => (
          <Text key={warning} color="warning" element="p">
            {warning}
          </Text>
        ))}
    </div>
  );
}

function textOf(what: RunbookRunEntry['what'], step: Step): string {
  switch (what.kind) {
    case 'answer': {
      const { value, unit, verdict, series } = what.answer;
      const shown = typeof value === 'number' ? formatFigure(value) : value;
      return [
        shown === undefined ? '' : `${shown}${unit ? ` ${unit}` : ''}`,
        verdict ? stepVerdictName(verdict) : '',
        series > 1
          ? t('runbooks.series', '', {
              count: series,
              defaultValue_one: '{{count}} series',
              defaultValue_other: '{{count}} series',
            })
          : '',
      ]
        .filter(Boolean)
        .join(' · ');
    }
    case 'settle': {
      const option =
        step.kind === 'decision' && what.option !== undefined ? step.options[what.option]?.label : undefined;
      return [option ?? stepVerdictName(what.verdict), what.value, what.reason, what.note].filter(Boolean).join(' · ');
    }
    case 'wait':
      return t('runbooks.waiting-until', 'wait until {{time}}', verbatim({ time: clockText(what.until) }));
    case 'approve':
      return t('runbooks.approved', 'approved');
  }
}
