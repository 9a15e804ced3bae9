import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { inOrder } from '../../../domain/record/inOrder';
import { type Edge, mapBranches } from '../../../domain/runbook/branches';
import { END, type Step } from '../../../domain/runbook/schema';
import { stepVerdictName } from '../../../shared/words/runbooks';
import { verbatim } from '../../../shared/words/verbatim';

const ROW = 44;
const COLUMN = 90;
const RADIUS = 13;
const MARGIN = 22;

/** The way through the steps as a drawing: numbers of the steps, and what leads from one to the next. */
export function BranchDrawing({ steps, current }: { steps: Record<string, Step>; current?: string }) {
  const styles = useStyles2(getStyles);
  const map = mapBranches(steps);
  const list = inOrder(steps);
  const places = placesOf(
    list.map(({ key }) => key),
    map.rows
  );
  const endRow = Math.max(...list.map(({ key }) => map.rows[key])) + 1;
  places.set(END, { x: MARGIN + COLUMN / 2, y: MARGIN + endRow * ROW });
  const width = Math.max(...[...places.values()].map(({ x }) => x)) + COLUMN;
  const numberOf = (key: string) => (key === END ? '■' : String(list.findIndex((step) => step.key === key) + 1));
  const words = map.edges
    .filter(({ by }) => by !== undefined)
    .map(({ from, to, by }) => `${numberOf(from)} ${by ? wordOf(by) : ''} → ${numberOf(to)}`);
  return (
    <section aria-labelledby="branch-map">
      <Text element="h2" variant="h5">
        <span id="branch-map">{t('runbooks.map', 'Map of the branches')}</span>
      </Text>
      <div className={styles.scroll}>
        <svg
          width={width}
          height={MARGIN * 2 + endRow * ROW}
          role="img"
          aria-label={[t('runbooks.map', 'Map of the branches'), ...words].join('; ')}
        >
          {map.edges.map((edge) => (
            <Way key={`${edge.from}-${edge.to}-${JSON.stringify(edge.by)}`} edge={edge} places={places} />
          ))}
          {[...places].map(([key, { x, y }]) => (
            <g
              key={key}
              className={map.unreachable.includes(key) ? styles.lost : key === current ? styles.current : styles.node}
            >
              <circle cx={x} cy={y} r={RADIUS} />
              <text x={x} y={y + 4} textAnchor="middle">
                {numberOf(key)}
              </text>
              <title>{steps[key]?.title}</title>
            </g>
          ))}
        </svg>
      </div>
      {map.unreachable.length > 0 && (
        <Text color="warning" element="p">
          {t(
            'runbooks.unreachable',
            'Nothing leads to: {{steps}}',
            verbatim({ steps: map.unreachable.map((key) => `${numberOf(key)}. ${steps[key]?.title}`).join(', ') })
          )}
        </Text>
      )}
      {map.circle && (
        <Text color="error" element="p">
          {t(
            'runbooks.circle',
            'A circle: {{steps}}',
            verbatim({ steps: [...map.circle, map.circle[0]].map((key) => steps[key]?.title).join(' → ') })
          )}
        </Text>
      )}
    </section>
  );
}

interface Place {
  x: number;
  y: number;
}

/** Steps of one row stand beside each other. */
function placesOf(keys: string[], rows: Record<string, number>): Map<string, Place> {
  const used = new Map<number, number>();
  return new Map(
    keys.map((key) => {
      const row = rows[key];
      const column = used.get(row) ?? 0;
      used.set(row, column + 1);
      return [key, { x: MARGIN + COLUMN / 2 + column * COLUMN, y: MARGIN + row * ROW }];
    })
  );
}

function Way({ edge: { from, to, by }, places }: { edge: Edge; places: Map<string, Place> }) {
  const styles = useStyles2(getStyles);
  const start = places.get(from);
  const end = places.get(to);
  if (!start || !end) {
    return null;
  }
  const isLong = start.x === end.x && end.y - start.y > ROW;
  const bend = isLong ? start.x - COLUMN / 2 : (start.x + end.x) / 2;
  const middle = (start.y + end.y) / 2;
  return (
    <>
      <path
        className={styles.way}
        d={`M ${start.x} ${start.y + RADIUS} Q ${bend} ${middle} ${end.x} ${end.y - RADIUS}`}
        fill="none"
      />
      {by && (
        <text className={styles.word} x={(start.x + end.x) / 2 + (isLong ? -COLUMN / 4 : 6)} y={middle}>
          {wordOf(by).slice(0, 14)}
        </text>
      )}
    </>
  );
}

function wordOf(by: NonNullable<Edge['by']>): string {
  return 'label' in by ? by.label : stepVerdictName(by.verdict);
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflow: 'auto', maxHeight: 420 }),
  node: css({
    circle: { fill: theme.colors.background.secondary, stroke: theme.colors.border.strong },
    text: { fill: theme.colors.text.primary, fontSize: 12 },
  }),
  current: css({
    circle: { fill: theme.colors.primary.main },
    text: { fill: theme.colors.primary.contrastText, fontSize: 12 },
  }),
  lost: css({
    circle: { fill: theme.colors.warning.transparent, stroke: theme.colors.warning.border, strokeDasharray: '3 3' },
    text: { fill: theme.colors.text.primary, fontSize: 12 },
  }),
  way: css({ stroke: theme.colors.text.secondary }),
  word: css({ fill: theme.colors.text.secondary, fontSize: 11 }),
});
