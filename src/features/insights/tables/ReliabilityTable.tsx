import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { type Reliability } from '../../../domain/insights/reliability';
import { flowingTable } from '../../../shared/ui/tableStyles';
import { formatDuration } from '../../../shared/words/durations';
import { verbatim } from '../../../shared/words/verbatim';
import { Explain } from '../results/Explain';
import { formulaText, meanText, mtbfInterval, mtbfText, percent } from '../words';
import { IncidentLinks } from './IncidentLinks';

export function ReliabilityTable({ services }: { services: Reliability[] }) {
  const styles = useStyles2(getStyles);
  const columns = {
    failures: t('insights.column.failures', 'Failures'),
    mtbf: t('insights.name.mtbf', 'MTBF'),
    downtime: t('insights.name.downtime', 'Downtime'),
    mean: t('insights.column.mttr', 'Mean downtime'),
    availability: t('insights.name.availability', 'Availability'),
  };
  return (
    <table className={styles}>
      <thead>
        <tr>
          <th scope="col">{t('insights.column.service', 'Service')}</th>
          <th scope="col">{columns.failures}</th>
          <th scope="col">
            {columns.mtbf} <Explain text={formulaText('mtbf')} />
          </th>
          <th scope="col">
            {columns.downtime} <Explain text={formulaText('downtime')} />
          </th>
          <th scope="col">{columns.mean}</th>
          <th scope="col">
            {columns.availability} <Explain text={formulaText('availability')} />
          </th>
        </tr>
      </thead>
      <tbody>
        {services.map((service) => (
          <tr key={service.service}>
            <th scope="row">{service.name}</th>
            <td data-label={columns.failures}>
              {service.failures}
              {service.endless.length > 0 && (
                <IncidentLinks
                  label={t(
                    'insights.endless',
                    '{{number}} of unknown length',
                    verbatim({ number: service.endless.length })
                  )}
                  incidents={service.endless}
                />
              )}
            </td>
            <td data-label={columns.mtbf}>
              {mtbfText(service)}
              <small>{mtbfInterval(service)}</small>
            </td>
            <td data-label={columns.downtime}>{formatDuration(service.downtime)}</td>
            <td data-label={columns.mean}>{meanText(service)}</td>
            <td data-label={columns.availability}>
              {service.availability === undefined ? '–' : percent(service.availability, 3)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => css(flowingTable(theme));
