import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Text, useStyles2 } from '@grafana/ui';
import { FATES, type RuleVerdict } from '../../../domain/insights/alerts/judgement';
import { type AlertRule } from '../../../domain/runbook/coverage';
import { fateName, leadText, judgedShareText, alertSourceName } from '../../../shared/alerts/words';
import { getCardTableStyles } from '../../../shared/ui/tableStyles';
import { formatDuration } from '../../../shared/words/durations';
import { verbatim } from '../../../shared/words/verbatim';

interface Props {
  verdicts: RuleVerdict[];
  rules: AlertRule[];
  onBacktest: (rule: AlertRule) => void;
}

const FIRST = 50;

/** The rules, those first that nobody acted on most; where it is narrow every row is a card. */
export function RuleTable({ verdicts, rules, onBacktest }: Props) {
  const styles = useStyles2(getStyles);
  const [all, setAll] = useState(false);
  const shown = all ? verdicts : verdicts.slice(0, FIRST);
  return (
    <div className={styles.container}>
      <table className={styles.table} role="table" aria-label={t('alerts.rules', 'Alert rules')}>
        <thead role="rowgroup">
          <tr role="row">
            {[
              t('alerts.column.rule', 'Rule'),
              t('alerts.column.fired', 'Fired'),
              t('alerts.column.fate', 'What became of it'),
              t('alerts.column.precision', 'Precision'),
              t('alerts.column.recall', 'Recall'),
              t('alerts.column.lead', 'Before people noticed'),
            ].map((name) => (
              <th key={name} role="columnheader" scope="col">
                {name}
              </th>
            ))}
            <th role="columnheader" scope="col">
              <span className="sr-only">{t('alerts.column.actions', 'Actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {shown.map((verdict) => (
            <Row
              key={JSON.stringify([verdict.rule.source, verdict.rule.name, verdict.rule.uid, verdict.rule.labels])}
              verdict={verdict}
              rule={rules.find((each) => isSame(each, verdict))}
              onBacktest={onBacktest}
            />
          ))}
        </tbody>
      </table>
      {shown.length < verdicts.length && (
        <Button variant="secondary" onClick={() => setAll(true)}>
          {t('alerts.show-all', 'Show all {{number}} rules', verbatim({ number: verdicts.length }))}
        </Button>
      )}
    </div>
  );
}

function isSame(rule: AlertRule, { rule: judged }: RuleVerdict): boolean {
  return rule.source === judged.source && rule.name === judged.name && rule.uid === judged.uid;
}

interface RowProps {
  verdict: RuleVerdict;
  rule: AlertRule | undefined;
  onBacktest: Props['onBacktest'];
}

function Row({ verdict, rule, onBacktest }: RowProps) {
  const styles = useStyles2(getStyles);
  const { rule: judged, fired, firing, fates, leftOut, precision, recall, lead } = verdict;
  const became = FATES.filter((fate) => fates[fate] > 0).map((fate) => `${fates[fate]} ${fateName(fate)}`);
  const left = leftOut > 0 && t('alerts.fate.left-out', '{{number}} left out', verbatim({ number: leftOut }));
  return (
    <tr role="row">
      <th role="rowheader" scope="row" className={styles.name}>
        {judged.name}{' '}
        <Text color="secondary">{[alertSourceName(judged.source), judged.service].filter(Boolean).join(' · ')}</Text>
      </th>
      <Cell label={t('alerts.column.fired', 'Fired')}>
        {fired === 0
          ? t('alerts.never', 'never')
          : t('alerts.fired', '', {
              count: fired,
              defaultValue_one: '{{count}} time, {{time}} in all',
              defaultValue_other: '{{count}} times, {{time}} in all',
              ...verbatim({ time: formatDuration(firing) }),
            })}
      </Cell>
      <Cell label={t('alerts.column.fate', 'What became of it')}>
        {[...became, left].filter(Boolean).join(', ') || '–'}
      </Cell>
      <Cell label={t('alerts.column.precision', 'Precision')}>{judgedShareText(precision)}</Cell>
      <Cell label={t('alerts.column.recall', 'Recall')}>
        {recall ? judgedShareText(recall) : t('alerts.no-service', 'of no known service')}
      </Cell>
      <Cell label={t('alerts.column.lead', 'Before people noticed')}>{leadText(lead)}</Cell>
      <td role="cell">
        {rule?.expr && (
          <Button
            size="sm"
            variant="secondary"
            aria-label={t('alerts.backtest.open-of', 'Backtest {{name}}', verbatim({ name: judged.name }))}
            onClick={() => onBacktest(rule)}
          >
            {t('alerts.backtest.open', 'Backtest…')}
          </Button>
        )}
      </td>
    </tr>
  );
}

function Cell({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <td role="cell" data-label={label}>
      {children}
    </td>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  ...getCardTableStyles(theme),
  name: css({ fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' }),
});
