import React, { useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, ClipboardButton, RadioButtonGroup, Stack, useStyles2 } from '@grafana/ui';
import { type Incident } from '../../../domain/incident';
import { type Language } from '../../../domain/incidentSchema';
import { documentMarkdown, documentOf, type DocumentKind } from '../../../domain/report';
import { type Item } from '../../../grafana/records/outbox';
import { downloadText } from '../../../shared/download';
import { toFile } from '../../../domain/incidentFile';
import { DocumentLineView } from './DocumentLineView';
import { ReviewPanel } from './ReviewPanel';
import { SectionConflicts } from './SectionConflicts';

interface Props {
  kind: DocumentKind;
  incident: Incident;
  parked: readonly Item[];
  mayWrite: boolean;
  language: Language;
  onLanguage: (language: Language) => void;
}

/** A document as it will be exported; its texts are edited in place, gaps stand out. */
export function DocumentTab({ kind, incident, parked, mayWrite, language, onLanguage }: Props) {
  const styles = useStyles2(getStyles);
  const document = useMemo(() => documentOf(kind, incident, language), [kind, incident, language]);
  const markdown = useMemo(() => documentMarkdown(kind, incident, language), [kind, incident, language]);
  const [showsSource, setShowsSource] = useState(false);
  const gaps = document.sections.flatMap(({ lines }) => lines).filter(({ gap }) => gap).length;
  const fileName = `${incident.name}-${kind}-${language}.md`;
  return (
    <Stack direction="column" gap={2}>
      <Stack wrap="wrap" gap={1} alignItems="center">
        <RadioButtonGroup
          aria-label={t('incidents.document.language', 'Language of the document')}
          size="sm"
          options={[
            { value: 'en' as const, label: 'English' },
            { value: 'fr' as const, label: 'Français' },
          ]}
          value={language}
          onChange={onLanguage}
        />
        <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => markdown}>
          {t('incidents.document.copy', 'Copy Markdown')}
        </ClipboardButton>
        <Button
          size="sm"
          variant="secondary"
          icon="download-alt"
          onClick={() => downloadText(fileName, markdown, 'text/markdown')}
        >
          {t('incidents.document.download', 'Download Markdown')}
        </Button>
        <Button size="sm" variant="secondary" fill="text" onClick={() => setShowsSource(!showsSource)}>
          {showsSource
            ? t('incidents.document.page', 'Show as a page')
            : t('incidents.document.source', 'Show Markdown')}
        </Button>
        <Button
          size="sm"
          variant="secondary"
          icon="download-alt"
          onClick={() => downloadText(`${incident.name}.json`, toFile(incident), 'application/json')}
        >
          {t('incidents.document.json', 'Download JSON')}
        </Button>
        <Button size="sm" variant="secondary" icon="document-info" onClick={() => window.print()}>
          {t('incidents.document.print', 'Print')}
        </Button>
        <span>
          {t('incidents.document.gaps', '', {
            count: gaps,
            defaultValue_one: '{{count}} gap',
            defaultValue_other: '{{count}} gaps',
          })}
        </span>
      </Stack>
      {(kind === 'review' || kind === 'postmortem') && <ReviewPanel incident={incident} mayWrite={mayWrite} />}
      <SectionConflicts incident={incident} parked={parked} />
      {showsSource ? (
        <pre tabIndex={0} aria-label={t('incidents.document.markdown', 'Markdown of the document')}>
          {markdown}
        </pre>
      ) : (
        <article className={styles.page} lang={language}>
          <h2>{document.title}</h2>
          <p>
            <strong>{incident.title}</strong>
          </p>
          {document.sections.map(({ id, heading, lines }) => (
            <section key={id}>
              <h3>{heading}</h3>
              {lines.map((line, index) => (
                <DocumentLineView
                  key={line.section ?? index}
                  line={line}
                  heading={heading}
                  incident={incident}
                  language={language}
                  mayWrite={mayWrite}
                />
              ))}
            </section>
          ))}
        </article>
      )}
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    maxWidth: theme.spacing(110),
    background: theme.colors.background.secondary,
    padding: theme.spacing(2, 3),
    borderRadius: theme.shape.radius.default,
    h2: { fontSize: theme.typography.h3.fontSize },
    h3: { fontSize: theme.typography.h4.fontSize, marginTop: theme.spacing(2) },
    '@media print': { maxWidth: 'none', background: 'none' },
  }),
});
