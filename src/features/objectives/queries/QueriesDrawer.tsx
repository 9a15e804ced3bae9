import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, ClipboardButton, Drawer, LinkButton, Stack, Text, useStyles2 } from '@grafana/ui';
import { budgetOf } from '../../../domain/objective/burnRate';
import { type Query } from '../../../domain/objective/kinds/asking';
import { plainQuery } from '../../../domain/objective/queries';
import { type Objective } from '../../../domain/objective/schema';
import { countsMinutes, goodShare, hasNoBudget } from '../../../domain/objective/state';
import { HOUR_SECONDS } from '../../../domain/time/units';
import { type Span } from '../../../domain/time/window';
import { dataSources } from '../../../grafana/dataSources';
import { exploreUrl } from '../../../grafana/prometheus/explore';
import { formatBudget, formatShare, formatValue } from '../../../shared/objectives/format';
import { type ObjectiveRow } from '../../../shared/objectives/useMeasurements';
import { objectiveStateName } from '../../../shared/words/objectives';
import { momentText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { ProblemText } from '../measured/ProblemText';
import { kindFormulaText, noBudgetText, objectiveWindowName } from '../words';

/** Which queries gave the number, of which data source, when, and the arithmetic from them to the state. */
export function QueriesDrawer({ row, onClose }: { row: ObjectiveRow; onClose: () => void }) {
  const { objective, state, problem, warnings } = row;
  return (
    <Drawer
      title={t('objectives.queries.title', 'How “{{name}}” was found', verbatim({ name: objective.name }))}
      subtitle={state && objectiveStateName(state)}
      onClose={onClose}
      size="md"
    >
      <Stack direction="column" gap={3}>
        <div>
          <p>{kindFormulaText(objective)}</p>
          {problem && <ProblemText problem={problem} />}
        </div>
        {warnings.length > 0 && (
          <Alert severity="warning" title={t('objectives.queries.warnings', 'Prometheus warns')}>
            {warnings.map((warning) => (
              <div key={warning}>{warning}</div>
            ))}
          </Alert>
        )}
        <Arithmetic row={row} />
        <Queries row={row} />
      </Stack>
    </Drawer>
  );
}

function Arithmetic({
  row: { objective, measurement, measured, remaining, reading, computed, factors },
}: {
  row: ObjectiveRow;
}) {
  const styles = useStyles2(getStyles);
  const share = goodShare(objective);
  const lines: Array<[string, string]> = [];
  const add = (label: string, value: string | undefined) => value !== undefined && lines.push([label, value]);
  if (measurement?.counts && share !== undefined) {
    const { good, total } = measurement.counts;
    const isProbe = countsMinutes(objective);
    add(
      isProbe
        ? t('objectives.queries.minutes-known', 'Minutes up or down')
        : t('objectives.queries.total', 'All events'),
      count(total)
    );
    add(
      isProbe ? t('objectives.queries.minutes-down', 'Minutes down') : t('objectives.queries.bad', 'Bad events'),
      count(total - good)
    );
    add(t('objectives.queries.share', 'Share of good ones'), formatShare(good / total));
    add(
      t('objectives.queries.budget', 'Error budget (1 − {{target}})', verbatim({ target: formatShare(share) })),
      formatShare(budgetOf(share))
    );
    add(
      t('objectives.queries.left', 'Budget left'),
      remaining !== undefined ? formatBudget(remaining) : hasNoBudget(objective) ? noBudgetText() : undefined
    );
  }
  if (measurement?.probe) {
    add(t('objectives.queries.targets', 'Targets expected'), String(measurement.probe.targets));
    add(t('objectives.queries.minutes-unknown', 'Minutes unknown'), count(measurement.probe.unknown));
  }
  if (reading) {
    add(t('objectives.queries.value', 'Value'), formatValue(reading.value, objective.unit));
    add(t('objectives.queries.by', 'Given by'), `${reading.by.name}, ${momentText(reading.at)}`);
    add(t('objectives.queries.expires', 'Valid until'), momentText(reading.expires));
    add(t('objectives.queries.note', 'Note'), reading.note);
  }
  if (computed) {
    add(t('objectives.queries.n', 'Incidents counted'), String(computed.n));
    add(t('objectives.queries.left-out', 'Left out for a missing time'), String(computed.incomplete));
  }
  factors?.forEach(({ name, value }) => add(name, value === undefined ? '?' : formatValue(value, 'ratio')));
  if (measurement) {
    add(
      t(
        'objectives.queries.window',
        'Window ({{window}})',
        verbatim({ window: objectiveWindowName(objective.window) })
      ),
      times(measurement.window)
    );
  }
  if (measured) {
    add(
      t('objectives.queries.source', 'Data source'),
      dataSources().find(({ uid }) => uid === measured.uid)?.name ?? measured.uid
    );
    add(t('objectives.queries.asked', 'Asked'), momentText(measured.plan.now * 1000));
  }
  return lines.length === 0 ? null : (
    <dl className={styles.lines}>
      {lines.map(([label, value]) => (
        <React.Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </React.Fragment>
      ))}
    </dl>
  );
}

function Queries({ row: { objective, measured } }: { row: ObjectiveRow }) {
  if (!measured) {
    return null;
  }
  const { plan, uid } = measured;
  const { now, window, history, fresh, spans } = plan;
  const plain = plainQuery(objective, window.end - window.start);
  const last = { from: now - 6 * HOUR_SECONDS, to: now };
  return (
    <Stack direction="column" gap={2}>
      {plain && (
        <QueryBlock
          title={t('objectives.queries.plain', 'The same number in one query, to check it')}
          expr={plain}
          uid={uid}
          range={{ from: now - HOUR_SECONDS, to: now }}
        />
      )}
      <Text element="h3" variant="h5">
        {t('objectives.queries.sent', 'Queries sent')}
      </Text>
      {fresh.queries.map((query) => (
        <QueryBlock
          key={`fresh-${query.role}`}
          title={`${roleText(query, objective)} · ${t('objectives.queries.fresh', 'every five minutes of the last six hours')}`}
          expr={query.expr}
          uid={uid}
          range={last}
        />
      ))}
      {history?.queries.map((query) => (
        <QueryBlock
          key={`history-${query.role}`}
          title={`${roleText(query, objective)} · ${t('objectives.queries.history', 'every hour, {{times}}', verbatim({ times: times({ start: history.start - history.step, end: history.end }) }))}`}
          expr={query.expr}
          uid={uid}
          range={{ from: history.start, to: history.end }}
        />
      ))}
      {spans.flatMap((span) =>
        span.queries.map((query) => (
          <QueryBlock
            key={`${span.start}-${query.role}`}
            title={`${roleText(query, objective)} · ${times(span)}`}
            expr={query.expr}
            uid={uid}
            range={{ from: span.start, to: span.end }}
          />
        ))
      )}
    </Stack>
  );
}

interface QueryBlockProps {
  title: string;
  expr: string;
  uid: string;
  range: { from: number; to: number };
}

function QueryBlock({ title, expr, uid, range }: QueryBlockProps) {
  const styles = useStyles2(getStyles);
  const explore = exploreUrl(uid, expr, range);
  return (
    <div>
      <Text variant="bodySmall" color="secondary" element="h4">
        {title}
      </Text>
      <pre className={styles.code} tabIndex={0} aria-label={title}>
        {expr}
      </pre>
      <Stack gap={1}>
        <ClipboardButton
          size="sm"
          variant="secondary"
          icon="copy"
          getText={() => expr}
          aria-label={t('objectives.queries.copy-label', 'Copy: {{title}}', verbatim({ title }))}
        >
          {t('objectives.queries.copy', 'Copy')}
        </ClipboardButton>
        {explore && (
          <LinkButton
            size="sm"
            variant="secondary"
            icon="compass"
            href={explore}
            aria-label={t('objectives.queries.explore-label', 'Open in Explore: {{title}}', verbatim({ title }))}
          >
            {t('objectives.queries.explore', 'Open in Explore')}
          </LinkButton>
        )}
      </Stack>
    </div>
  );
}

function roleText({ role }: Query, objective: Objective): string {
  const isProbe = countsMinutes(objective);
  switch (role) {
    case 'total':
      return isProbe
        ? t('objectives.queries.role.known', 'Minutes up or down')
        : t('objectives.queries.role.total', 'All events');
    case 'good':
      return isProbe ? t('objectives.queries.role.up', 'Minutes up') : t('objectives.queries.role.good', 'Good events');
    case 'bad':
      return t('objectives.queries.role.bad', 'Bad events');
    case 'value':
      return t('objectives.queries.role.value', 'Value');
    case 'series':
      return t('objectives.queries.role.series', 'Number of series');
    case 'percentile':
      return t('objectives.queries.role.percentile', 'Percentile, for display');
  }
}

function times({ start, end }: Span): string {
  return `${momentText(start * 1000)} – ${momentText(end * 1000)}`;
}

function count(value: number): string {
  return formatValue(Math.round(value), 'count');
}

const getStyles = (theme: GrafanaTheme2) => ({
  code: css({ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', marginBottom: theme.spacing(0.5) }),
  lines: css({
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { margin: 0, fontVariantNumeric: 'tabular-nums' },
  }),
});
