import React, { useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, Modal, Stack, Text, useStyles2 } from '@grafana/ui';
import { type BacktestOutcome, backtestOutcome } from '../../../domain/insights/alerts/backtest';
import { type ObjectiveRule, objectiveRules } from '../../../domain/objective/grafanaRules';
import { type Objective } from '../../../domain/objective/schema';
import { checkAlerting } from '../../../domain/objective/tuning';
import { parseDuration } from '../../../domain/promql/duration';
import { useBacktest } from '../../../shared/alerts/useBacktest';
import { signed } from '../../../shared/alerts/words';
import { useIncidentHeads } from '../../../shared/incidents/useIncidentHeads';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { formatDuration } from '../../../shared/words/durations';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { verbatim } from '../../../shared/words/verbatim';
import { TuneFields } from './TuneFields';
import { alertingOf, typedOf } from './typed';

interface Props {
  objectiveKey: string;
  objective: Objective;
  uid: string;
  /** There are rules already. */
  isOn: boolean;
  mayEdit: boolean;
  mayTune: boolean;
  isWriting: boolean;
  /** With what was tuned; undefined: as they are. */
  onMake: (tuned: Objective | undefined) => void;
  /** Keeps what was tuned without rules in Grafana. */
  onKeep: (tuned: Objective) => void;
  onClose: () => void;
}

const DAYS = 30;
/** As often as Grafana will evaluate them. */
const EVERY = 60;

/** The rules as they would be written, tuned where somebody wants them otherwise, and what they would have done in the last thirty days. */
export function AlertingPreview(props: Props) {
  const { objectiveKey, objective, uid, isOn, mayEdit, mayTune, isWriting, onMake, onKeep, onClose } = props;
  const reasonText = useReasonText();
  const [usual] = useState(() => typedOf(objective));
  const [typed, setTyped] = useState(usual);
  const isTuned = JSON.stringify(typed) !== JSON.stringify(usual);
  const alerting = useMemo(() => alertingOf(typed), [typed]);
  const tuned = isTuned ? alerting && { ...objective, alerting } : objective;
  const wrong = tuned ? checkAlerting(tuned) : [];
  const rules = tuned && wrong.length === 0 ? objectiveRules(objectiveKey, tuned) : undefined;
  const changed = isTuned ? tuned : undefined;
  return (
    <Modal
      isOpen
      title={t('objectives.alerting.preview', 'Alert on {{name}}', verbatim({ name: objective.name }))}
      onDismiss={onClose}
    >
      <Stack direction="column" gap={2}>
        <TuneFields typed={typed} onChange={setTyped} />
        {!tuned && (
          <Text color="error">
            {t(
              'objectives.tune.wrong',
              'Thresholds are numbers, windows and waits durations such as 5m or 1h30m; one alert is left on at least.'
            )}
          </Text>
        )}
        {wrong.map((reason) => (
          <Text key={reason.code} color="error">
            {reasonText(reason)}
          </Text>
        ))}
        {rules && (
          <Rules
            key={JSON.stringify(rules.map(({ expr, wait }) => [expr, wait]))}
            objective={objective}
            uid={uid}
            rules={rules}
            before={isTuned ? objectiveRules(objectiveKey, objective) : []}
          />
        )}
        <Modal.ButtonRow>
          <Button variant="secondary" onClick={onClose}>
            {t('objectives.alerting.close', 'Close')}
          </Button>
          {mayTune && changed && !isOn && (
            <Button variant="secondary" disabled={!rules} onClick={() => onKeep(changed)}>
              {t('objectives.tune.keep', 'Keep for the export only')}
            </Button>
          )}
          {mayEdit && (mayTune || !isTuned) && !(isOn && !isTuned) && (
            <Button disabled={isWriting || !rules || rules.length === 0} onClick={() => onMake(changed)}>
              {isOn
                ? t('objectives.alerting.mend', 'Update the rules')
                : t('objectives.alerting.create', '', {
                    count: rules?.length ?? 0,
                    defaultValue_one: 'Create {{count}} rule',
                    defaultValue_other: 'Create {{count}} rules',
                  })}
            </Button>
          )}
        </Modal.ButtonRow>
      </Stack>
    </Modal>
  );
}

interface RulesProps {
  objective: Objective;
  uid: string;
  rules: ObjectiveRule[];
  /** As they are, where they were tuned. */
  before: ObjectiveRule[];
}

/** What is asked and, on a click, what it would have done; beside it what the alerts as they are would have. */
function Rules({ objective, uid, rules, before }: RulesProps) {
  const styles = useStyles2(getStyles);
  const { run, cancel, progress, outcomes, isCut, error } = usePast(objective, uid, [...rules, ...before]);
  return (
    <>
      <RuleList rules={rules} outcomes={outcomes} />
      {outcomes && before.length > 0 && (
        <div>
          <Text weight="medium">{t('objectives.tune.before', 'As they are')}</Text>
          <ul className={styles.list}>
            {before.map(({ key, title }, index) => {
              const outcome = outcomes[rules.length + index];
              return <li key={key}>{outcome && `${title}: ${outcomeText(outcome)}`}</li>;
            })}
          </ul>
        </div>
      )}
      {error !== undefined && (
        <RequestFailure
          error={error}
          severity="warning"
          onRetry={run}
          what={t('objectives.alerting.past', 'The last 30 days')}
        />
      )}
      {isCut && (
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
    </>
  );
}

function RuleList({ rules, outcomes }: { rules: ObjectiveRule[]; outcomes: BacktestOutcome[] | undefined }) {
  const styles = useStyles2(getStyles);
  return (
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
  );
}

function usePast(objective: Objective, uid: string, rules: ObjectiveRule[]) {
  const [since] = useState(() => Math.floor(Date.now() / 1000) - DAYS * 86_400);
  const { incidents } = useIncidentHeads({ since });
  const { start, answers, ...asking } = useBacktest();
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
    backtestOutcome(series, {
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
  return { ...asking, run, outcomes, isCut: answers?.some(({ isCut }) => isCut) ?? false };
}

function outcomeText({ firings, firing, inIncidents, earliest }: BacktestOutcome): string {
  const text = t('objectives.alerting.outcome', '', {
    count: firings.length,
    defaultValue_one: 'Would have fired {{count}} time, {{time}} in all, {{inIncidents}} in incidents',
    defaultValue_other: 'Would have fired {{count}} times, {{time}} in all, {{inIncidents}} in incidents',
    ...verbatim({ time: formatDuration(firing), inIncidents }),
  });
  return earliest === undefined
    ? text
    : `${text}, ${t('objectives.alerting.earliest', 'at best {{time}}', verbatim({ time: signed(earliest) }))}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', li: { marginBottom: theme.spacing(1) } }),
  expr: css({ display: 'block', overflowWrap: 'anywhere', maxHeight: 80, overflow: 'auto' }),
});
