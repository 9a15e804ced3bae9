import React, { lazy, Suspense, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  Button,
  EmptyState,
  LoadingPlaceholder,
  Pagination,
  RadioButtonGroup,
  Stack,
  Text,
  useStyles2,
} from '@grafana/ui';
import {
  type SystemChange,
  changeStatistics,
  type ChangeSource,
  type ChangeStatistics,
} from '../../../domain/improvement/changes';
import { DEFAULT_TAGS } from '../../../domain/improvement/register';
import { useUrlFilter } from '../../../shared/hooks/useUrlFilter';
import { useRoadmap } from '../../../shared/improvements/useRoadmap';
import { incidentPath } from '../../../shared/incidents/paths';
import { useIncidentHeads } from '../../../shared/incidents/useIncidentHeads';
import { windowPath } from '../../../shared/maintenance/paths';
import { formatShare } from '../../../shared/objectives/format';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { StateMark } from '../../../shared/ui/StateMark';
import { flowingTable } from '../../../shared/ui/tableStyles';
import { formatDuration } from '../../../shared/words/durations';
import { formatNumber } from '../../../shared/words/numbers';
import { momentText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { type AskedSource, useChangeRegister } from '../changes/useChangeRegister';
import { ImprovementsFrame } from '../components/ImprovementsFrame';
import { UnreadSources } from '../components/UnreadSources';

const TagsModal = lazy(() => import('../changes/TagsModal').then((m) => ({ default: m.TagsModal })));

const PERIODS = [7, 30, 90];
const ROWS = 50;

/** What was changed, and what came of it. */
export function ChangesPage() {
  const { record, error, refetch } = useRoadmap();
  const { params, page, change } = useUrlFilter();
  const days = PERIODS.find((each) => String(each) === params.get('days')) ?? 30;
  const tags = record?.changeTags ?? DEFAULT_TAGS;
  const register = useChangeRegister(days, tags);
  const mayWrite = useCanWrite('registers') !== 'no';
  const [isChoosing, setChoosing] = useState(false);
  return (
    <ImprovementsFrame tab="changes">
      <Stack direction="column" gap={2}>
        <ReadOnlyNotice folder="registers" />
        {error && <RequestFailure error={error} onRetry={refetch} what={t('improvements.title', 'Improvements')} />}
        <Stack wrap="wrap" gap={2} alignItems="center">
          <RadioButtonGroup
            aria-label={t('improvements.changes.period', 'Period')}
            options={PERIODS.map((value) => ({
              value,
              label: t('improvements.changes.days', '{{days}} days', verbatim({ days: value })),
            }))}
            value={days}
            onChange={(value) => change({ days: String(value) })}
          />
          <Text color="secondary">
            {t('improvements.changes.tags', 'Annotations tagged {{tags}}', verbatim({ tags: tags.join(', ') || '–' }))}
          </Text>
          {mayWrite && record && (
            <Button size="sm" variant="secondary" fill="text" onClick={() => setChoosing(true)}>
              {t('improvements.changes.choose-tags', 'Other tags…')}
            </Button>
          )}
        </Stack>
        <Content register={register} page={page} onPage={(to) => change({ page: String(to) })} />
      </Stack>
      {isChoosing && (
        <Suspense fallback={null}>
          <TagsModal tags={tags} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
    </ImprovementsFrame>
  );
}

interface ContentProps {
  register: ReturnType<typeof useChangeRegister>;
  page: number;
  onPage: (page: number) => void;
}

function Content({ register, page, onPage }: ContentProps) {
  const { changes, period, failed, hasPrometheus, isPending, refetch } = register;
  const incidents = useIncidentHeads({ since: period.start });
  const found = useMemo(
    () => changeStatistics(changes, incidents.incidents, period, period.end),
    [changes, incidents.incidents, period]
  );
  const pages = Math.max(1, Math.ceil(changes.length / ROWS));
  const current = Math.min(page, pages);
  return (
    <>
      <UnreadSources names={failed.map(askedName)} onRetry={refetch} />
      {incidents.error && (
        <RequestFailure
          error={incidents.error}
          onRetry={incidents.refetch}
          what={t('improvements.changes.incidents', 'Incidents')}
        />
      )}
      {!hasPrometheus && (
        <Text color="secondary" element="p">
          {t(
            'improvements.changes.no-prometheus',
            'No Prometheus is chosen in Setup: versions and images are not looked at.'
          )}
        </Text>
      )}
      {isPending ? (
        <LoadingPlaceholder text={t('improvements.changes.loading', 'Looking for changes…')} />
      ) : changes.length === 0 ? (
        <NoChange isPartly={failed.length > 0} />
      ) : (
        <>
          <Numbers found={found} hasIncidents={!incidents.error && !incidents.isPending} />
          <ChangeTable changes={changes.slice((current - 1) * ROWS, current * ROWS)} found={found} />
          {pages > 1 && <Pagination currentPage={current} numberOfPages={pages} onNavigate={onPage} />}
        </>
      )}
    </>
  );
}

function NoChange({ isPartly }: { isPartly: boolean }) {
  return isPartly ? (
    <EmptyState
      variant="not-found"
      message={t('improvements.changes.empty-partly', 'No change in what could be read of this period')}
    />
  ) : (
    <EmptyState variant="not-found" message={t('improvements.changes.empty', 'No change in this period')}>
      {t(
        'improvements.changes.empty-text',
        'Looked at: annotations with these tags, *_build_info and images of containers in Prometheus, and maintenance windows. Let your deployment tool write an annotation with the tags deploy and service:NAME.'
      )}
    </EmptyState>
  );
}

/** Never a number without how many it is of. */
function Numbers({ found, hasIncidents }: { found: ChangeStatistics; hasIncidents: boolean }) {
  const styles = useStyles2(getStyles);
  const { n, perWeek, judged, failed, share, unnamed, recovery } = found;
  const { value, interval } = recovery;
  const count = (number: number) => t('improvements.changes.n', 'n = {{number}}', verbatim({ number }));
  return (
    <>
      <dl className={styles.numbers}>
        <div>
          <dt>{t('improvements.changes.frequency', 'Changes a week')}</dt>
          <dd>{formatNumber(perWeek, 1)}</dd>
          <dd className={styles.note}>{count(n)}</dd>
        </div>
        <div>
          <dt>{t('improvements.changes.failed', 'Followed by an incident within an hour')}</dt>
          <dd>{share && hasIncidents ? formatShare(share.value) : t('improvements.effect.unknown', 'unknown')}</dd>
          <dd className={styles.note}>
            {share && hasIncidents
              ? t(
                  'improvements.changes.interval',
                  '{{failed}} of {{judged}}; 95 %: {{low}} to {{high}}',
                  verbatim({ failed, judged, low: formatShare(share.low), high: formatShare(share.high) })
                )
              : count(judged)}
          </dd>
        </div>
        <div>
          <dt>{t('improvements.changes.recovery', 'From the change to recovery, median')}</dt>
          <dd>
            {value === undefined || !hasIncidents ? t('improvements.effect.unknown', 'unknown') : formatDuration(value)}
          </dd>
          <dd className={styles.note}>
            {count(recovery.n)}
            {interval?.high !== undefined &&
              `; 95 %: ${formatDuration(interval.low)} – ${formatDuration(interval.high)}`}
          </dd>
        </div>
      </dl>
      <Text color="secondary" element="p">
        {t(
          'improvements.changes.formula',
          'Share = changes after which an incident that names one of their services began within an hour / changes that name a service and are an hour old. Drills, void incidents and duplicates are left out; it is of the incidents that you may see.'
        )}{' '}
        {unnamed > 0 &&
          t('improvements.changes.unnamed', '', {
            count: unnamed,
            defaultValue_one: '{{count}} change names no service and is left out.',
            defaultValue_other: '{{count}} changes name no service and are left out.',
          })}
      </Text>
    </>
  );
}

function ChangeTable({ changes, found }: { changes: SystemChange[]; found: ChangeStatistics }) {
  const styles = useStyles2(getStyles);
  const names = {
    when: t('improvements.changes.when', 'When'),
    what: t('improvements.changes.what', 'Change'),
    services: t('improvements.changes.services', 'Services'),
    source: t('improvements.changes.source', 'Known from'),
    incident: t('improvements.changes.incident', 'Incident after it'),
  };
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {Object.entries(names).map(([column, name]) => (
            <th key={column} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ key, at, title, services, sources, window }) => {
          const incident = found.followed.get(key);
          return (
            <tr key={key}>
              <td data-label={names.when}>{momentText(at * 1000)}</td>
              <th scope="row">{window ? <InternalLink to={windowPath(window)}>{title}</InternalLink> : title}</th>
              <td data-label={names.services}>{services.join(', ') || '–'}</td>
              <td data-label={names.source}>{sources.map(sourceName).join(', ')}</td>
              <td data-label={names.incident}>
                {incident ? (
                  <>
                    <StateMark mark="bad" label={t('improvements.changes.was-followed', 'followed by an incident')} />{' '}
                    {incident.private ? (
                      t('improvements.changes.private', 'a private incident')
                    ) : (
                      <InternalLink to={incidentPath(incident.name)}>{incident.ref}</InternalLink>
                    )}
                  </>
                ) : (
                  '–'
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function sourceName(source: ChangeSource): string {
  switch (source) {
    case 'annotation':
      return t('improvements.changes.from-annotation', 'annotation');
    case 'build':
      return t('improvements.changes.from-build', 'build_info');
    case 'image':
      return t('improvements.changes.from-image', 'image of a container');
    case 'window':
      return t('improvements.changes.from-window', 'maintenance window');
  }
}

function askedName(asked: AskedSource): string {
  switch (asked) {
    case 'annotations':
      return t('improvements.changes.annotations', 'annotations');
    case 'builds':
      return '*_build_info';
    case 'images':
      return t('improvements.changes.images', 'images of containers');
    case 'windows':
      return t('improvements.changes.windows', 'maintenance windows');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  numbers: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2, 6),
    margin: 0,
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { margin: 0, fontSize: theme.typography.h2.fontSize, fontVariantNumeric: 'tabular-nums' },
  }),
  note: css({ '&&': { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize } }),
  table: css(flowingTable(theme)),
});
