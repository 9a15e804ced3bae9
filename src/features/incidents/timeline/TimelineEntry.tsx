import React, { lazy, memo, Suspense, useEffect, useRef, useState } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Dropdown, IconButton, Menu, Stack, Text, TextArea, useStyles2 } from '@grafana/ui';
import { pictureOf } from '../../../domain/incident/picture';
import { type Incident, type Milestones } from '../../../domain/incident/schema';
import { isByPeople, type TimelineLine } from '../../../domain/incident/timeline';
import { type Medium, updateText } from '../../../domain/incident/updateText';
import { type Instant } from '../../../domain/record/record';
import { absoluteUrl } from '../../../grafana/navigation';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { useUrlFilter } from '../../../shared/hooks/useUrlFilter';
import { useDraft } from '../../../shared/records/useDraft';
import { Bullets } from '../../../shared/ui/Bullets';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { RecordLink } from '../../../shared/ui/RecordLink';
import { TimeField } from '../../../shared/ui/TimeField';
import { WaitingMark } from '../../../shared/ui/WaitingMark';
import { labelled } from '../../../shared/words/labelled';
import { momentText } from '../../../shared/words/times';
import { Refused } from '../components/Refused';
import { EvidenceView } from '../evidence/EvidenceView';
import { RunAgain } from '../evidence/RunAgain';
import { changeText } from '../history/changeText';
import { tooLong } from '../limits';
import { incidentPath } from '../paths';
import { UpdateView } from '../updates/UpdateView';
import { useAct } from '../useAct';
import { kindMark, kindName } from '../words';
import { EventTime } from './EventTime';
import { suggestionSourceName } from './SuggestedEntry';

interface Props {
  line: TimelineLine;
  /** Shown above the first entry of another day. */
  day: string | undefined;
  name: string;
  /** Of the incident, for what is copied. */
  title: string;
  zone: string;
  /** What copies of an update have to say. */
  marks: Pick<Incident, 'private' | 'drill'>;
  /** Of the incident; only evidence shows them. */
  milestones: Milestones | undefined;
  isWaiting: boolean;
  isLinked: boolean;
  mayWrite: boolean;
}

function TimelineEntryPlain({ line, day, name, title, zone, marks, milestones, isWaiting, isLinked, mayWrite }: Props) {
  const styles = useStyles2(getStyles);
  const [isEditing, setEditing] = useState(false);
  const { kind, by, text, change, withdrawn, earlier } = line;
  return (
    <li id={`entry-${line.id}`} className={cx(styles.entry, isLinked && styles.linked)}>
      {day && <div className={styles.day}>{day}</div>}
      <EventTime entry={line} zone={zone} />
      <span role="img" aria-label={kindName(kind)} title={kindName(kind)} className={styles.mark}>
        {kindMark(kind)}
      </span>
      <div className={cx(styles.body, !isByPeople(line) && styles.machine, withdrawn && styles.withdrawn)}>
        {change && <span>{changeText(change)}</span>}
        {line.update && <UpdateView update={line.update} />}
        {line.evidence && (
          <EvidenceView evidence={line.evidence} milestones={milestones}>
            <RunAgain evidence={line.evidence} />
          </EvidenceView>
        )}
        {withdrawn ? <MarkdownView text={earlier[0]?.text ?? ''} /> : text && <MarkdownView text={text} />}
        {line.link && <EntryLink link={line.link} />}
        {line.source && kind !== 'edit' && <small className={styles.source}>{suggestionSourceName(line.source)}</small>}
        {isEditing && (
          <Correction line={line} name={name} isPrivate={marks.private} onClose={() => setEditing(false)} />
        )}
        {withdrawn && mayWrite && <TakeBack line={line} name={name} />}
        {earlier.length > 0 && <Earlier line={line} />}
      </div>
      <span className={cx(styles.author, day && styles.belowDay)}>
        {by.name} {isWaiting && <WaitingMark />}
      </span>
      <EntryMenu
        line={line}
        name={name}
        title={title}
        zone={zone}
        marks={marks}
        mayWrite={mayWrite}
        onEdit={() => setEditing(true)}
      />
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
    before.title === after.title &&
    before.marks.drill === after.marks.drill &&
    before.day === after.day &&
    JSON.stringify(before.milestones) === JSON.stringify(after.milestones) &&
    before.line.text === after.line.text &&
    before.line.at === after.line.at &&
    before.line.evidence?.thinned === after.line.evidence?.thinned &&
    before.line.earlier.length === after.line.earlier.length
);

const PictureView = lazy(() => import('./PictureView').then((m) => ({ default: m.PictureView })));

function EntryLink({ link }: { link: string }) {
  const picture = pictureOf(link);
  return picture ? (
    <Suspense fallback={null}>
      <PictureView name={picture} />
    </Suspense>
  ) : (
    <RecordLink url={link}>{link}</RecordLink>
  );
}

interface MenuProps {
  line: TimelineLine;
  name: string;
  title: string;
  zone: string;
  /** What copies of an update have to say. */
  marks: Pick<Incident, 'private' | 'drill'>;
  mayWrite: boolean;
  onEdit: () => void;
}

function EntryMenu(props: MenuProps) {
  return (
    <Dropdown overlay={<EntryMenuItems {...props} />} placement="bottom-end">
      <IconButton name="ellipsis-v" size="sm" aria-label={t('incidents.entry.menu', 'Entry menu')} />
    </Dropdown>
  );
}

/** On its own, so that five hundred closed menus cost nothing. */
function EntryMenuItems({ line, name, title, zone, marks, mayWrite, onEdit }: MenuProps) {
  const language = useContentLanguage();
  const { act } = useAct(name);
  const { change } = useUrlFilter();
  const correctable = mayWrite && line.text !== '' && !line.withdrawn;
  const copyLink = () => {
    void navigator.clipboard?.writeText(absoluteUrl(incidentPath(name, { entry: line.id })));
    change({ entry: line.id }); // pages on plain http have no clipboard: it stands in the address
  };
  const copyUpdate = (medium: Medium) =>
    line.update &&
    void navigator.clipboard?.writeText(
      updateText({ name, title, zone, ...marks }, line.update, language, absoluteUrl(incidentPath(name)), medium)
    );
  return (
    <Menu>
      <Menu.Item icon="link" label={t('incidents.entry.link', 'Copy a link to this entry')} onClick={copyLink} />
      {line.update &&
        MEDIA.map((medium) => (
          <Menu.Item key={medium} icon="copy" label={copyName(medium)} onClick={() => copyUpdate(medium)} />
        ))}
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
}

const MEDIA: Medium[] = ['chat', 'email', 'customers'];

function copyName(medium: Medium): string {
  switch (medium) {
    case 'chat':
      return t('incidents.update.copy-chat', 'Copy for chat');
    case 'email':
      return t('incidents.update.copy-email', 'Copy for e-mail');
    case 'customers':
      return t('incidents.update.copy-customers', 'Copy for customers');
  }
}

interface CorrectionProps {
  line: TimelineLine;
  name: string;
  isPrivate: boolean | undefined;
  onClose: () => void;
}

/** A correction is a new entry: what was written first stays readable. */
function Correction({ line, name, isPrivate, onClose }: CorrectionProps) {
  const { act, reasons } = useAct(name);
  const [{ text, at }, setDraft, clear] = useDraft<{ text: string; at?: Instant }>(
    `incident.${name}.correction.${line.id}`,
    { text: line.text, at: line.at },
    { inTab: isPrivate }
  );
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // once the menu that opened it has given the focus back
    const timer = setTimeout(() => field.current?.focus(), 50);
    return () => clearTimeout(timer);
  }, []);
  const problem = tooLong(text);
  const save = () => {
    if (text.trim() && !problem && at && act({ type: 'supersede', entry: line.id, text: text.trim(), when: at })) {
      clear();
      onClose();
    }
  };
  return (
    <Stack direction="column" gap={1}>
      <TextArea
        aria-label={t('incidents.entry.correction', 'Correction')}
        ref={field}
        rows={3}
        value={text}
        invalid={problem !== undefined}
        onChange={({ currentTarget }) => setDraft({ text: currentTarget.value, at })}
        onKeyDown={({ key, ctrlKey, metaKey }) => {
          if (key === 'Enter' && (ctrlKey || metaKey)) {
            save();
          } else if (key === 'Escape') {
            onClose(); // what was typed comes back
          }
        }}
      />
      {problem && <Text color="error">{problem}</Text>}
      <TimeField
        id={`when-${line.id}`}
        label={t('incidents.note.event-time', 'When it happened')}
        value={at}
        onChange={(moved) => setDraft({ text, at: moved })}
      />
      <Refused reasons={reasons} />
      <Stack gap={1}>
        <Button size="sm" onClick={save}>
          {t('incidents.save', 'Save')}
        </Button>
        <Button
          size="sm"
          variant="secondary"
          onClick={() => {
            clear();
            onClose();
          }}
        >
          {t('incidents.cancel', 'Cancel')}
        </Button>
      </Stack>
    </Stack>
  );
}

/** A withdrawal is undone by saying again what was withdrawn. */
function TakeBack({ line: { id, at, earlier }, name }: { line: TimelineLine; name: string }) {
  const { act, reasons } = useAct(name);
  const text = earlier[0]?.text ?? '';
  return (
    <>
      <Button
        size="sm"
        variant="secondary"
        fill="text"
        icon="history"
        onClick={() => act({ type: 'supersede', entry: id, text, when: at })}
      >
        {t('incidents.entry.undo', 'Undo the withdrawal')}
      </Button>
      <Refused reasons={reasons} />
    </>
  );
}

function Earlier({ line }: { line: TimelineLine }) {
  return (
    <details>
      <summary>
        <Text color="secondary" variant="bodySmall">
          {line.withdrawn ? t('incidents.entry.withdrawn', 'withdrawn') : t('incidents.entry.corrected', 'corrected')}
        </Text>
      </summary>
      <Bullets>
        {line.earlier.map((entry) => (
          <li key={entry.id}>
            {momentText(entry.entered)} {labelled(entry.by.name, entry.text ?? '')}
          </li>
        ))}
      </Bullets>
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
  mark: css({ color: theme.colors.text.secondary }),
  body: css({ overflowWrap: 'anywhere', minWidth: 0 }),
  machine: css({ color: theme.colors.text.secondary }),
  withdrawn: css({ textDecoration: 'line-through', color: theme.colors.text.secondary }),
  author: css({
    color: theme.colors.text.secondary,
    [theme.breakpoints.down('sm')]: { gridColumn: 3, gridRow: 2 },
  }),
  belowDay: css({ [theme.breakpoints.down('sm')]: { gridRow: 3 } }),
  source: css({ color: theme.colors.text.secondary }),
});
