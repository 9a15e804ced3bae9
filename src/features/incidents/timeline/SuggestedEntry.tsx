import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, IconButton, Tooltip, useStyles2 } from '@grafana/ui';
import { type Suggestion, suggestionId } from '../../../domain/incident/suggestions';
import { shorten } from '../../../domain/record/logfmt';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { clockText, momentText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { type IncidentAct } from '../useAct';
import { kindMark, kindName } from '../words';

interface Props {
  suggestion: Suggestion;
  /** Shown above the first entry of another day. */
  day: string | undefined;
  act: IncidentAct['act'];
}

/** Not part of the record until somebody accepts it: it then keeps the time at which it happened. */
export function SuggestedEntry({ suggestion: { source, at, kind, text }, day, act }: Props) {
  const styles = useStyles2(getStyles);
  const what = shorten(text.replace(/[*\\]/g, '').replace(/\s+/g, ' '), 100);
  return (
    <li className={styles.entry}>
      {day && <div className={styles.day}>{day}</div>}
      <Tooltip content={momentText(at)}>
        <time dateTime={at} className={styles.time}>
          {clockText(at)}
        </time>
      </Tooltip>
      <span role="img" aria-label={kindName(kind)} title={kindName(kind)}>
        {kindMark(kind)}
      </span>
      <div className={styles.body}>
        <MarkdownView text={text} />
        <small className={styles.source}>
          {t('incidents.suggestion.mark', 'suggested, {{source}}', verbatim({ source: suggestionSourceName(source) }))}
        </small>
      </div>
      <Button
        size="sm"
        variant="secondary"
        icon="check"
        aria-label={t('incidents.suggestion.accept-this', 'Accept “{{what}}”', verbatim({ what }))}
        onClick={() => act({ type: 'note', id: suggestionId(source), kind, text, when: at, source })}
      >
        {t('incidents.suggestion.accept', 'Accept')}
      </Button>
      <IconButton
        name="times"
        size="sm"
        tooltip={t('incidents.suggestion.dismiss', 'Dismiss “{{what}}”', verbatim({ what }))}
        onClick={() => act({ type: 'dismissSuggestion', source, what })}
      />
    </li>
  );
}

export function suggestionSourceName(source: string): string {
  return source.startsWith('alert:')
    ? t('incidents.suggestion.alert', 'from the alert’s history')
    : t('incidents.suggestion.annotation', 'from an annotation');
}

const getStyles = (theme: GrafanaTheme2) => ({
  entry: css({
    display: 'grid',
    gridTemplateColumns: 'max-content max-content minmax(0, 1fr) max-content max-content',
    gap: theme.spacing(0, 1),
    alignItems: 'start',
    padding: theme.spacing(0.5, 0),
    borderTop: `1px dashed ${theme.colors.border.medium}`,
  }),
  day: css({ gridColumn: '1 / -1', color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightMedium }),
  body: css({ minWidth: 0, overflowWrap: 'anywhere', 'p:last-child': { marginBottom: 0 } }),
  time: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
  source: css({ color: theme.colors.text.secondary }),
});
