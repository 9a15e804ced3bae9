import React, { useState } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Tooltip, useStyles2 } from '@grafana/ui';
import { type Incident } from '../../../domain/incident/kind';
import { milestoneState } from '../../../domain/incident/rules';
import { type Milestone, MILESTONES } from '../../../domain/incident/schema';
import { type Instant } from '../../../domain/record/record';
import { inZone } from '../../../domain/text/times';
import { useDraft } from '../../../shared/records/useDraft';
import { FormModal } from '../../../shared/ui/FormModal';
import { TextField } from '../../../shared/ui/TextField';
import { TimeField } from '../../../shared/ui/TimeField';
import { milestoneName } from '../../../shared/words/incidents';
import { clockText, dayAndClock, isToday, momentText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { Refused } from '../components/Refused';
import { useAct } from '../useAct';

interface Props {
  incident: Incident;
  mayWrite: boolean;
}

/** What is known of the incident's course; a click edits a time. */
export function MilestoneTable({ incident, mayWrite }: Props) {
  const styles = useStyles2(getStyles);
  const [edited, setEdited] = useState<Milestone>();
  return (
    <>
      <ol
        className={styles.strip}
        aria-label={t('incidents.milestones', 'Milestones')}
        tabIndex={mayWrite ? undefined : 0} // it scrolls, and without buttons nothing else in it takes the focus
      >
        {MILESTONES.map((milestone) => (
          <li key={milestone} className={cx(incident.milestones[milestone] && styles.known)}>
            {mayWrite ? (
              <button type="button" className={styles.button} onClick={() => setEdited(milestone)}>
                <MilestoneText milestone={milestone} incident={incident} />
              </button>
            ) : (
              <MilestoneText milestone={milestone} incident={incident} />
            )}
          </li>
        ))}
      </ol>
      {edited && <MilestoneDialog incident={incident} milestone={edited} onClose={() => setEdited(undefined)} />}
    </>
  );
}

function MilestoneText({ milestone, incident }: { milestone: Milestone; incident: Incident }) {
  const at = incident.milestones[milestone];
  if (!at) {
    return (
      <span>
        ○ {milestoneName(milestone)}{' '}
        {milestoneState(incident, milestone) === 'notYet'
          ? t('incidents.not-yet', 'not yet')
          : t('incidents.unknown', 'unknown')}
      </span>
    );
  }
  const local = inZone(at, incident.zone);
  return (
    <Tooltip content={`${momentText(at)} · ${local.day} ${local.time} ${incident.zone}`}>
      <span>
        ● {milestoneName(milestone)} <time dateTime={at}>{isToday(at) ? clockText(at) : dayAndClock(at)}</time>
      </span>
    </Tooltip>
  );
}

/** Gives, corrects or clears the time of a milestone. */
export function MilestoneDialog({
  incident,
  milestone,
  onClose,
}: {
  incident: Incident;
  milestone: Milestone;
  onClose: () => void;
}) {
  const { act, reasons } = useAct(incident.name);
  const [seen, setSeen] = useState(incident.milestones[milestone] ?? '');
  const [at, setAt] = useState<Instant | undefined>(incident.milestones[milestone] ?? new Date().toISOString());
  const [{ reason, note }, setTexts, clear] = useDraft(
    `incident.${incident.name}.milestone.${milestone}`,
    { reason: '', note: incident.milestoneNotes?.[milestone] ?? '' },
    { inTab: incident.private }
  );
  const known = incident.milestones[milestone] !== undefined;

  const submit = (done: boolean) => {
    if (done) {
      clear();
      onClose();
    } else {
      setSeen(incident.milestones[milestone] ?? ''); // the reasons show what it is now: a second click is meant
    }
  };
  const common = { milestone, seen, ...(reason.trim() && { reason: reason.trim() }) };

  return (
    <FormModal
      title={t(
        'incidents.milestone-dialog.title',
        'Time of “{{milestone}}”',
        verbatim({ milestone: milestoneName(milestone) })
      )}
      save={t('incidents.save', 'Save')}
      isDisabled={!at}
      onSave={() => at && submit(act({ type: 'setMilestone', ...common, to: at, note: note.trim() }))}
      onClose={onClose}
      actions={
        known && (
          <Button variant="secondary" onClick={() => submit(act({ type: 'clearMilestone', ...common }))}>
            {t('incidents.milestone-dialog.clear', 'It is unknown')}
          </Button>
        )
      }
    >
      <Refused reasons={reasons} />
      <TimeField id="milestone-at" label={milestoneName(milestone)} value={at} onChange={setAt} />
      <TextField
        id="milestone-note"
        label={t('incidents.milestone-dialog.note', 'In a few words, for the report')}
        value={note}
        onChange={(note) => setTexts({ reason, note })}
      />
      {known && (
        <TextField
          id="milestone-reason"
          label={t('incidents.milestone-dialog.reason', 'Why it changes')}
          value={reason}
          onChange={(reason) => setTexts({ reason, note })}
        />
      )}
    </FormModal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({
    display: 'flex',
    overflowX: 'auto',
    whiteSpace: 'nowrap',
    listStyle: 'none',
    margin: 0,
    padding: theme.spacing(0.25), // room for the outline of what has the focus
    gap: theme.spacing(0.5),
    color: theme.colors.text.secondary,
  }),
  known: css({ color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium }),
  button: css({
    background: 'none',
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    color: 'inherit',
    padding: theme.spacing(0.25, 1),
    '&:hover': { background: theme.colors.action.hover },
  }),
});
