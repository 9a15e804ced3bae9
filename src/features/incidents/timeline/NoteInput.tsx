import React, {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, IconButton, Stack, Text, TextArea, useStyles2 } from '@grafana/ui';
import { type Incident } from '../../../domain/incident/kind';
import { takeBlindlyTyped } from '../../../shared/hooks/blindTyping';
import { useAfterDialogs } from '../../../shared/hooks/dialogClosed';
import { useFocusLost } from '../../../shared/hooks/focusLost';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { TimeField } from '../../../shared/ui/TimeField';
import { verbatim } from '../../../shared/words/verbatim';
import { Refused } from '../components/Refused';
import { tooLong } from '../limits';
import { useAct } from '../useAct';
import { CommandMenu, optionId } from './CommandMenu';
import { PictureButton } from './PictureButton';
import { type Opening } from './slash';
import { type Note, useNote } from './useNote';
import { usePictures } from './usePictures';

interface Props {
  incident: Incident;
  /** What was typed needs a dialog or a form. */
  onOpen: (opening: Opening) => void;
}

/** Enter adds, Shift+Enter breaks the line, `/` begins a command. Keeps focus and text whatever happens around it. */
export function NoteInput({ incident, onOpen }: Props) {
  const styles = useStyles2(getStyles);
  const listId = useId();
  const { act, reasons, dismiss } = useAct(incident.name);
  const note = useNote(incident, act, onOpen);
  const { text, menu } = note;
  const [showsTime, setShowsTime] = useState(false);
  const [showsPreview, setShowsPreview] = useState(false);
  const pictures = usePictures(incident, act);
  const box = useFocused((typed) => note.change(text + typed));
  const problem = tooLong(text);
  const isOffering = menu.offered.length > 0;

  const add = () => {
    if (!problem && note.add()) {
      setShowsTime(false);
      setShowsPreview(false);
    }
  };
  const takeFiles = (event: ClipboardEvent | DragEvent, { files }: DataTransfer) => {
    if (files.length > 0) {
      event.preventDefault();
      [...files].forEach(pictures.add);
    }
  };

  return (
    <div className={styles.box} ref={box}>
      <div className={styles.line}>
        <TextArea
          className={styles.input}
          data-opsbook-note
          rows={Math.min(text.split('\n').length, 8)}
          aria-label={t('incidents.note.label', 'What happened')}
          aria-autocomplete="list"
          aria-controls={isOffering ? listId : undefined}
          aria-activedescendant={isOffering ? optionId(listId, menu.chosen) : undefined}
          placeholder={t('incidents.note.placeholder', 'What happened… Enter adds it, / for commands')}
          value={text}
          invalid={problem !== undefined}
          onChange={({ currentTarget }) => note.change(currentTarget.value)}
          onKeyDown={(event) => onKey(event, menu, add)}
          onPaste={(event) => event.clipboardData.getData('text/plain') === '' && takeFiles(event, event.clipboardData)}
          onDrop={(event) => takeFiles(event, event.dataTransfer)}
        />
        <PictureButton isBusy={pictures.isBusy} onAdd={pictures.add} />
        <IconButton
          name="clock-nine"
          tooltip={t('incidents.note.when', 'It happened at another time')}
          onClick={() => setShowsTime(!showsTime)}
        />
        <IconButton
          name="eye"
          tooltip={t('incidents.note.preview', 'Preview')}
          onClick={() => setShowsPreview(!showsPreview)}
        />
        <Button onClick={add}>{t('incidents.note.add', 'Add')}</Button>
        {isOffering && <CommandMenu id={listId} menu={menu} />}
      </div>
      <Hints note={note} problem={problem} />
      {showsTime && (
        <TimeField
          id="note-when"
          label={t('incidents.note.event-time', 'When it happened')}
          value={note.when}
          onChange={note.setWhen}
        />
      )}
      {showsPreview && text.trim() !== '' && (
        <Stack direction="column">
          <MarkdownView text={text} />
        </Stack>
      )}
      <Refused reasons={reasons} onDismiss={dismiss} />
      <Refused reasons={pictures.reasons} onDismiss={pictures.dismiss} />
    </div>
  );
}

/** The input inside has the focus on arrival, after every dialog and when what had it is gone; what was typed blindly before it came is `taken`. */
function useFocused(taken: (typed: string) => void) {
  const box = useRef<HTMLDivElement>(null);
  const focus = () => box.current?.querySelector('textarea')?.focus();
  useAfterDialogs(focus);
  useFocusLost(focus);
  useEffect(() => {
    const typed = takeBlindlyTyped();
    if (typed) {
      taken(typed);
    }
    if (document.activeElement === document.body) {
      focus(); // whoever comes here writes down what happens
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- on arrival only
  }, []);
  return box;
}

/** Enter and Tab take what is highlighted; Escape closes the list, then leaves the input so that shortcuts work again. */
function onKey(event: KeyboardEvent<HTMLTextAreaElement>, menu: Note['menu'], add: () => void): void {
  const { key, shiftKey, nativeEvent, currentTarget } = event;
  if (nativeEvent.isComposing) {
    return;
  }
  const isOffering = menu.offered.length > 0;
  const isTaking = isOffering && !shiftKey && (key === 'Enter' || key === 'Tab');
  if (isOffering && (key === 'ArrowDown' || key === 'ArrowUp')) {
    event.preventDefault();
    menu.move(key === 'ArrowDown' ? 1 : -1);
  } else if (isTaking) {
    event.preventDefault();
    menu.take();
  } else if (key === 'Escape' && isOffering) {
    menu.close();
  } else if (key === 'Escape') {
    currentTarget.blur();
  } else if (key === 'Enter' && !shiftKey) {
    event.preventDefault();
    add();
  }
}

function Hints({ note: { unknown, isPath, taskFor }, problem }: { note: Note; problem: string | undefined }) {
  return (
    <>
      {problem && <Text color="error">{problem}</Text>}
      {unknown && (
        <Text color="error" element="p">
          {t(
            'incidents.note.unknown',
            '“{{command}}” is not a command. / lists them all.',
            verbatim({ command: unknown })
          )}{' '}
          {isPath && t('incidents.note.as-text', 'Enter again writes it down as it is.')}
        </Text>
      )}
      {taskFor !== undefined && (
        <Text color="secondary" element="p">
          {t('incidents.note.task-for', 'Enter makes it a task of {{name}}', verbatim({ name: taskFor }))}
        </Text>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  line: css({
    display: 'flex',
    gap: theme.spacing(1),
    alignItems: 'center',
    position: 'relative',
    [theme.breakpoints.down('sm')]: { flexWrap: 'wrap', '> textarea': { flexBasis: '100%' } },
  }),
  input: css({ minHeight: theme.spacing(theme.components.height.md), resize: 'vertical' }),
});
