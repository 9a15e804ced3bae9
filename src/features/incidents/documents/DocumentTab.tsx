import React, { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, ClipboardButton, RadioButtonGroup, Stack, useStyles2 } from '@grafana/ui';
import { type Place } from '../../../domain/incident/documents/document';
import { documentMarkdown, documentOf, type DocumentKind } from '../../../domain/incident/documents/documents';
import { withAbsoluteLinks } from '../../../domain/incident/documents/links';
import { toFile } from '../../../domain/incident/file';
import { type Incident } from '../../../domain/incident/kind';
import { MILESTONES, type SectionKey } from '../../../domain/incident/schema';
import { type Language } from '../../../domain/text/language';
import { absoluteUrl } from '../../../grafana/navigation';
import { type Item } from '../../../grafana/records/outbox';
import { downloadText } from '../../../shared/files/download';
import { useUrlFilter } from '../../../shared/hooks/useUrlFilter';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { verbatim } from '../../../shared/words/verbatim';
import { DetailsDialog } from '../room/Details';
import { MilestoneDialog } from '../room/MilestoneTable';
import { DocumentLineView, GAP, lineLabel } from './DocumentLineView';
import { Facts } from './Facts';
import { REVIEW_PANEL, ReviewPanel } from './ReviewPanel';
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
  const markdown = useMemo(
    () => documentMarkdown(kind, withAbsoluteLinks(incident, absoluteUrl), language),
    [kind, incident, language]
  );
  const [showsSource, setShowsSource] = useState(false);
  const [place, setPlace] = useState<Place>();
  const page = useRef<HTMLElement>(null);
  const gaps = document.sections.flatMap(({ lines }) => lines).filter(({ gap }) => gap).length;
  const sections = useMemo(
    () =>
      document.sections.flatMap(({ heading, lines }) =>
        lines.flatMap((line) => (line.section ? [{ section: line.section, label: lineLabel(line, heading) }] : []))
      ),
    [document]
  );
  const { isOpen, active, open, close, insert, register } = useEditors();
  const fileName = `${incident.name}-${kind}-${language}.md`;
  return (
    <Stack direction="column" gap={2}>
      <div className={styles.tools}>
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
        <GapCount gaps={gaps} page={page} mayWrite={mayWrite && !showsSource} />
      </div>
      {place && <PlaceDialog incident={incident} place={place} onClose={() => setPlace(undefined)} />}
      {(kind === 'review' || kind === 'postmortem') && <ReviewPanel incident={incident} mayWrite={mayWrite} />}
      <SectionConflicts incident={incident} parked={parked} />
      {showsSource ? (
        <pre tabIndex={0} aria-label={t('incidents.document.markdown', 'Markdown of the document')}>
          {markdown}
        </pre>
      ) : (
        <div className={styles.columns}>
          <article ref={page} className={styles.page} lang={language}>
            <h2>{document.title}</h2>
            {document.lead.map((text) => (
              <MarkdownView key={text} text={text} />
            ))}
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
                    isEditing={line.section !== undefined && isOpen(line.section)}
                    onEdit={() => line.section && open(line.section)}
                    onPlace={setPlace}
                    onClose={() => line.section && close(line.section)}
                    onDrop={(text) => line.section && insert(line.section, text)}
                    register={register}
                  />
                ))}
              </section>
            ))}
          </article>
          {mayWrite && (
            <Facts incident={incident} language={language} sections={sections} active={active} onInsert={insert} />
          )}
        </div>
      )}
    </Stack>
  );
}

/** How many gaps there are; each click goes to the next one. */
function GapCount({ gaps, page, mayWrite }: { gaps: number; page: React.RefObject<HTMLElement>; mayWrite: boolean }) {
  const text = t('incidents.document.gaps', '', {
    count: gaps,
    defaultValue_one: '{{count}} gap',
    defaultValue_other: '{{count}} gaps',
  });
  const goOn = () => {
    const places = [...(page.current?.querySelectorAll<HTMLElement>(`[${GAP}]`) ?? [])];
    const at = places.findIndex((place) => place === document.activeElement);
    const next = places[(at + 1) % places.length];
    next?.focus();
    next?.scrollIntoView({ block: 'center' });
  };
  return mayWrite && gaps > 0 ? (
    <Button
      size="sm"
      variant="secondary"
      fill="text"
      icon="arrow-down"
      aria-label={t('incidents.document.next-gap', '{{gaps}}: go to the next one', verbatim({ gaps: text }))}
      onMouseDown={(event) => event.preventDefault()} // the gap that has the focus tells which is the next
      onClick={goOn}
    >
      {text}
    </Button>
  ) : (
    <span>{text}</span>
  );
}

/** Where a missing value of the record is given: its dialog, or the tab that has it. */
function PlaceDialog({ incident, place, onClose }: { incident: Incident; place: Place; onClose: () => void }) {
  const { change } = useUrlFilter();
  const isElsewhere = place === 'actions' || place === 'review';
  useEffect(() => {
    if (!isElsewhere) {
      return;
    }
    onClose();
    if (place === 'actions') {
      change({ tab: 'actions' });
    } else {
      document.getElementById(REVIEW_PANEL)?.scrollIntoView({ block: 'center' });
      document.getElementById(REVIEW_PANEL)?.querySelector('button')?.focus();
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, where it leads elsewhere
  }, [isElsewhere]);
  if (isElsewhere) {
    return null;
  }
  if (place === 'details') {
    return <DetailsDialog incident={incident} onClose={onClose} />;
  }
  const milestone = MILESTONES.find((each) => place === `milestone.${each}`);
  return milestone ? <MilestoneDialog incident={incident} milestone={milestone} onClose={onClose} /> : null;
}

/** Which texts are being written, and how a fact gets into one: at once where it is open, else as soon as it is. */
function useEditors() {
  const [opened, setOpened] = useState<SectionKey[]>([]);
  const inserts = useRef(new Map<SectionKey, (text: string) => void>());
  const pending = useRef<{ section: SectionKey; text: string } | undefined>(undefined);
  const open = useCallback(
    (section: SectionKey) => setOpened((before) => [...before.filter((each) => each !== section), section]),
    []
  );
  const close = useCallback(
    (section: SectionKey) => setOpened((before) => before.filter((each) => each !== section)),
    []
  );
  const insert = useCallback(
    (section: SectionKey, text: string) => {
      const now = inserts.current.get(section);
      if (now) {
        now(text);
      } else {
        pending.current = { section, text };
      }
      open(section);
    },
    [open]
  );
  const register = useCallback((section: SectionKey, into: ((text: string) => void) | undefined) => {
    if (!into) {
      inserts.current.delete(section);
      return;
    }
    inserts.current.set(section, into);
    if (pending.current?.section === section) {
      const { text } = pending.current;
      pending.current = undefined;
      into(text);
    }
  }, []);
  return {
    isOpen: (section: SectionKey) => opened.includes(section),
    active: opened.at(-1),
    open,
    close,
    insert,
    register,
  };
}

// Printed, the document stands alone: whatever neither holds it nor is in it is left out.
const getStyles = (theme: GrafanaTheme2) => ({
  tools: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    alignItems: 'center',
    '@media print': { display: 'none' },
  }),
  columns: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
    alignItems: 'flex-start',
    '@media print': { display: 'block' },
  }),
  page: css({
    flex: 1,
    minWidth: 0,
    [theme.breakpoints.down('lg')]: { flexBasis: '100%' },
    maxWidth: theme.spacing(110),
    background: theme.colors.background.secondary,
    padding: theme.spacing(2, 3),
    borderRadius: theme.shape.radius.default,
    h2: { fontSize: theme.typography.h3.fontSize },
    h3: { fontSize: theme.typography.h4.fontSize, marginTop: theme.spacing(2) },
    '@media print': {
      maxWidth: 'none',
      padding: 0,
      'h2, h3': { breakAfter: 'avoid' },
      'li, tr, pre': { breakInside: 'avoid' },
      'body *:not(:has(&)):not(&):not(& *)': { display: 'none' },
      'body *:has(&)': { margin: 0, padding: 0, border: 'none', maxWidth: 'none', position: 'static' },
      'body:has(&), html:has(&)': { background: 'white !important' },
      'body &, body & *, body *:has(&)': {
        background: 'none !important',
        color: 'black !important',
        borderColor: 'black !important',
      },
    },
  }),
});
