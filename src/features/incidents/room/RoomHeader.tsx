import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Dropdown, IconButton, Input, Menu, Stack, Tooltip, useStyles2 } from '@grafana/ui';
import { type Incident } from '../../../domain/incident/kind';
import { beginning, isOpen, STEPS } from '../../../domain/incident/rules';
import { MAX_TITLE, severity, type Severity, type Status } from '../../../domain/incident/schema';
import { useNow } from '../../../shared/hooks/useNow';
import { useDraft } from '../../../shared/records/useDraft';
import { formatDuration } from '../../../shared/words/durations';
import { statusName } from '../../../shared/words/incidents';
import { verbatim } from '../../../shared/words/verbatim';
import { DrillBadge, PrivateBadge, SeverityMark, StatusMark } from '../components/Marks';
import { Refused } from '../components/Refused';
import { useAutoCapture } from '../evidence/useAutoCapture';
import { tooLong } from '../limits';
import { Updates } from '../updates/Updates';
import { useAct } from '../useAct';
import { severityMeaning, severityName } from '../words';
import { type StatusStep, StatusDialog } from './StatusDialog';

interface Props {
  incident: Incident;
  mayWrite: boolean;
}

/** Severity, status, title and clock: what is readable from two metres. */
export function RoomHeader({ incident, mayWrite }: Props) {
  const styles = useStyles2(getStyles);
  const { act, reasons, dismiss } = useAct(incident.name);
  const [step, setStep] = useState<StatusStep>();
  useAutoCapture(incident);
  const { status } = incident;

  const choose = (to: Status) => {
    if (to === 'void' || to === 'resolved' || to === 'closed' || !isOpen(status)) {
      setStep({ to });
    } else {
      act({ type: 'setStatus', to, seen: status });
    }
  };

  return (
    <header className={styles.header}>
      <Title incident={incident} mayWrite={mayWrite} />
      <Stack wrap="wrap" gap={1} alignItems="center">
        <SeverityMenu
          incident={incident}
          mayWrite={mayWrite}
          onChoose={(to) => act({ type: 'setSeverity', to, seen: incident.severity ?? '' })}
        />
        <StatusMenu
          status={status}
          mayWrite={mayWrite}
          onChoose={choose}
          onMerge={() => setStep({ to: 'void', reason: 'duplicate' })}
        />
        {incident.drill && <DrillBadge />}
        {incident.private && <PrivateBadge />}
        <Clock incident={incident} />
        <Updates incident={incident} mayWrite={mayWrite} />
        {mayWrite && status !== 'resolved' && isOpen(status) && (
          <Button variant="success" icon="check" onClick={() => setStep({ to: 'resolved' })}>
            {t('incidents.resolve', 'Resolve…')}
          </Button>
        )}
        {mayWrite && !isOpen(status) && (
          <Button variant="secondary" icon="repeat" onClick={() => setStep({ to: 'investigating' })}>
            {t('incidents.reopen', 'Reopen…')}
          </Button>
        )}
        {mayWrite && status === 'resolved' && (
          // not where “Resolve…” was: a second click there asks before it reopens
          <Button icon="check" onClick={() => setStep({ to: 'closed' })}>
            {t('incidents.close', 'Close…')}
          </Button>
        )}
      </Stack>
      <Refused reasons={reasons} onDismiss={dismiss} />
      {step && <StatusDialog incident={incident} step={step} onClose={() => setStep(undefined)} />}
    </header>
  );
}

function SeverityMenu({ incident, mayWrite, onChoose }: Props & { onChoose: (severity: Severity) => void }) {
  if (!mayWrite) {
    return <SeverityMark severity={incident.severity} />;
  }
  const menu = (
    <Menu>
      {severity.options.map((each) => (
        <Menu.Item
          key={each}
          label={severityName(each)}
          description={severityMeaning(each)}
          active={each === incident.severity}
          onClick={() => onChoose(each)}
        />
      ))}
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-start">
      <Button
        variant="secondary"
        icon="angle-down"
        iconPlacement="right"
        aria-label={t(
          'incidents.severity-menu',
          'Severity: {{severity}}',
          verbatim({
            severity: severityName(incident.severity),
          })
        )}
      >
        <SeverityMark severity={incident.severity} />
      </Button>
    </Dropdown>
  );
}

interface StatusMenuProps {
  status: Status;
  mayWrite: boolean;
  onChoose: (to: Status) => void;
  onMerge: () => void;
}

function StatusMenu({ status, mayWrite, onChoose, onMerge }: StatusMenuProps) {
  if (!mayWrite) {
    return <StatusMark status={status} />;
  }
  const menu = (
    <Menu>
      {STEPS.map((each) => (
        <Menu.Item
          key={each}
          label={statusName(each)}
          active={each === status}
          disabled={each === status}
          onClick={() => onChoose(each)}
        />
      ))}
      <Menu.Divider />
      <Menu.Item
        label={t('incidents.merge-menu', 'Merge into another incident…')}
        disabled={status === 'void'}
        onClick={onMerge}
      />
      <Menu.Item
        label={t('incidents.void-menu', 'Void…')}
        disabled={status === 'void'}
        onClick={() => onChoose('void')}
      />
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-start">
      <Button
        variant="secondary"
        icon="angle-down"
        iconPlacement="right"
        aria-label={t('incidents.status-menu', 'Status: {{status}}', verbatim({ status: statusName(status) }))}
      >
        <StatusMark status={status} />
      </Button>
    </Dropdown>
  );
}

function Title({ incident, mayWrite }: Props) {
  const styles = useStyles2(getStyles);
  const { act, reasons } = useAct(incident.name);
  const now = { text: incident.title, seen: incident.title };
  const [edited, setEdited, clear] = useDraft(`incident.${incident.name}.title`, now, { inTab: incident.private });
  const [isEditing, setEditing] = useState(false);
  const leave = () => {
    clear();
    setEditing(false);
  };
  if (!isEditing) {
    return (
      <div className={styles.title}>
        <h2 className={styles.text}>{incident.title}</h2>
        {mayWrite && (
          <IconButton
            name="pen"
            size="sm"
            tooltip={t('incidents.title-edit', 'Change the title')}
            onClick={() => {
              if (edited.text === edited.seen) {
                setEdited(now); // nothing was typed
              }
              setEditing(true);
            }}
          />
        )}
      </div>
    );
  }
  const save = () => {
    if (act({ type: 'setTitle', to: edited.text, seen: edited.seen })) {
      leave();
    } else {
      setEdited({ ...edited, seen: incident.title }); // a second Enter is meant
    }
  };
  return (
    <div className={styles.title}>
      <Input
        autoFocus
        aria-label={t('incidents.title-field', 'Title')}
        value={edited.text}
        invalid={tooLong(edited.text, MAX_TITLE) !== undefined}
        onChange={({ currentTarget }) => setEdited({ ...edited, text: currentTarget.value })}
        onKeyDown={({ key }) => {
          if (key === 'Enter') {
            save();
          } else if (key === 'Escape') {
            setEditing(false); // what was typed comes back
          }
        }}
      />
      <Button size="sm" onClick={save}>
        {t('incidents.save', 'Save')}
      </Button>
      <Button size="sm" variant="secondary" onClick={leave}>
        {t('incidents.cancel', 'Cancel')}
      </Button>
      <Refused reasons={reasons} />
    </div>
  );
}

/** Hours, minutes and seconds since the beginning; once it is resolved how long it took, as everywhere else. */
function Clock({ incident }: { incident: Incident }) {
  const styles = useStyles2(getStyles);
  const { milestones, status } = incident;
  const now = useNow(1000);
  const from = beginning(milestones);
  const end = isOpen(status) ? now : milestones.resolved ? Date.parse(milestones.resolved) : undefined;
  if (!from || end === undefined || status === 'void') {
    return null;
  }
  const label = milestones.started
    ? t('incidents.clock.impact', 'Since the impact started')
    : milestones.detected
      ? t('incidents.clock.detected', 'Since it was detected')
      : t('incidents.clock.declared', 'Since it was declared');
  return (
    <Tooltip content={label}>
      <span className={styles.clock} role="timer" aria-label={label} tabIndex={0}>
        {isOpen(status)
          ? clock(Math.max(end - Date.parse(from), 0))
          : formatDuration(Math.max(end - Date.parse(from), 0) / 1000)}
      </span>
    </Tooltip>
  );
}

function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  title: css({ display: 'flex', gap: theme.spacing(1), alignItems: 'center' }),
  text: css({ margin: 0, fontSize: theme.typography.h3.fontSize, overflowWrap: 'anywhere' }),
  clock: css({ marginRight: 'auto', fontSize: theme.typography.h3.fontSize, fontVariantNumeric: 'tabular-nums' }),
});
