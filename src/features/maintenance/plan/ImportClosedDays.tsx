import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { type ClosedDays } from '../../../domain/maintenance/task';
import { isRefused, type Reason, refuse } from '../../../domain/record/outcome';
import { addDays, localDateOf } from '../../../domain/time/localDates';
import { Bullets } from '../../../shared/ui/Bullets';
import { ImportFileButton } from '../../../shared/ui/FileButton';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { Reasons } from '../../../shared/ui/Reasons';
import { TextField } from '../../../shared/ui/TextField';
import { longDayText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';

type Days = Omit<ClosedDays, 'at'>;

interface Props {
  /** IANA zone of the plan. */
  zone: string;
  onAdd: (days: Days[]) => Reason[];
}

interface Found {
  days: Days[];
  problems: Reason[];
  file: string;
}

interface ConfirmProps extends Pick<Props, 'onAdd'> {
  found: Found;
  onClose: () => void;
}

/** Holidays are published a year or two ahead. */
const DAYS_AHEAD = 2 * 366;
const MOST_SHOWN = 30;

/** Takes the days of a calendar file as closed days, after a look at them. */
export function ImportClosedDays({ zone, onAdd }: Props) {
  const [found, setFound] = useState<Found>();
  const read = async (chosen: File) => {
    const { readIcsDays, spansOf } = await import('../../../domain/time/ics/read');
    const today = localDateOf(new Date().toISOString(), zone);
    const outcome = readIcsDays(await chosen.text(), { from: today, to: addDays(today, DAYS_AHEAD), zone });
    if (isRefused(outcome)) {
      return outcome.refused.reasons;
    }
    const { days, problems } = outcome.ok;
    setFound({
      days: spansOf(days).map(({ name, ...span }) => ({ ...span, title: name || chosen.name.slice(0, 200) })),
      problems,
      file: chosen.name,
    });
    return [];
  };
  return (
    <div>
      <ImportFileButton
        size="sm"
        label={t('maintenance.closed.import-file', 'Calendar file of closed days')}
        accept=".ics,text/calendar"
        onFile={read}
        refused={t('maintenance.closed.import-refused', 'The file was not taken in')}
      >
        {t('maintenance.closed.import', 'Import a calendar file (.ics)…')}
      </ImportFileButton>
      {found && <Confirm found={found} onAdd={onAdd} onClose={() => setFound(undefined)} />}
    </div>
  );
}

function Confirm({ found: { days, problems, file }, onAdd, onClose }: ConfirmProps) {
  const [team, setTeam] = useState('');
  const { settle, reasons } = useSettling(onClose);
  const save = () => {
    const refused = onAdd(days.map((each) => ({ ...each, ...(team.trim() && { team }) })));
    settle(refused.length > 0 ? refuse(...refused) : { ok: days });
  };
  return (
    <FormModal
      title={t('maintenance.closed.import-title', 'Closed days of “{{file}}”', verbatim({ file }))}
      save={t('maintenance.closed.add', 'Add closed days')}
      isDisabled={days.length === 0}
      onSave={save}
      onClose={onClose}
      general={reasons}
    >
      <div>
        {t('maintenance.closed.import-found', '', {
          count: days.length,
          defaultValue_one: '{{count}} entry in the next two years; one that is known already stays once.',
          defaultValue_other: '{{count}} entries in the next two years; those that are known already stay once.',
        })}
      </div>
      <Bullets>
        {days.slice(0, MOST_SHOWN).map(({ date, to, title }) => (
          <li key={`${date} ${title}`}>
            {to ? `${longDayText(date)} – ${longDayText(to)}` : longDayText(date)} · {title}
          </li>
        ))}
        {days.length > MOST_SHOWN && <li>…</li>}
      </Bullets>
      {problems.length > 0 && (
        <Reasons title={t('maintenance.closed.import-problems', 'Not read')} reasons={problems} />
      )}
      <TextField
        id="closed-import-team"
        label={t('maintenance.closed.team', 'Only for team')}
        maxLength={100}
        value={team}
        onChange={setTeam}
      />
    </FormModal>
  );
}
