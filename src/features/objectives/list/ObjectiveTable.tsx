import React, { memo, useCallback, useEffect, useRef } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, Button, Icon, useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';
import { hasNoBudget, isByHand, isTimed, isWindowed, shownUnit } from '../../../domain/objective/state';
import { isLowerBetter } from '../../../domain/statistics/comparison';
import { useNearby } from '../../../shared/hooks/useNearby';
import { incidentPath } from '../../../shared/incidents/paths';
import { formatBudget, formatBurn, formatCritical, formatTarget, formatValue } from '../../../shared/objectives/format';
import { objectivePath } from '../../../shared/objectives/paths';
import { type ObjectiveRow } from '../../../shared/objectives/useMeasurements';
import { Since } from '../../../shared/ui/Since';
import { StateMark } from '../../../shared/ui/StateMark';
import { indicatorKindName, STATE_MARKS, objectiveStateName } from '../../../shared/words/objectives';
import { verbatim } from '../../../shared/words/verbatim';
import { BudgetBar } from '../measured/BudgetBar';
import { Placeholder } from '../measured/Placeholder';
import { ProblemText } from '../measured/ProblemText';
import { SlowNotice } from '../measured/SlowNotice';
import { RowWarnings } from '../measured/Warnings';
import { columnName, computedText, noBudgetText, objectiveWindowName } from '../words';
import { TrendLine } from './TrendLine';
import {
  type ObjectiveColumn,
  columnOf,
  COLUMNS,
  type Grouping,
  type ListedRow,
  RISING,
  type Sort,
} from './useObjectiveFilter';

interface Props {
  rows: ListedRow[];
  grouping: Grouping;
  sort?: Sort;
  onSort: (sort: Sort | undefined) => void;
  onQueries: (key: string) => void;
  /** Present for those who may give values by hand. */
  onRead?: (key: string) => void;
}

/** From here on only rows near the screen are drawn whole. */
const LONG = 40;
/** Rows of a long table that are drawn at once. */
const FIRST = 15;

/** One row an objective, grouped by service and kind; where there is less than 900 px every row is a card. */
export function ObjectiveTable({ rows, grouping, sort, onSort, onQueries, onRead }: Props) {
  const styles = useStyles2(getStyles);
  const handlers = useRef({ onQueries, onRead });
  useEffect(() => {
    handlers.current = { onQueries, onRead }; // rows keep theirs, so that they are not drawn again for a new function
  });
  const explain = useCallback((key: string) => handlers.current.onQueries(key), []);
  const read = useCallback((key: string) => handlers.current.onRead?.(key), []);
  const groups = grouped(rows, grouping);
  const first = new Set(groups.flatMap(({ rows: members }) => members.map(({ key }) => key)).slice(0, FIRST));
  return (
    <div className={styles.container}>
      <table className={styles.table} role="table" aria-label={t('objectives.title', 'Objectives')}>
        <thead role="rowgroup">
          <tr role="row">
            {COLUMNS.map((column) => (
              <Heading key={column} column={column} sort={sort} onSort={onSort} />
            ))}
            <th role="columnheader" scope="col">
              {t('objectives.column.trend', '30 days')}
            </th>
            <th role="columnheader" scope="col">
              <span className="sr-only">{t('objectives.column.actions', 'Actions')}</span>
            </th>
          </tr>
        </thead>
        {groups.map(({ title, rows: members }) => (
          <tbody role="rowgroup" key={title}>
            {title && (
              <tr role="row" className={styles.group}>
                <th role="rowheader" scope="rowgroup" colSpan={10}>
                  {title}
                </th>
              </tr>
            )}
            {members.map((row) => (
              <Row
                key={row.key}
                row={row}
                isLong={rows.length > LONG}
                isFirst={first.has(row.key)}
                styles={styles}
                onQueries={explain}
                onRead={onRead && read}
              />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface HeadingProps {
  column: ObjectiveColumn;
  sort?: Sort;
  onSort: Props['onSort'];
}

/** The first click sorts in the column's useful order, the second turns it round, the third groups again. */
function Heading({ column, sort, onSort }: HeadingProps) {
  const styles = useStyles2(getStyles);
  const { column: current, isReversed } = columnOf(sort);
  const isSorted = current === column;
  const isRising = RISING.includes(column) !== isReversed;
  const next = !isSorted ? column : isReversed ? undefined : (`-${column}` as const);
  return (
    <th role="columnheader" scope="col" aria-sort={!isSorted ? 'none' : isRising ? 'ascending' : 'descending'}>
      <button type="button" className={styles.heading} onClick={() => onSort(next)}>
        {columnName(column)}
        {isSorted && <Icon name={isRising ? 'arrow-up' : 'arrow-down'} size="sm" />}
      </button>
    </th>
  );
}

interface RowProps {
  row: ListedRow;
  isLong: boolean;
  isFirst: boolean;
  styles: ReturnType<typeof getStyles>;
  onQueries: Props['onQueries'];
  onRead: Props['onRead'];
}

/** A row is drawn again only when something in it changed: each answer makes all rows anew. */
const Row = memo(NearbyRow, (before, after) => {
  const { row: one, ...beside } = before;
  const { row: other, ...besideAfter } = after;
  return (
    one.isPending === other.isPending &&
    one.measurement === other.measurement &&
    one.objective === other.objective &&
    one.state === other.state &&
    beside.styles === besideAfter.styles &&
    beside.isLong === besideAfter.isLong &&
    beside.onRead === besideAfter.onRead &&
    factsOf(one) === factsOf(other)
  );
});

/** What a row shows beside its measurement, small enough to be compared as text. */
function factsOf({
  value,
  current,
  remaining,
  burn,
  raw,
  last,
  problem,
  factors,
  computed,
  warnings,
}: ListedRow): string {
  return JSON.stringify([value, current, remaining, burn, raw, last, problem, factors, computed, warnings]);
}

function NearbyRow({ row, isLong, isFirst, ...rest }: RowProps) {
  const { ref, isNear, height } = useNearby<HTMLTableRowElement>(isLong, isFirst);
  const { state, objective, key } = row;
  const { styles } = rest;
  return (
    <tr role="row" ref={ref} style={isNear ? undefined : { height }}>
      {isNear ? (
        <Cells row={row} {...rest} />
      ) : (
        <>
          <td role="cell" className={styles.state}>
            {state && <StateMark mark={STATE_MARKS[state]} label={objectiveStateName(state)} />}
          </td>
          <td role="cell" className={styles.name} colSpan={9}>
            <Link to={objectivePath(key)} className={styles.link}>
              {objective.name}
            </Link>
          </td>
        </>
      )}
    </tr>
  );
}

function Cells({ row, styles, onQueries, onRead }: Omit<RowProps, 'isLong' | 'isFirst'>) {
  const { key, objective, state, problem, isPending, remaining, burn, measurement, warnings, last, raw } = row;
  const { name } = objective;
  const critical = formatCritical(objective);
  return (
    <>
      <td role="cell" className={styles.state}>
        {state ? <StateMark mark={STATE_MARKS[state]} label={objectiveStateName(state)} /> : <Placeholder width={14} />}
      </td>
      <td role="cell" className={styles.name}>
        <Link to={objectivePath(key)} className={styles.link}>
          {name}
        </Link>
        <RowWarnings warnings={warnings} />
        {problem && (
          <div>
            <ProblemText problem={problem} />
          </div>
        )}
        {isPending && <SlowNotice />}
        <Unknown row={row} />
      </td>
      <td role="cell" className={styles.number} data-label={t('objectives.column.now', 'Now')}>
        {isPending ? <Placeholder width={60} /> : <Now row={row} />}
      </td>
      <td role="cell" className={styles.number} data-label={t('objectives.column.window', 'In the window')}>
        {isPending ? <Placeholder width={60} /> : <InWindow row={row} className={styles.small} />}
      </td>
      <td role="cell" className={styles.number} data-label={t('objectives.column.target', 'Target')}>
        {formatTarget(objective) || <span className={styles.small}>{t('objectives.no-target', 'none')}</span>}
        {critical && (
          <div className={cx(styles.small, styles.line)}>
            {t('objectives.critical', 'critical {{critical}}', verbatim({ critical }))}
          </div>
        )}
      </td>
      <td
        role="cell"
        data-label={t('objectives.column.left', 'Budget left')}
        className={cx(remaining === undefined && styles.absent)}
      >
        {remaining !== undefined ? <BudgetBar left={remaining} /> : hasNoBudget(objective) ? noBudgetText() : '–'}
        {raw?.remaining !== undefined && (
          <div className={styles.small}>
            {t('objectives.raw', 'raw {{value}}', verbatim({ value: formatBudget(raw.remaining) }))}
          </div>
        )}
      </td>
      <td
        role="cell"
        data-label={t('objectives.column.burn', 'Burn')}
        className={cx(styles.number, burn === undefined && styles.absent)}
      >
        {burn === undefined ? '–' : formatBurn(burn)}
      </td>
      <td
        role="cell"
        data-label={t('objectives.column.incident', 'Last incident')}
        className={cx(styles.small, !last && styles.absent)}
      >
        {last ? (
          <>
            <Link to={incidentPath(last.incident.name)} className={styles.link} title={last.incident.title}>
              {last.incident.ref}
            </Link>
            <div className={styles.line}>
              {last.cost !== undefined &&
                t('objectives.incident-cost', '{{cost}} of the budget', verbatim({ cost: formatBudget(last.cost) }))}
            </div>
            <Since at={new Date(last.start * 1000).toISOString()} />
          </>
        ) : (
          '–'
        )}
      </td>
      <td role="cell" className={cx(styles.trend, !measurement && styles.absent)}>
        {measurement ? (
          <TrendLine trend={measurement.trend} objective={objective} width={100} />
        ) : isPending ? (
          <Placeholder width={100} height={24} />
        ) : (
          '–'
        )}
      </td>
      <td role="cell" className={styles.actions}>
        {isByHand(objective) && !objective.needs && onRead && (
          <Button
            size="sm"
            variant="secondary"
            fill="text"
            icon="pen"
            tooltip={t('objectives.read.action', 'Give the value of {{name}}', verbatim({ name }))}
            aria-label={t('objectives.read.action', 'Give the value of {{name}}', verbatim({ name }))}
            onClick={() => onRead(key)}
          />
        )}
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          icon="calculator-alt"
          tooltip={t('objectives.queries.action', 'How {{name}} was found', verbatim({ name }))}
          aria-label={t('objectives.queries.action', 'How {{name}} was found', verbatim({ name }))}
          onClick={() => onQueries(key)}
        />
      </td>
    </>
  );
}

/** The last five minutes; beyond the critical threshold it says so. */
function Now({ row: { objective, current } }: { row: ObjectiveRow }) {
  if (current === undefined) {
    return <>–</>;
  }
  const { critical, unit } = objective;
  const isCritical = critical !== undefined && (isLowerBetter(objective) ? current > critical : current < critical);
  return (
    <>
      {formatValue(current, unit)}{' '}
      {isCritical && <Badge color="red" text={t('objectives.beyond-critical', 'critical')} />}
    </>
  );
}

/** What the state is judged by, over the objective's own window. */
function InWindow({ row, className }: { row: ObjectiveRow; className: string }) {
  const { objective, value, computed, factors, raw } = row;
  if (value === undefined) {
    return (
      <>
        {computed?.atLeast === undefined ? '–' : `> ${formatValue(computed.atLeast, objective.unit)}`}
        {computed && <div className={className}>n = {computedText(computed, objective)}</div>}
        {factors && <Factors factors={factors} className={className} />}
      </>
    );
  }
  const hasWindow = isWindowed(objective);
  return (
    <>
      {hasWindow ? formatValue(value, shownUnit(objective)) : '–'}
      {hasWindow && (
        <div className={className}>
          {isTimed(objective) && objective.target !== undefined
            ? t(
                'objectives.within',
                '≤ {{bound}} in {{window}}',
                verbatim({
                  bound: formatValue(objective.target, objective.unit),
                  window: objectiveWindowName(objective.window),
                })
              )
            : objectiveWindowName(objective.window)}
          {computed && ` · n = ${computedText(computed, objective)}`}
        </div>
      )}
      {raw?.value !== undefined && (
        <div className={className}>
          {t('objectives.raw', 'raw {{value}}', verbatim({ value: formatValue(raw.value, shownUnit(objective)) }))}
        </div>
      )}
      {factors && <Factors factors={factors} className={className} />}
    </>
  );
}

/** OEE always with its three factors: a product hides which of them is weak. */
function Factors({ factors, className }: { factors: NonNullable<ObjectiveRow['factors']>; className: string }) {
  return (
    <div className={className}>
      {factors
        .map(({ name, value }) =>
          [name, value === undefined ? t('objectives.unknown', 'unknown') : formatValue(value, 'ratio')].join(' ')
        )
        .join(' × ')}
    </div>
  );
}

/** Minutes of a probe without samples: neither up nor down, so they must be seen. */
function Unknown({ row: { measurement } }: { row: ObjectiveRow }) {
  const styles = useStyles2(getStyles);
  const probe = measurement?.probe;
  if (!probe) {
    return null;
  }
  const all = probe.up + probe.down + probe.unknown;
  const share = all > 0 ? probe.unknown / all : 0;
  return share < 0.005 ? null : (
    <div className={styles.small}>
      {t(
        'objectives.unknown-share',
        '{{share}} of the time unknown: no samples',
        verbatim({
          share: formatValue(Math.round(share * 100), 'percent'),
        })
      )}
    </div>
  );
}

function grouped(rows: ListedRow[], grouping: Grouping): Array<{ title: string; rows: ListedRow[] }> {
  const groups = new Map<string, ListedRow[]>();
  for (const row of rows) {
    const { service = '', indicator } = row.objective;
    const kind = indicatorKindName(indicator.kind);
    const title =
      grouping === 'none'
        ? ''
        : grouping === 'service'
          ? service
          : grouping === 'kind'
            ? kind
            : [service, kind].filter(Boolean).join(' · ');
    groups.set(title, [...(groups.get(title) ?? []), row]);
  }
  return [...groups].map(([title, members]) => ({ title, rows: members }));
}

const getStyles = (theme: GrafanaTheme2) => {
  const cards = '@container (max-width: 899px)';
  return {
    container: css({ containerType: 'inline-size' }),
    table: css({
      width: '100%',
      'th, td': { padding: theme.spacing(0.75, 0.5), textAlign: 'left', verticalAlign: 'top' },
      'thead th': {
        fontWeight: theme.typography.fontWeightMedium,
        color: theme.colors.text.secondary,
        whiteSpace: 'nowrap',
      },
      'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
      'tbody tr:hover': { background: theme.colors.action.hover },
      [cards]: {
        '&, tbody': { display: 'block' },
        thead: { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' },
        'tbody tr': {
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fit, minmax(140px, 1fr))',
          position: 'relative',
          border: `1px solid ${theme.colors.border.weak}`,
          borderRadius: theme.shape.radius.default,
          background: theme.colors.background.secondary,
          marginBottom: theme.spacing(1),
          padding: theme.spacing(1),
        },
        'td[data-label]::before': {
          content: 'attr(data-label)',
          display: 'block',
          color: theme.colors.text.secondary,
          fontSize: theme.typography.bodySmall.fontSize,
        },
      },
    }),
    group: css({
      '&&:hover': { background: 'none' },
      [cards]: { '&&&': { display: 'block', background: 'none', border: 'none', padding: 0, marginBottom: 0 } },
      th: { paddingTop: theme.spacing(2), fontWeight: theme.typography.fontWeightMedium },
    }),
    heading: css({
      background: 'none',
      border: 'none',
      padding: 0,
      color: 'inherit',
      font: 'inherit',
      '&:hover': { color: theme.colors.text.primary },
    }),
    state: css({
      fontSize: theme.typography.h4.fontSize,
      lineHeight: 1,
      width: theme.spacing(4),
      [cards]: { position: 'absolute', top: theme.spacing(1), left: theme.spacing(1) },
    }),
    name: css({
      minWidth: 150,
      overflowWrap: 'anywhere',
      [cards]: { gridColumn: '1 / -1', '&&': { paddingLeft: theme.spacing(4), paddingRight: theme.spacing(8) } },
    }),
    link: css({
      fontWeight: theme.typography.fontWeightMedium,
      marginRight: theme.spacing(0.5),
      '&:hover': { textDecoration: 'underline' },
    }),
    number: css({ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums', fontSize: theme.typography.h5.fontSize }),
    small: css({
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      whiteSpace: 'normal',
    }),
    line: css({ whiteSpace: 'nowrap' }),
    trend: css({ minWidth: 104 }),
    absent: css({ color: theme.colors.text.secondary, [cards]: { '&&': { display: 'none' } } }),
    actions: css({
      whiteSpace: 'nowrap',
      '&&': { textAlign: 'right' },
      [cards]: { position: 'absolute', top: theme.spacing(0.5), right: theme.spacing(0.5) },
    }),
  };
};
