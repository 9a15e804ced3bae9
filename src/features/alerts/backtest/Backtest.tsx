import React, { useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, Drawer, Field, Input, RadioButtonGroup, Stack, Text, useStyles2 } from '@grafana/ui';
import { type IncidentHead } from '../../../domain/incident/head';
import { type BacktestOutcome, backtestOutcome } from '../../../domain/insights/alerts/backtest';
import { conditionOf } from '../../../domain/insights/alerts/condition';
import { type Ways } from '../../../domain/insights/alerts/firings';
import { historiesOf } from '../../../domain/insights/alerts/histories';
import { writeDuration, parseDuration } from '../../../domain/promql/duration';
import { tunables, tuned } from '../../../domain/promql/tuning';
import { type AlertRule } from '../../../domain/runbook/coverage';
import { type ServicesRegister } from '../../../domain/services/services';
import { DAY_SECONDS } from '../../../domain/time/units';
import { useBacktest } from '../../../shared/alerts/useBacktest';
import { signed } from '../../../shared/alerts/words';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { formatDuration } from '../../../shared/words/durations';
import { verbatim } from '../../../shared/words/verbatim';

interface Props {
  rule: AlertRule;
  incidents: IncidentHead[];
  services: ServicesRegister | undefined;
  onClose: () => void;
}

const DAYS = [1, 7, 30];
const EVERY = 60;

/** What the rule would have done with another threshold, window or wait, over the past that Prometheus still has. */
export function Backtest({ rule, incidents, services, onClose }: Props) {
  const condition = useMemo(() => conditionOf(rule.expr ?? '', rule.source === 'grafana'), [rule]);
  const uid = rule.source === 'grafana' ? rule.asks : rule.source;
  return (
    <Drawer
      title={t('alerts.backtest.title', 'Backtest: {{name}}', verbatim({ name: rule.name }))}
      size="md"
      onClose={onClose}
    >
      {condition && uid ? (
        <Form
          rule={rule}
          expr={condition.expr}
          withoutZero={condition.withoutZero}
          uid={uid}
          incidents={incidents}
          services={services}
        />
      ) : (
        <Alert severity="info" title={t('alerts.backtest.impossible', 'The past of this rule cannot be asked for')}>
          {t(
            'alerts.backtest.impossible-text',
            'It asks something else than one Prometheus, or makes more of the answer than a comparison with its last value.'
          )}
        </Alert>
      )}
    </Drawer>
  );
}

interface FormProps extends Omit<Props, 'onClose'> {
  expr: string;
  withoutZero: boolean;
  uid: string;
}

function Form({ rule, expr, withoutZero, uid, incidents, services }: FormProps) {
  const places = useMemo(() => tunables(expr), [expr]);
  const [texts, setTexts] = useState<Record<number, string>>({});
  const [wait, setWait] = useState(writeDuration(rule.wait ?? 0));
  const [days, setDays] = useState(7);
  const [keep, setKeep] = useState(writeDuration(rule.keep ?? 0));
  const [asked, setAsked] = useState<Ways>();
  const { start, cancel, progress, answers, error } = useBacktest();
  const changed = tuned(expr, texts);
  const typed = waysOf(wait, keep);
  const run = () => {
    if (changed !== undefined && typed) {
      const to = Math.floor(Date.now() / 1000);
      setAsked(typed);
      void start({
        uid,
        exprs: [expr, changed],
        from: to - days * DAY_SECONDS,
        to,
        step: rule.every ?? EVERY,
        before: Math.max(reach(typed), reach(rule)),
      });
    }
  };
  const outcomes = useMemo(() => {
    const [history] = historiesOf([rule], [], services);
    const now: Ways = { wait: rule.wait ?? 0, keep: rule.keep };
    return answers?.map(({ series, grid, from }, index) =>
      backtestOutcome(series, {
        grid,
        from,
        ways: {
          ...(index === 0 || !asked ? now : asked),
          ...(withoutZero && { wants: (value: number) => value !== 0 }),
        },
        rule: history ?? rule,
        heads: incidents,
      })
    );
  }, [answers, asked, rule, incidents, services, withoutZero]);
  return (
    <Stack direction="column" gap={2}>
      <code>{changed ?? expr}</code>
      {places.map(({ kind, text, from }, index) => (
        <Field
          key={from}
          noMargin
          label={
            kind === 'window'
              ? t('alerts.backtest.window', 'Window instead of {{text}}', verbatim({ text }))
              : t('alerts.backtest.threshold', 'Threshold instead of {{text}}', verbatim({ text }))
          }
        >
          <Input
            id={`backtest-${index}`}
            width={20}
            value={texts[index] ?? text}
            onChange={({ currentTarget }) => setTexts({ ...texts, [index]: currentTarget.value })}
          />
        </Field>
      ))}
      <Field noMargin label={t('alerts.backtest.wait', 'For at least')}>
        <Input
          id="backtest-wait"
          width={20}
          value={wait}
          onChange={({ currentTarget }) => setWait(currentTarget.value)}
        />
      </Field>
      <Field noMargin label={t('alerts.backtest.keep', 'Keep firing for')}>
        <Input
          id="backtest-keep"
          width={20}
          value={keep}
          onChange={({ currentTarget }) => setKeep(currentTarget.value)}
        />
      </Field>
      {!(changed !== undefined && typed) && (
        <Text color="error">
          {t('alerts.backtest.wrong', 'Thresholds are numbers, windows and waits durations such as 5m or 1h30m.')}
        </Text>
      )}
      <RadioButtonGroup
        aria-label={t('alerts.period', 'Period')}
        value={days}
        options={DAYS.map((value) => ({
          value,
          label: t('alerts.backtest.days', '', {
            count: value,
            defaultValue_one: '{{count}} day',
            defaultValue_other: '{{count}} days',
          }),
        }))}
        onChange={setDays}
      />
      <Stack gap={1} alignItems="center">
        {progress ? (
          <>
            <progress
              value={progress.done}
              max={progress.total}
              aria-label={t('alerts.backtest.progress', 'Progress')}
            />
            <Text>{`${progress.done} / ${progress.total}`}</Text>
            <Button variant="secondary" onClick={cancel}>
              {t('alerts.backtest.cancel', 'Cancel')}
            </Button>
          </>
        ) : (
          <Button icon="play" disabled={changed === undefined || !typed} onClick={run}>
            {t('alerts.backtest.run', 'See what it would have done')}
          </Button>
        )}
      </Stack>
      {error !== undefined && (
        <RequestFailure error={error} onRetry={run} what={t('alerts.backtest.what', 'The past of the rule')} />
      )}
      {answers?.some(({ isCut }) => isCut) && (
        <Alert severity="info" title={t('alerts.backtest.cut', 'Only the newest part of the period was asked for')} />
      )}
      {outcomes && <Results outcomes={outcomes} />}
    </Stack>
  );
}

/** Undefined where one of them is no duration. */
function waysOf(wait: string, keep: string): Ways | undefined {
  const [waitMs, keepMs] = [wait, keep].map((text) => (text.trim() === '0' ? 0 : parseDuration(text.trim())));
  return waitMs === undefined || keepMs === undefined ? undefined : { wait: waitMs / 1000, keep: keepMs / 1000 };
}

/** How long what was before still matters, seconds. */
function reach({ wait = 0, keep = 0 }: Partial<Ways>): number {
  return wait + keep;
}

function Results({ outcomes }: { outcomes: BacktestOutcome[] }) {
  const styles = useStyles2(getStyles);
  const names = [t('alerts.backtest.now', 'As it is'), t('alerts.backtest.changed', 'Changed')];
  const rows: Array<[string, (outcome: BacktestOutcome) => string]> = [
    [t('alerts.backtest.fired', 'Would have fired'), ({ firings }) => String(firings.length)],
    [t('alerts.backtest.firing', 'Time firing'), ({ firing }) => formatDuration(firing)],
    [t('alerts.backtest.in-incidents', 'In incidents'), ({ inIncidents }) => String(inIncidents)],
    [t('alerts.backtest.announced', 'Incidents announced'), ({ announced }) => String(announced)],
    [
      t('alerts.backtest.earliest', 'At best before it was noticed'),
      ({ earliest }) => (earliest === undefined ? '–' : signed(earliest)),
    ],
  ];
  return (
    <table className={styles.table} aria-label={t('alerts.backtest.result', 'What it would have done')}>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">{t('alerts.backtest.measure', 'What')}</span>
          </th>
          {names.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, text]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {outcomes.map((outcome, index) => (
              <td key={names[index]}>{text(outcome)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({ 'th, td': { padding: theme.spacing(0.5, 2, 0.5, 0), textAlign: 'left' } }),
});
