import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ClipboardButton, Stack, Text, useStyles2 } from '@grafana/ui';
import { isRefused, type Outcome } from '../../../domain/record/outcome';
import { type Step } from '../../../domain/runbook/schema';
import { RecordLink } from '../../../shared/ui/RecordLink';
import { formatDuration } from '../../../shared/words/durations';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { verbatim } from '../../../shared/words/verbatim';

interface Props {
  step: Step;
  /** The command or the query with the values in it; absent shows it as it is written. */
  filled?: Outcome<string>;
}

/** What a step asks for, to be read and copied. */
export function StepFacts({ step, filled }: Props) {
  const reasonText = useReasonText();
  const styles = useStyles2(getStyles);
  switch (step.kind) {
    case 'command':
    case 'query': {
      const written = step.kind === 'command' ? step.command : step.expr;
      const rule =
        step.kind === 'query' && step.comparison !== undefined ? ` ${step.comparison} ${step.threshold}` : '';
      if (filled && isRefused(filled)) {
        return (
          <>
            <pre className={styles.code}>{written + rule}</pre>
            {filled.refused.reasons.map((reason) => (
              <Text key={JSON.stringify(reason)} color="warning" element="p">
                {reasonText(reason)}
              </Text>
            ))}
          </>
        );
      }
      const text = filled?.ok ?? written;
      return (
        <Stack gap={1} alignItems="flex-start">
          <pre className={styles.code} tabIndex={0} aria-label={step.title}>
            {text + rule}
            {step.kind === 'query' && step.unit ? ` ${step.unit}` : ''}
          </pre>
          <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => text}>
            {t('runbooks.copy', 'Copy')}
          </ClipboardButton>
        </Stack>
      );
    }
    case 'alert':
      return (
        <Text>
          {t('runbooks.alert-step', 'Passes when no alert “{{alert}}” fires', verbatim({ alert: step.alert }))}
        </Text>
      );
    case 'dashboard':
      return <RecordLink url={step.url}>{step.url}</RecordLink>;
    case 'wait':
      return (
        <Text>
          {t('runbooks.wait-step', 'Wait {{duration}}', verbatim({ duration: formatDuration(step.seconds) }))}
        </Text>
      );
    case 'approval':
      return (
        <Text>
          {step.from
            ? t('runbooks.approval-from', 'Another person approves: {{from}}', verbatim({ from: step.from }))
            : t('runbooks.approval-step', 'Another person than the one who runs it approves')}
        </Text>
      );
    default:
      return null;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  code: css({
    margin: 0,
    flexGrow: 1,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
