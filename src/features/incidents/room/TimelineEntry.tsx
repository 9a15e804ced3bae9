import React, { memo, useState } from 'react';
import { css, cx } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Dropdown, IconButton, Menu, Stack, Text, TextArea, Tooltip, useStyles2 } from '@grafana/ui';
import { type Line } from '../../../domain/timeline';
import { absoluteUrl } from '../../../grafana/navigation';
import { type Instant } from '../../../domain/record';
import { inZone } from '../../../domain/report/times';
import { MarkdownView } from '../../../shared/MarkdownView';
import { WaitingMark } from '../../../shared/WaitingMark';
import { EvidenceView } from '../components/EvidenceView';
import { Refused } from '../components/Refused';
import { RunAgain } from '../evidence/RunAgain';
import { TimeField } from '../components/TimeField';
import { incidentPath } from '../paths';
import { useAct } from '../useAct';
import { changeText, kindMark, kindName } from '../words';
import { sourceName } from './SuggestedEntry';
import { UpdateView } from './UpdateView';
import { verbatim } from '../../../shared/verbatim';

interface Props {
  line: Line;
  /** Shown above the first entry of another day. */
  day: string | undefined;
  name: string;
  zone: string;
  isWaiting: boolean;
  isLinked: boolean;
  mayWrite: boolean;
}

function TimelineEntryPlain({ line, day, name, zone, isWaiting, isLinked, mayWrite }: Props) {
  const styles = useStyles2(getStyles);
  const [isEditing, setEditing] = useState(false);
  const { kind, by, text, change, withdrawn, earlier } = line;
  return (
    <li id={`entry-${line.id}`} className={cx(styles.entry, isLinked && styles.linked)}>
      {day && <div className={styles.day}>{day}</div>}
      <EventTime line={line} zone={zone} />
      <span role="img" aria-label={kindName(kind)} title={kindName(kind)} className={styles.mark}>
        {kindMark(kind)}
      </span>
      <div className={cx(styles.body, withdrawn && styles.withdrawn)}>
        {change && <span>{changeText(change)}</span>}
        {line.update && <UpdateView update={line.update} />}
        {line.evidence && (
          <EvidenceView evidence={line.evidence}>
            <RunAgain evidence={line.evidence} />
          </EvidenceView>
        )}
        {withdrawn ? <MarkdownView text={earlier[0]?.text ?? ''} /> : text && <MarkdownView text={text} />}
        {line.link && (
          <a href={line.link} className={styles.link}>
            {line.link}
          </a>
        )}
        {line.source && kind !== 'edit' && <small className={styles.source}>{sourceName(line.source)}</small>}
        {isEditing && <Correction line={line} name={name} onClose={() => setEditing(false)} />}
        {earlier.length > 0 && <Earlier line={line} />}
      </div>
      <span className={styles.author}>
        {by.name} {isWaiting && <WaitingMark />}
      </span>
      <EntryMenu line={line} name={name} mayWrite={mayWrite} onEdit={() => setEditing(true)} />
    </li>
  );
}

/** Typing in the input must not draw five hundred entries again. */
export const TimelineEntry = memo(
  TimelineEntryPlain,
  (before, after) =>
    before.isWaiting === after.isWaiting &&
    before.isLinked === after.isLinked &&
    before.mayWrite === after.mayWrite &&
    before.zone === after.zone &&
    before.day === after.day &&
    before.line.text === after.line.text &&
    before.line.at === after.line.at &&
    before.line.earlier.length === after.line.earlier.length
);

function EventTime({ line: { at, entered }, zone }: { line: Line; zone: string }) {
  const styles = useStyles2(getStyles);
  const late = Math.abs(Date.parse(entered) - Date.parse(at)) > 60_000;
  const local = inZone(at, zone);
  const details = [
    dateTimeFormat(at),
    `${local.day} ${local.time} ${zone}`,
    ...(late ? [t('incidents.entry.entered', 'written down {{at}}', verbatim({ at: dateTimeFormat(entered) }))] : []),
  ];
  return (
    <Tooltip content={details.join(' · ')}>
      <time dateTime={at} className={styles.time}>
        {dateTimeFormat(at, { format: 'HH:mm' })}
        {late && '*'}
      </time>
    </Tooltip>
  );
}

function EntryMenu({
  line,
  name,
  mayWrite,
  onEdit,
}: {
  line: Line;
  name: string;
  mayWrite: boolean;
  onEdit: () => void;
}) {
  const { act } = useAct(name);
  const copyLink = () => void navigator.clipboard?.writeText(absoluteUrl(incidentPath(name, { entry: line.id })));
  const correctable = mayWrite && line.text !== '' && !line.withdrawn;
  const menu = (
    <Menu>
      <Menu.Item icon="link" label={t('incidents.entry.link', 'Copy a link to this entry')} onClick={copyLink} />
      {correctable && <Menu.Item icon="pen" label={t('incidents.entry.correct', 'Correct…')} onClick={onEdit} />}
      {correctable && (
        <Menu.Item
          icon="trash-alt"
          label={t('incidents.entry.withdraw', 'Withdraw')}
          onClick={() => act({ type: 'supersede', entry: line.id, text: '', when: line.at })}
        />
      )}
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-end">
      <IconButton name="ellipsis-v" size="sm" aria-label={t('incidents.entry.menu', 'Entry menu')} />
    </Dropdown>
  );
}

/** A correction is a new entry: what was written first stays readable. */
function Correction({ line, name, onClose }: { line: Line; name: string; onClose: () => void }) {
  const { act, reasons } = useAct(name);
  const [text, setText] = useState(line.text);
  const [at, setAt] = useState<Instant | undefined>(line.at);
  const save = () => {
    if (text.trim() && at && act({ type: 'supersede', entry: line.id, text: text.trim(), when: at })) {
      onClose();
    }
  };
  return (
    <Stack direction="column" gap={1}>
      <TextArea
        aria-label={t('incidents.entry.correction', 'Correction')}
        autoFocus
        rows={3}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <TimeField
        id={`when-${line.id}`}
        label={t('incidents.note.event-time', 'When it happened')}
        value={at}
        onChange={setAt}
      />
      <Refused reasons={reasons} />
      <Stack gap={1}>
        <Button size="sm" onClick={save}>
          {t('incidents.save', 'Save')}
        </Button>
        <Button size="sm" variant="secondary" onClick={onClose}>
          {t('incidents.cancel', 'Cancel')}
        </Button>
      </Stack>
    </Stack>
  );
}

function Earlier({ line }: { line: Line }) {
  return (
    <details>
      <summary>
        <Text color="secondary" variant="bodySmall">
          {line.withdrawn ? t('incidents.entry.withdrawn', 'withdrawn') : t('incidents.entry.corrected', 'corrected')}
        </Text>
      </summary>
      <ul>
        {line.earlier.map((entry) => (
          <li key={entry.id}>
            {dateTimeFormat(entry.entered)} {entry.by.name}: {entry.text}
          </li>
        ))}
      </ul>
    </details>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  entry: css({
    display: 'grid',
    gridTemplateColumns: 'max-content max-content minmax(0, 1fr) max-content max-content',
    gap: theme.spacing(0, 1),
    padding: theme.spacing(0.5, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    'p:last-child': { marginBottom: 0 },
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'max-content max-content minmax(0, 1fr) max-content' },
  }),
  day: css({ gridColumn: '1 / -1', color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightMedium }),
  linked: css({ background: theme.colors.action.selected }),
  time: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
  mark: css({ color: theme.colors.text.secondary }),
  body: css({ overflowWrap: 'anywhere', minWidth: 0 }),
  withdrawn: css({ textDecoration: 'line-through', color: theme.colors.text.secondary }),
  author: css({
    color: theme.colors.text.secondary,
    [theme.breakpoints.down('sm')]: { gridColumn: 3, gridRow: 2 },
  }),
  link: css({ color: theme.colors.text.link }),
  source: css({ color: theme.colors.text.secondary }),
});
