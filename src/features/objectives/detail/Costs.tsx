import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, Text, useStyles2 } from '@grafana/ui';
import { costOf, REVIEW_SHARE } from '../../../domain/burnRate';
import { type IncidentHead } from '../../../domain/incidentHead';
import { type Measurement, type Slice } from '../../../domain/objectiveQueries';
import { countsOf } from '../../../domain/objectiveSeries';
import { type Span } from '../../../domain/window';
import { InternalLink } from '../../../shared/InternalLink';
import { incidentPath } from '../../../shared/incidents/paths';
import { formatBudget } from '../../../shared/objectives/format';

export interface Marked extends Span {
  incident: IncidentHead;
}

/** Incidents that overlap the window, from impact to mitigation; drills, void ones and duplicates are left out. */
export function markedIncidents(incidents: IncidentHead[], window: Span): Marked[] {
  return incidents.flatMap((incident) => {
    const { milestones, drill, status, duplicateOf } = incident;
    const start = milestones.started ?? milestones.detected ?? milestones.declared;
    if (drill || status === 'void' || duplicateOf || start === undefined) {
      return [];
    }
    const over = milestones.mitigated ?? milestones.resolved;
    const span = { start: Date.parse(start) / 1000, end: over ? Date.parse(over) / 1000 : window.end };
    return span.end > window.start && span.start < window.end && span.end > span.start ? [{ incident, ...span }] : [];
  });
}

interface Props {
  marked: Marked[];
  measurement: Measurement;
  target: number;
}

/** What used the budget: incidents by cost, the dearest first. */
export function Costs({ marked, measurement: { slices, counts }, target }: Props) {
  const styles = useStyles2(getStyles);
  const rows = marked
    .map((one) => ({ ...one, cost: counts && costOf(countsIn(slices, one, target), counts, target) }))
    .sort((a, b) => (b.cost ?? 0) - (a.cost ?? 0));
  return (
    <section>
      <Text element="h2" variant="h4">
        {t('objectives.cost.title', 'What used the budget')}
      </Text>
      {rows.length === 0 ? (
        <Text color="secondary" element="p">
          {t('objectives.cost.none', 'No incident in the window.')}
        </Text>
      ) : (
        <table className={styles}>
          <thead>
            <tr>
              <th scope="col">{t('objectives.cost.incident', 'Incident')}</th>
              <th scope="col">{t('objectives.cost.share', 'Share of the budget')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ incident, cost }) => (
              <tr key={incident.name}>
                <td>
                  <InternalLink to={incidentPath(incident.name)}>
                    {incident.ref} {incident.title}
                  </InternalLink>
                </td>
                <td>
                  {cost === undefined ? '–' : formatBudget(cost)}{' '}
                  {cost !== undefined && cost > REVIEW_SHARE && (
                    <Badge color="orange" text={t('objectives.cost.review', 'review: more than 20 % of the budget')} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** From the slices, those across its ends by their share of time. */
function countsIn(slices: Slice[], { start, end }: Span, target: number) {
  const [counts] = countsOf(slices, [{ start, end }], target);
  return counts;
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    'th, td': { padding: theme.spacing(0.5, 2, 0.5, 0), textAlign: 'left', fontVariantNumeric: 'tabular-nums' },
    th: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightMedium },
  });
