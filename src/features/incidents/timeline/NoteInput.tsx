import React, { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, IconButton, Stack, Text, TextArea, useStyles2 } from '@grafana/ui';
import { type Incident } from '../../../domain/incident/kind';
import { type Instant } from '../../../domain/record/record';
import { currentPerson } from '../../../grafana/user';
import { takeBlindlyTyped } from '../../../shared/hooks/blindTyping';
import { useAfterDialogs } from '../../../shared/hooks/dialogClosed';
import { useDraft } from '../../../shared/records/useDraft';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { TimeField } from '../../../shared/ui/TimeField';
import { verbatim } from '../../../shared/words/verbatim';
import { Refused } from '../components/Refused';
import { usePeople } from '../data/incidents';
import { tooLong } from '../limits';
import { useAct } from '../useAct';
import { completions, readTyped } from './slash';
import { usePictures } from './usePictures';

interface Props {
  incident: Incident;
  onStep: (to: 'resolved' | 'closed' | 'void') => void;
  onEvidence: (expr: string) => void;
}

/** Enter adds, Shift+Enter breaks the line, `/` begins a command. Keeps focus and text whatever happens around it. */
export function NoteInput({ incident, onStep, onEvidence }: Props) {
  const styles = useStyles2(getStyles);
  const listId = useId();
  const { act, reasons, dismiss } = useAct(incident.name);
  const [text, setText, clear] = useDraft(`incident.${incident.name}.note`, '', { inTab: incident.private });
  const [when, setWhen] = useState<Instant>();
  const [showsTime, setShowsTime] = useState(false);
  const [showsPreview, setShowsPreview] = useState(false);
  const [unknown, setUnknown] = useState<string>();
  const [chosen, setChosen] = useState(0);
  const pictures = usePictures(incident, act);
  const file = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const people = usePeople();
  const focus = () => box.current?.querySelector('textarea')?.focus();
  useAfterDialogs(focus);
  useEffect(() => {
    const typed = takeBlindlyTyped();
    if (typed) {
      setText(text + typed);
    }
    if (document.activeElement === document.body) {
      focus(); // whoever comes here writes down what happens
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- on arrival only
  }, []);
  const offered = completions(text);
  const problem = tooLong(text);

  const change = (next: string) => {
    setText(next);
    setChosen(0);
    setUnknown(undefined);
  };

  const add = () => {
    if (text.trim() === '' || problem) {
      return;
    }
    const typed = readTyped(text, incident, currentPerson(), when, people);
    if (typed.kind === 'unknown') {
      setUnknown(typed.word);
      return;
    }
    if (typed.kind === 'step') {
      onStep(typed.to);
    } else if (typed.kind === 'evidence') {
      onEvidence(typed.expr);
    } else if (!act(typed.draft)) {
      return; // the text stays
    }
    clear();
    setWhen(undefined);
    setShowsTime(false);
    setShowsPreview(false);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) {
      return;
    }
    if (offered.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      setChosen((chosen + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length);
    } else if (offered.length > 0 && event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault();
      change(offered[chosen] ?? offered[0]);
    } else if (event.key === 'Escape') {
      event.currentTarget.blur(); // so that shortcuts work again
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      add();
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
          aria-controls={offered.length > 0 ? listId : undefined}
          placeholder={t('incidents.note.placeholder', 'What happened… Enter adds it, / for commands')}
          value={text}
          invalid={problem !== undefined}
          onChange={({ currentTarget }) => change(currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const pasted = [...event.clipboardData.files];
            if (pasted.length > 0 && event.clipboardData.getData('text/plain') === '') {
              event.preventDefault();
              pasted.forEach(pictures.add);
            }
          }}
          onDrop={(event) => {
            const dropped = [...event.dataTransfer.files];
            if (dropped.length > 0) {
              event.preventDefault();
              dropped.forEach(pictures.add);
            }
          }}
        />
        <input
          ref={file}
          type="file"
          accept="image/*"
          hidden
          aria-label={t('incidents.picture.file', 'Picture')}
          onChange={({ currentTarget }) => {
            [...(currentTarget.files ?? [])].forEach(pictures.add);
            currentTarget.value = ''; // the same file may be chosen again
          }}
        />
        <IconButton
          name="camera"
          disabled={pictures.isBusy}
          tooltip={t('incidents.picture.add', 'Add a picture (or paste one)')}
          onClick={() => file.current?.click()}
        />
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
      </div>
      {problem && <Text color="error">{problem}</Text>}
      {offered.length > 0 && (
        <ul id={listId} className={styles.offered} aria-label={t('incidents.note.commands', 'Commands')}>
          {offered.map((command, index) => (
            <li key={command}>
              <button
                type="button"
                tabIndex={-1}
                className={cx(styles.command, index === chosen && styles.chosen)}
                onMouseDown={(event) => {
                  event.preventDefault(); // the input keeps its focus
                  change(command);
                }}
              >
                {command}
              </button>
            </li>
          ))}
        </ul>
      )}
      {unknown && (
        <Text color="error" element="p">
          {t(
            'incidents.note.unknown',
            '“{{command}}” is not a command. Press Tab to complete one.',
            verbatim({
              command: unknown,
            })
          )}
        </Text>
      )}
      {showsTime && (
        <TimeField
          id="note-when"
          label={t('incidents.note.event-time', 'When it happened')}
          value={when}
          onChange={setWhen}
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

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), position: 'relative' }),
  line: css({ display: 'flex', gap: theme.spacing(1), alignItems: 'center' }),
  input: css({ minHeight: theme.spacing(theme.components.height.md), resize: 'vertical' }),
  offered: css({ listStyle: 'none', margin: 0, display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5) }),
  command: css({
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    fontFamily: theme.typography.fontFamilyMonospace,
  }),
  chosen: css({ borderColor: theme.colors.primary.border, color: theme.colors.primary.text }),
});
