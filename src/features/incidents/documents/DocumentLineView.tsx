import React, { type DragEvent, type PropsWithChildren, useEffect, useRef, useState } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { IconButton, useStyles2 } from '@grafana/ui';
import { type DocumentLine, lineToMarkdown, type Place } from '../../../domain/incident/documents/document';
import { type Incident } from '../../../domain/incident/kind';
import { words } from '../../../domain/text/documents/incident';
import { type Language } from '../../../domain/text/language';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { labelled } from '../../../shared/words/labelled';
import { verbatim } from '../../../shared/words/verbatim';
import { FACT } from './Facts';
import { type RegisterEditor, SectionEditor } from './SectionEditor';

interface Props {
  line: DocumentLine;
  heading: string;
  incident: Incident;
  language: Language;
  mayWrite: boolean;
  isEditing: boolean;
  onEdit: () => void;
  /** Opens where a missing value of the record is given. */
  onPlace: (place: Place) => void;
  onClose: () => void;
  /** A fact was dropped here. */
  onDrop: (text: string) => void;
  register: RegisterEditor;
}

export function DocumentLineView(props: Props) {
  const { line, heading, incident, language, mayWrite, isEditing, onEdit, onPlace, onClose, onDrop, register } = props;
  const styles = useStyles2(getStyles);
  const [isOver, setOver] = useState(false);
  const label = lineLabel(line, heading);
  const pen = useFocusAfter(isEditing);
  if (isEditing && line.section) {
    return (
      <SectionEditor section={line.section} label={label} incident={incident} onClose={onClose} register={register} />
    );
  }
  const text = lineToMarkdown(line, words(language)('colon'));
  const target = line.section && mayWrite;
  const dropping = target && {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes(FACT)) {
        event.preventDefault();
        setOver(true);
      }
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      const text = event.dataTransfer.getData(FACT);
      setOver(false);
      if (text) {
        event.preventDefault();
        onDrop(text);
      }
    },
  };
  return (
    <div className={cx(styles.line, isOver && styles.over)} {...dropping}>
      {line.gap && mayWrite && (line.section || line.place) ? (
        <Gap label={label} onFill={() => (line.section ? onEdit() : line.place && onPlace(line.place))}>
          <MarkdownView className={cx(styles.text, styles.gap)} text={text} />
        </Gap>
      ) : (
        <MarkdownView className={cx(styles.text, line.gap && styles.gap)} text={text} />
      )}
      {line.section && mayWrite && (
        <IconButton
          ref={pen}
          name="pen"
          size="sm"
          tooltip={t('incidents.document.edit', 'Edit “{{section}}”', verbatim({ section: label }))}
          onClick={onEdit}
        />
      )}
    </div>
  );
}

/** What has the focus once the text is saved or left: else nothing has it, and the next keys are shortcuts. */
function useFocusAfter(isEditing: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const was = useRef(isEditing);
  useEffect(() => {
    if (was.current && !isEditing && document.activeElement === document.body) {
      button.current?.focus();
    }
    was.current = isEditing;
  }, [isEditing]);
  return button;
}

/** What finds the gaps of a document, one after the other. */
export const GAP = 'data-opsbook-gap';

/** What is missing is clicked to get to its field. */
function Gap({ label, onFill, children }: PropsWithChildren<{ label: string; onFill: () => void }>) {
  return (
    <div
      role="button"
      tabIndex={0}
      {...{ [GAP]: '' }}
      aria-label={t('incidents.document.fill', 'Fill in “{{section}}”', verbatim({ section: label }))}
      style={{ cursor: 'pointer', minWidth: 0 }}
      onClick={onFill}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          onFill();
        }
      }}
    >
      {children}
    </div>
  );
}

export function lineLabel(line: DocumentLine, heading: string): string {
  return 'label' in line && line.label ? labelled(heading, line.label) : heading;
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    gap: theme.spacing(1),
    alignItems: 'flex-start',
    '@media print': { button: { display: 'none' } },
  }),
  over: css({ outline: `2px dashed ${theme.colors.primary.border}` }),
  text: css({ minWidth: 0, overflowWrap: 'anywhere', 'p, ul, ol': { marginBottom: theme.spacing(0.5) } }),
  gap: css({
    color: theme.colors.warning.text,
    borderBottom: `1px dashed ${theme.colors.warning.border}`,
  }),
});
