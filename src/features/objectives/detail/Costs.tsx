import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { REVIEW_SHARE, isReviewed } from '../../../domain/incident/rules';
import { type Cost, costsOf, type IncidentSpan, WORTH_NAMING } from '../../../domain/objective/costs';
import { type Measurement } from '../../../domain/objective/measurement';
import { incidentPath } from '../../../shared/incidents/paths';
import { formatBudget } from '../../../shared/objectives/format';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { StateMark } from '../../../shared/ui/StateMark';
import { smallTable } from '../../../shared/ui/tableStyles';
import { verbatim } from '../../../shared/words/verbatim';

interface Props {
  marked: IncidentSpan[];
  measurement: Measurement;
  target: number;
}

/** What used the budget: incidents by cost, the dearest first. One above a fifth of the budget asks for its review. */
export function Costs({ marked, measurement: { slices, counts }, target }: Props) {
  const rows = costsOf(marked, slices, counts, target).sort((a, b) => (b.cost ?? 0) - (a.cost ?? 0));
  const isNamed = ({ cost }: Cost) => cost === undefined || cost >= WORTH_NAMING;
  const [named, small] = [rows.filter(isNamed), rows.filter((row) => !isNamed(row))];
  const rest = t('objectives.cost.small', '', {
    count: small.length,
    defaultValue_one: '{{count}} incident that used less than 0.5 %',
    defaultValue_other: '{{count}} incidents that used less than 0.5 % each',
    interpolation: { escapeValue: false },
  });
  return (
    <section>
      <Text element="h2" variant="h4">
        {t('objectives.cost.title', 'What used the budget')}
      </Text>
      {rows.length === 0 && (
        <Text color="secondary" element="p">
          {t('objectives.cost.none', 'No incident in the window.')}
        </Text>
      )}
      {named.length > 0 && <CostTable rows={named} label={t('objectives.cost.title', 'What used the budget')} />}
      {small.length > 0 && (
        <details>
          <summary>{rest}</summary>
          <CostTable rows={small} label={rest} />
        </details>
      )}
    </section>
  );
}

function CostTable({ rows, label }: { rows: Cost[]; label: string }) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('objectives.cost.incident', 'Incident')}</th>
          <th scope="col">{t('objectives.cost.share', 'Share of the budget')}</th>
          <th scope="col">{t('objectives.cost.review-column', 'Review')}</th>
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
            <td>{cost === undefined ? t('objectives.unknown', 'unknown') : formatBudget(cost)}</td>
            <td>
              {cost !== undefined && cost > REVIEW_SHARE ? (
                <Review name={incident.name} title={incident.ref} state={incident.review} />
              ) : (
                '–'
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The policy asks for a review, unless it is done already. */
function Review({ name, title, state }: { name: string; title: string; state?: string }) {
  const isDone = isReviewed(state);
  return (
    <>
      <StateMark
        mark={isDone ? 'good' : 'warning'}
        label={isDone ? t('objectives.cost.reviewed', 'Reviewed') : t('objectives.cost.needed', 'Review needed')}
      />{' '}
      {!isDone && t('objectives.cost.review', 'More than 20 % of the budget: needs a review.')}{' '}
      <InternalLink to={incidentPath(name, { tab: 'postmortem' })}>
        {t('objectives.cost.open-review', 'Open the review of {{incident}}', verbatim({ incident: title }))}
      </InternalLink>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    ...smallTable(theme),
    fontVariantNumeric: 'tabular-nums',
  });
