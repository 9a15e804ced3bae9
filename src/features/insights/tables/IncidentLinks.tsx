import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { type IncidentHead } from '../../../domain/incident/head';
import { incidentPath } from '../../../shared/incidents/paths';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { verbatim } from '../../../shared/words/verbatim';

const MOST = 200;

/** How many there are; their links when it is opened. */
export function IncidentLinks({ label, incidents }: { label: string; incidents: IncidentHead[] }) {
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={styles} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{label}</summary>
      {isOpen && (
        <ul>
          {incidents.slice(0, MOST).map(({ name, ref, title }) => (
            <li key={name}>
              <InternalLink to={incidentPath(name)}>
                {ref} {title}
              </InternalLink>
            </li>
          ))}
          {incidents.length > MOST && (
            <li>{t('insights.more', '… and {{number}} more', verbatim({ number: incidents.length - MOST }))}</li>
          )}
        </ul>
      )}
    </details>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    summary: { cursor: 'pointer', color: theme.colors.text.secondary },
    ul: { margin: theme.spacing(0.5, 0, 1, 2), maxHeight: 300, overflow: 'auto', overflowWrap: 'anywhere' },
  });
