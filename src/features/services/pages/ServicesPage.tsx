import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, EmptyState, LinkButton, LoadingPlaceholder, Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import { type Service, type ServiceLink, SERVICES, servicesKind } from '../../../domain/services/services';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { ParkedCommands } from '../../../shared/records/ParkedCommands';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { RUNBOOKS } from '../../../shared/runbooks/paths';
import { NEW_SERVICE_PATH, servicePath } from '../../../shared/services/paths';
import { ServiceLinks } from '../../../shared/services/ServiceLinks';
import { useServices } from '../../../shared/services/useServices';
import { LOOK_PATH } from '../../../shared/start/paths';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { getCardTableStyles } from '../../../shared/ui/tableStyles';

/** What incidents can be about: who owns it, how it is measured, where to look. */
export function ServicesPage() {
  const mayWrite = useCanWrite('registers') !== 'no';
  const { services, stored, parked, error, isPending, refetch } = useServices({ watch: true });
  const isReadOnly = stored?.state === 'newer' || stored?.managedBy !== undefined;
  return (
    <Page
      title={t('services.title', 'Services')}
      actions={
        mayWrite && !isReadOnly ? (
          <LinkButton icon="plus" href={NEW_SERVICE_PATH}>
            {t('services.new', 'New service')}
          </LinkButton>
        ) : undefined
      }
    >
      <Stack direction="column" gap={2}>
        <ReadOnlyNotice folder="registers" />
        <ParkedCommands items={parked} />
        {error && <RecordFailure kind={servicesKind} name={SERVICES} error={error} onRetry={refetch} />}
        {stored?.state === 'damaged' && <DamagedRecord kind={servicesKind} stored={stored} />}
        {isPending && !error && <LoadingPlaceholder text={t('services.loading', 'Loading the services…')} />}
        {isReadOnly && (
          <Text color="secondary" element="p">
            {t(
              'services.read-only',
              'This register is provisioned or written by a newer version: it is read-only here.'
            )}
          </Text>
        )}
        {stored && stored.state !== 'damaged' && services.length === 0 && (
          <EmptyState
            variant="call-to-action"
            message={t('services.empty', 'No service is described yet')}
            button={
              mayWrite && !isReadOnly ? (
                <LinkButton icon="search" href={LOOK_PATH}>
                  {t('start.look', 'Look what Prometheus has')}
                </LinkButton>
              ) : undefined
            }
          >
            {t('services.empty-text', 'A service says who owns it, which objectives measure it and where to look.')}
          </EmptyState>
        )}
        {services.length > 0 && <Table services={services} mayWrite={mayWrite && !isReadOnly} />}
      </Stack>
    </Page>
  );
}

function Table({ services, mayWrite }: { services: Array<[string, Service]>; mayWrite: boolean }) {
  const styles = useStyles2(getStyles);
  const cards = useStyles2(getCardTableStyles);
  const names = columnNames();
  const { record, isPending } = useObjectives();
  return (
    <div className={cards.container}>
      <table className={cards.table} role="table" aria-label={t('services.title', 'Services')}>
        <thead role="rowgroup">
          <tr role="row">
            {Object.entries(names).map(([column, name]) => (
              <th key={column} role="columnheader" scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {services.map(([key, service]) => (
            <tr key={key} role="row">
              <th role="rowheader" scope="row">
                {mayWrite ? <InternalLink to={servicePath(key)}>{service.name}</InternalLink> : service.name}
                {service.description && <div className={styles.description}>{service.description}</div>}
                {service.annotate && (
                  <Badge color="blue" icon="comment-alt" text={t('services.annotated', 'Marked on dashboards')} />
                )}
              </th>
              <td role="cell" data-label={names.team}>
                {service.team ?? '–'}
              </td>
              <td role="cell" data-label={names.objectives}>
                {isPending && service.objectives.length > 0
                  ? '…'
                  : service.objectives.map((each) => record?.objectives[each]?.name ?? each).join(', ') || '–'}
              </td>
              <td role="cell" data-label={names.labels}>
                {Object.entries(service.labels).map(([label, value]) => (
                  <div key={label}>
                    <code className={styles.label}>
                      {`${label}=`}
                      <wbr />
                      {`"${value}"`}
                    </code>
                  </div>
                ))}
              </td>
              <td role="cell" data-label={names.dashboards}>
                {cellOf(service.dashboards)}
              </td>
              <td role="cell" data-label={names.runbooks}>
                <ServiceLinks links={service.runbooks} />
                <TextLink href={runbooksOf(key)} inline={false} color="link">
                  {t('services.own-runbooks', 'In Opsbook')}
                </TextLink>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function columnNames() {
  return {
    name: t('services.column.name', 'Service'),
    team: t('services.column.team', 'Owner team'),
    objectives: t('services.column.objectives', 'Objectives'),
    labels: t('services.column.labels', 'Labels'),
    dashboards: t('services.column.dashboards', 'Dashboards'),
    runbooks: t('services.column.runbooks', 'Runbooks'),
  };
}

/** The list of runbooks, those of one service. */
function runbooksOf(service: string): string {
  return `${RUNBOOKS}?${new URLSearchParams({ service })}`;
}

function cellOf(links: ServiceLink[]) {
  return links.length > 0 ? <ServiceLinks links={links} /> : '–';
}

const getStyles = (theme: GrafanaTheme2) => ({
  label: css({ overflowWrap: 'anywhere' }),
  description: css({
    color: theme.colors.text.secondary,
    fontWeight: theme.typography.fontWeightRegular,
    overflowWrap: 'anywhere',
  }),
});
