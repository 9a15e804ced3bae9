import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, Modal, Stack, Text, useStyles2 } from '@grafana/ui';
import { type Outcome, outcomeOf } from '../../../domain/insights/alerts/backtest';
import { objectiveRules } from '../../../domain/objective/grafanaRules';
import { type Objective } from '../../../domain/objective/schema';
import { parseDuration } from '../../../domain/promql/duration';
import { useBacktest } from '../../../shared/alerts/useBacktest';
import { useIncidentHeads } from '../../../shared/incidents/useIncidentHeads';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { formatDuration } from '../../../shared/words/durations';
import { verbatim } from '../../../shared/words/verbatim';

interface Props {
  objectiveKey: string;
  objective: Objective;
  uid: string;
  isWriting: boolean;
  onMake: () => void;
  onClose: () => void;
}

const DAYS = 30;
/** As often as Grafana will evaluate them. */
const EVERY = 60;

/** The rules as they would be written, and what they would have done in the last thirty days. */
export function AlertingPreview({ objectiveKey, objective, uid, isWriting, onMake, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const rules = objectiveRules(objectiveKey, objective);
  const [since] = useState(() => Math.floor(Date.now() / 1000) - DAYS * 86_400);
  const { incidents } = useIncidentHeads({ since });
  const { start, cancel, progress, answers, error } = useBacktest();
  const waits = rules.map(({ wait }) => (parseDuration(wait) ?? 0) / 1000);
  const run = () =>
    void start({
      uid,
      exprs: rules.map(({ expr }) => expr),
      from: since,
      to: since + DAYS * 86_400,
      step: EVERY,
      before: Math.max(0, ...waits),
    });
  const outcomes = answers?.map(({ series, grid, from }, index) =>
    outcomeOf(series, {
      grid,
      from,
      ways: { wait: waits[index] ?? 0, wants: (value) => value !== 0 },
      rule: {
        source: uid,
        name: rules[index]?.title ?? '',
        labels: {},
        ...(objective.service && { service: objective.service }),
      },
      heads: incidents,
    })
  );
  return (
    <Modal
      isOpen
      title={t('objectives.alerting.preview', 'Alert on {{name}}', verbatim({ name: objective.name }))}
      onDismiss={onClose}
    >
      <Stack direction="column" gap={2}>
        <ul className={styles.list}>
          {rules.map(({ key, title, expr, labels, wait }, index) => (
            <li key={key}>
              <Text weight="medium">{title}</Text>{' '}
              <Text color="secondary">
                {Object.entries({ ...labels, ...(wait !== '0s' && { for: wait }) })
                  .map(([label, value]) => `${label}=${value}`)
                  .join(', ')}
              </Text>
              <code className={styles.expr}>{expr}</code>
              {outcomes?.[index] && <Text element="p">{outcomeText(outcomes[index])}</Text>}
            </li>
          ))}
        </ul>
        {error !== undefined && (
          <RequestFailure
            error={error}
            severity="warning"
            onRetry={run}
            what={t('objectives.alerting.past', 'The last 30 days')}
          />
        )}
        {answers?.some(({ isCut }) => isCut) && (
          <Alert
            severity="info"
            title={t('objectives.alerting.cut', 'Only the newest part of the 30 days was asked for')}
          />
        )}
        <Stack gap={1} alignItems="center">
          {progress ? (
            <>
              <progress
                value={progress.done}
                max={progress.total}
                aria-label={t('objectives.alerting.progress', 'Progress')}
              />
              <Text>{`${progress.done} / ${progress.total}`}</Text>
              <Button variant="secondary" onClick={cancel}>
                {t('objectives.alerting.cancel', 'Cancel')}
              </Button>
            </>
          ) : (
            <Button variant="secondary" icon="history" onClick={run}>
              {t('objectives.alerting.see', 'What they would have done in the last 30 days')}
            </Button>
          )}
        </Stack>
        <Modal.ButtonRow>
          <Button variant="secondary" onClick={onClose}>
            {t('objectives.alerting.close', 'Close')}
          </Button>
          <Button disabled={isWriting} onClick={onMake}>
            {t('objectives.alerting.create', '', {
              count: rules.length,
              defaultValue_one: 'Create {{count}} rule',
              defaultValue_other: 'Create {{count}} rules',
            })}
          </Button>
        </Modal.ButtonRow>
      </Stack>
    </Modal>
  );
}

function outcomeText({ firings, firing, inIncidents }: Outcome): string {
  return t('objectives.alerting.outcome', '', {
    count: firings.length,
    defaultValue_one: 'Would have fired {{count}} time, {{time}} in all, {{inIncidents}} in incidents',
    defaultValue_other: 'Would have fired {{count}} times, {{time}} in all, {{inIncidents}} in incidents',
    ...verbatim({ time: formatDuration(firing), inIncidents }),
  });
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', li: { marginBottom: theme.spacing(1) } }),
  expr: css({ display: 'block', overflowWrap: 'anywhere', maxHeight: 80, overflow: 'auto' }),
});
