import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, ClipboardButton, Drawer, Stack, Text, useStyles2 } from '@grafana/ui';
import { type Item, type Parked } from '../../grafana/records/outbox';
import { RECORD_ERROR_KINDS, type RecordErrorKind } from '../../grafana/records/store';
import { type RequestErrorKind } from '../../grafana/request';
import { Since } from '../ui/Since';
import { type Failure, failureOf, recordFailure, requestFailure } from '../words/failures';
import { type ReasonText, useReasonText } from '../words/reasons/useReasonText';
import { MakeFolders } from './MakeFolders';
import { useOutbox, useOutboxState } from './OutboxProvider';

/** How many changes wait for Grafana and which were refused; nothing when all is saved. */
export function OutboxStatus() {
  const outbox = useOutbox();
  const { items, trouble, volatile } = useOutboxState();
  const [open, setOpen] = useState(false);
  const styles = useStyles2(getStyles);
  const parked = items.filter((item) => item.parked).length;
  const waiting = items.length - parked;
  const homeless = items.filter((item) => item.parked?.kind === 'noFolder');
  if (parked === 0 && (waiting === 0 || !trouble)) {
    return null; // a change that is simply under way is marked where it was made
  }
  return (
    <>
      <div className={styles.bar} role="status">
        <Alert severity={parked ? 'warning' : 'info'} title={summary(waiting, parked)}>
          <Stack direction="column" gap={1} alignItems="flex-start">
            <span>
              {trouble && failureOf(trouble).title}
              {(volatile || items.some(({ inTab }) => inTab)) &&
                ` ${t('outbox.volatile', 'This browser keeps nothing for us: do not close the page before it is sent.')}`}
            </span>
            <Stack gap={1}>
              {homeless.length > 0 && (
                <MakeFolders size="sm" onMade={() => homeless.forEach(({ id }) => void outbox.retry(id))} />
              )}
              <Button size="sm" variant="secondary" onClick={() => setOpen(true)}>
                {t('outbox.show', 'Show')}
              </Button>
            </Stack>
          </Stack>
        </Alert>
      </div>
      {open && (
        <Drawer title={t('outbox.title', 'Waiting for Grafana')} onClose={() => setOpen(false)} size="sm">
          <Stack direction="column" gap={2}>
            {waiting > 0 && (
              <Button size="sm" variant="secondary" icon="sync" onClick={() => outbox.flush(true)}>
                {t('outbox.send-now', 'Send now')}
              </Button>
            )}
            {items.map((item) => (
              <OutboxItem key={item.id} item={item} />
            ))}
          </Stack>
        </Drawer>
      )}
    </>
  );
}

/** One change that waits or was refused, with its text to copy and the two ways out. */
export function OutboxItem({ item }: { item: Item }) {
  const outbox = useOutbox();
  const styles = useStyles2(getStyles);
  const reasonText = useReasonText();
  const { parked } = item;
  const text = typedText(item);
  return (
    <div className={styles.item}>
      <Text weight="medium">{item.name ?? t('outbox.new', 'New record')}</Text>{' '}
      <Since at={new Date(item.sequence).toISOString()} />
      {text && <pre className={styles.text}>{text}</pre>}
      {parked && <p>{parkedText(parked, reasonText)}</p>}
      <Stack gap={1}>
        {parked && (
          <Button size="sm" icon="sync" onClick={() => void outbox.retry(item.id)}>
            {t('outbox.retry', 'Send again')}
          </Button>
        )}
        {text && (
          <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => text}>
            {t('outbox.copy', 'Copy the text')}
          </ClipboardButton>
        )}
        {parked && (
          <Button size="sm" variant="destructive" fill="outline" onClick={() => void outbox.discard(item.id)}>
            {t('outbox.discard', 'Discard')}
          </Button>
        )}
      </Stack>
    </div>
  );
}

export function parkedText(parked: Parked, reasonText: ReasonText): string {
  if (parked.kind === 'refused') {
    return (parked.reasons ?? []).map(reasonText).join(' ');
  }
  const { title, advice } = parkedFailure(parked.kind, parked);
  return `${title}. ${advice}`;
}

const RECORD_ERRORS: readonly string[] = RECORD_ERROR_KINDS;

function parkedFailure(kind: RequestErrorKind | RecordErrorKind, { message, said }: Parked): Failure {
  return isRecordError(kind) ? recordFailure(kind) : requestFailure(kind, message, said);
}

function isRecordError(kind: RequestErrorKind | RecordErrorKind): kind is RecordErrorKind {
  return RECORD_ERRORS.includes(kind);
}

function summary(waiting: number, parked: number): string {
  const parts = [];
  if (waiting) {
    parts.push(
      t('outbox.waiting', '', {
        count: waiting,
        defaultValue_one: '{{count}} change waits to be sent',
        defaultValue_other: '{{count}} changes wait to be sent',
      })
    );
  }
  if (parked) {
    parts.push(
      t('outbox.parked', '', {
        count: parked,
        defaultValue_one: '{{count}} change was refused',
        defaultValue_other: '{{count}} changes were refused',
      })
    );
  }
  return parts.join(' · ');
}

/** Fields that hold what somebody typed, and those that hold such fields. */
const TYPED = 'text title summary note notes reason value to evidence description name team author approver link'.split(
  ' '
);
const NESTED = ['form', 'definition', 'outcome', 'exclusion'];

function typedText({ command, creation }: Item): string {
  return textsOf(command ?? creation?.record).join('\n');
}

function textsOf(source: object | undefined): string[] {
  return Object.entries(source ?? {}).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? TYPED.includes(key)
        ? [value]
        : []
      : typeof value === 'object' && value !== null && NESTED.includes(key)
        ? textsOf(value)
        : []
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ marginBottom: theme.spacing(1) }),
  item: css({
    padding: theme.spacing(1),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  text: css({ whiteSpace: 'pre-wrap', wordBreak: 'normal', overflowWrap: 'anywhere', margin: theme.spacing(1, 0) }),
});
