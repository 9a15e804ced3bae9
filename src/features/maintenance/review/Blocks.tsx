import React from 'react';
import { css } from '@emotion/css';
import { t } from '@grafana/i18n';
import { Button, Stack, Text, TextArea, useStyles2 } from '@grafana/ui';
import { type WeekReview } from '../../../domain/maintenance/week';
import { useDraft } from '../../../shared/records/useDraft';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { RemoveButton } from '../../../shared/ui/RemoveButton';
import { TextField } from '../../../shared/ui/TextField';
import { verbatim } from '../../../shared/words/verbatim';
import { runPath } from '../paths';

export function Block({ title, empty, children }: { title: string; empty: string; children: React.ReactNode[] }) {
  const styles = useStyles2(getStyles);
  return (
    <section aria-label={title}>
      <Text element="h3" variant="h5">
        {title}
      </Text>
      {children.length ? <ul className={styles.list}>{children}</ul> : <Text color="secondary">{empty}</Text>}
    </section>
  );
}

export function Notes({
  week,
  notes,
  editable,
  onSave,
}: {
  week: string;
  notes: string;
  editable: boolean;
  /** `seen`: the notes that the draft began from. */
  onSave: (text: string, seen: string) => boolean;
}) {
  const [draft, setDraft, clear] = useDraft<{ text?: string; seen?: string }>(`maintenance|review-notes|${week}`, {});
  const { text = notes, seen = notes } = draft;
  return (
    <section aria-label={t('maintenance.review.notes', 'Notes')}>
      <Text element="h3" variant="h5">
        {t('maintenance.review.notes', 'Notes')}
      </Text>
      {editable ? (
        <Stack direction="column" gap={1} alignItems="flex-start">
          <TextArea
            aria-label={t('maintenance.review.notes', 'Notes')}
            rows={4}
            value={text}
            onChange={(event) => setDraft({ text: event.currentTarget.value, seen })}
          />
          <Stack gap={1}>
            <Button
              size="sm"
              variant="secondary"
              disabled={text === notes}
              onClick={() => onSave(text, seen) && clear()}
            >
              {t('maintenance.review.save', 'Save the notes')}
            </Button>
            {text !== notes && (
              <Button size="sm" variant="secondary" fill="text" onClick={clear}>
                {t('maintenance.occurrence.cancel', 'Cancel')}
              </Button>
            )}
          </Stack>
        </Stack>
      ) : (
        <MarkdownView text={notes} />
      )}
    </section>
  );
}

interface LinesProps {
  week: string;
  title: string;
  label: string;
  lines: WeekReview['decisions'];
  editable: boolean;
  onAdd: (text: string) => boolean;
  onDrop: (id: string) => void;
}

export function Lines({ week, title, label, lines, editable, onAdd, onDrop }: LinesProps) {
  const styles = useStyles2(getStyles);
  const [text, setText, clear] = useDraft(`maintenance|review-line|${title}`, '');
  return (
    <section aria-label={title}>
      <Text element="h3" variant="h5">
        {title}
      </Text>
      <ul className={styles.list}>
        {Object.entries(lines)
          .sort(([, a], [, b]) => Date.parse(a.at) - Date.parse(b.at))
          .map(([id, line]) => (
            <li key={id}>
              {line.text} <Text color="secondary">{line.by.name}</Text>{' '}
              {line.from && (
                <InternalLink to={runPath(week, line.from.run)}>
                  {t('maintenance.review.evidence', 'evidence')}
                </InternalLink>
              )}{' '}
              {editable && (
                <RemoveButton
                  label={t('maintenance.review.drop', 'Remove “{{text}}”', verbatim({ text: line.text }))}
                  what={title}
                  onRemove={() => onDrop(id)}
                />
              )}
            </li>
          ))}
      </ul>
      {editable && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (onAdd(text)) {
              clear();
            }
          }}
        >
          <Stack gap={1} alignItems="flex-end" wrap="wrap">
            <div className={styles.field}>
              <TextField id={`review-${title}`} label={label} value={text} onChange={setText} />
            </div>
            <Button type="submit" size="sm" variant="secondary" disabled={!text.trim()}>
              {t('maintenance.review.add', 'Add')}
            </Button>
          </Stack>
        </form>
      )}
    </section>
  );
}

const getStyles = () => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  field: css({ width: 400, maxWidth: '100%' }),
});
