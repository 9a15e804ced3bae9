import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Stack, Text, useStyles2 } from '@grafana/ui';
import { type Incident } from '../../../domain/incident/kind';
import { type Entry } from '../../../domain/incident/schema';
import { byCapture } from '../../../domain/incident/timeline';
import { Bullets } from '../../../shared/ui/Bullets';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { plainTable } from '../../../shared/ui/tableStyles';
import { momentText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { PeopleOnly, usePeopleOnly } from '../components/PeopleOnly';
import { useVersions } from '../data/incidents';
import { captureText, evidenceText } from '../evidence/captureText';
import { kindName } from '../words';
import { changeText } from './changeText';

/** Who wrote what and when: every entry as it was entered, and the versions that Grafana still keeps. */
export function HistoryTab({ incident }: { incident: Incident }) {
  const styles = useStyles2(getStyles);
  const versions = useVersions(incident.name, true);
  const { keep } = usePeopleOnly();
  const groups = useMemo(() => {
    const entries = Object.entries(incident.timeline).map(([id, entry]) => ({ ...entry, id }));
    return byCapture(keep(entries.sort((one, other) => Date.parse(other.entered) - Date.parse(one.entered))));
  }, [incident.timeline, keep]);
  return (
    <Stack direction="column" gap={2}>
      <Text element="h2" variant="h5">
        {t('incidents.history.entries', 'Everything that was written')}
      </Text>
      <PeopleOnly />
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('incidents.history.entered', 'Entered')}</th>
              <th scope="col">{t('incidents.history.event', 'Happened')}</th>
              <th scope="col">{t('incidents.history.by', 'By')}</th>
              <th scope="col">{t('incidents.history.kind', 'Kind')}</th>
              <th scope="col">{t('incidents.history.what', 'What')}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => {
              const [first] = group;
              return (
                <tr key={first.id}>
                  <td>{momentText(first.entered)}</td>
                  <td>{momentText(first.at)}</td>
                  <td>{first.by.name}</td>
                  <td>{kindName(first.kind)}</td>
                  <td>{group.length > 1 ? <CaptureText entries={group} /> : entryText(first)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <Text element="h2" variant="h5">
        {t('incidents.history.versions', 'Versions in Grafana')}
      </Text>
      {versions.error && <RequestFailure error={versions.error} onRetry={() => void versions.refetch()} />}
      <ul className={styles.versions}>
        {versions.data?.map((version) => (
          <li key={version.resource?.metadata.resourceVersion}>
            {t(
              'incidents.history.version',
              'Version {{number}}',
              verbatim({
                number: version.resource?.metadata.generation ?? 0,
              })
            )}
            {version.updatedAt && ` · ${momentText(version.updatedAt)}`}
          </li>
        ))}
      </ul>
      <Text color="secondary" variant="bodySmall">
        {t(
          'incidents.history.authorship',
          'Grafana keeps the last versions only. Whoever may edit the folder could also change entries: authorship is as strong as that permission.'
        )}
      </Text>
    </Stack>
  );
}

function entryText({ change, supersedes, text, update, evidence }: Entry): string {
  return [
    change && changeText(change),
    supersedes !== undefined &&
      (text ? t('incidents.history.corrects', 'Correction:') : t('incidents.history.withdraws', 'Entry withdrawn')),
    update?.conditions,
    evidence && evidenceText(evidence),
    text,
  ]
    .filter(Boolean)
    .join(' ');
}

function CaptureText({ entries }: { entries: Array<Entry & { id: string }> }) {
  return (
    <details>
      <summary>{captureText(entries)}</summary>
      <Bullets>
        {entries.map((entry) => (
          <li key={entry.id}>
            {entryText(entry)} <code>{entry.evidence?.expr}</code>
          </li>
        ))}
      </Bullets>
    </details>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto' }),
  versions: css({ margin: 0, paddingLeft: theme.spacing(3) }),
  table: css({
    ...plainTable(theme),
    'td:nth-child(-n + 2)': { whiteSpace: 'nowrap' },
    'td:last-child': { overflowWrap: 'anywhere' },
  }),
});
