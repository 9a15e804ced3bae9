import React, { useState } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { IconButton, useStyles2 } from '@grafana/ui';
import { type Incident } from '../../../domain/incident';
import { type Language } from '../../../domain/incidentSchema';
import { type DocumentLine, lineToMarkdown } from '../../../domain/report/document';
import { words } from '../../../domain/report/words';
import { MarkdownView } from '../../../shared/MarkdownView';
import { SectionEditor } from './SectionEditor';
import { verbatim } from '../../../shared/verbatim';

interface Props {
  line: DocumentLine;
  heading: string;
  incident: Incident;
  language: Language;
  mayWrite: boolean;
}

export function DocumentLineView({ line, heading, incident, language, mayWrite }: Props) {
  const styles = useStyles2(getStyles);
  const [isEditing, setEditing] = useState(false);
  const label = 'label' in line && line.label ? `${heading}: ${line.label}` : heading;
  if (isEditing && line.section) {
    return <SectionEditor section={line.section} label={label} incident={incident} onClose={() => setEditing(false)} />;
  }
  return (
    <div className={styles.line}>
      <MarkdownView
        className={cx(styles.text, line.gap && styles.gap)}
        text={lineToMarkdown(line, words(language)('colon'))}
      />
      {line.section && mayWrite && (
        <IconButton
          name="pen"
          size="sm"
          tooltip={t('incidents.document.edit', 'Edit “{{section}}”', verbatim({ section: label }))}
          onClick={() => setEditing(true)}
        />
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ display: 'flex', gap: theme.spacing(1), alignItems: 'flex-start' }),
  text: css({ minWidth: 0, overflowWrap: 'anywhere', 'p, ul, ol': { marginBottom: theme.spacing(0.5) } }),
  gap: css({
    color: theme.colors.warning.text,
    borderBottom: `1px dashed ${theme.colors.warning.border}`,
  }),
});
