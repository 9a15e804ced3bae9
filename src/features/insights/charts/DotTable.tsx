import React, { useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Pagination, useStyles2 } from '@grafana/ui';
import { type Timing } from '../../../domain/insights/insights';
import { beganAt } from '../../../domain/insights/reliability';
import { incidentPath } from '../../../shared/incidents/paths';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { flowingTable } from '../../../shared/ui/tableStyles';
import { formatDuration } from '../../../shared/words/durations';
import { verbatim } from '../../../shared/words/verbatim';
import { dayInZone } from '../words';

const ROWS = 25;

/** The dots as a table, the longest first. */
export function DotTable({ timings, zone }: { timings: Timing[]; zone: string }) {
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(false);
  const [page, setPage] = useState(1);
  const sorted = useMemo(() => (isOpen ? [...timings].sort((a, b) => b.seconds - a.seconds) : []), [timings, isOpen]);
  const pages = Math.max(1, Math.ceil(sorted.length / ROWS));
  const current = Math.min(page, pages);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('insights.table.show', 'The dots as a table')}</summary>
      {isOpen && (
        <>
          <table className={styles}>
            <thead>
              <tr>
                <th scope="col">{t('insights.column.incident', 'Incident')}</th>
                <th scope="col">{t('insights.column.began', 'Began')}</th>
                <th scope="col">{t('insights.column.duration', 'Duration')}</th>
              </tr>
            </thead>
            <tbody>
              {sorted.slice((current - 1) * ROWS, current * ROWS).map(({ incident, seconds, open }) => (
                <tr key={incident.name}>
                  <td>
                    <InternalLink to={incidentPath(incident.name)}>
                      {incident.ref} {incident.title}
                    </InternalLink>
                  </td>
                  <td>{dayInZone(beganAt(incident) ?? 0, zone)}</td>
                  <td>
                    {open
                      ? t(
                          'insights.table.open',
                          '{{duration}}, still open',
                          verbatim({ duration: formatDuration(seconds) })
                        )
                      : formatDuration(seconds)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {pages > 1 && <Pagination currentPage={current} numberOfPages={pages} onNavigate={setPage} />}
        </>
      )}
    </details>
  );
}

const getStyles = (theme: GrafanaTheme2) => css(flowingTable(theme));
