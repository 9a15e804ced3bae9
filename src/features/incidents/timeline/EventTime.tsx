import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { type Entry } from '../../../domain/incident/schema';
import { inZone } from '../../../domain/text/times';
import { clockText, momentText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';

/** When something happened; on hover in the documents' zone too, and when it was written down where that was later. */
export function EventTime({ entry: { at, entered }, zone }: { entry: Entry; zone: string }) {
  const styles = useStyles2(getStyles);
  const late = Math.abs(Date.parse(entered) - Date.parse(at)) > 60_000;
  const local = inZone(at, zone);
  const written = t('incidents.entry.entered', 'written down {{at}}', verbatim({ at: momentText(entered) }));
  const details = [momentText(at), `${local.day} ${local.time} ${zone}`, ...(late ? [written] : [])];
  return (
    <time dateTime={at} className={styles.time} title={details.join(' · ')}>
      {clockText(at)}
      {late && (
        <span role="img" aria-label={written}>
          {' '}
          ✎
        </span>
      )}
    </time>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  time: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }),
});
