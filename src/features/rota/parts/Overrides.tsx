import React from 'react';
import { css } from '@emotion/css';
import { dateTimeFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Stack, Text, useStyles2 } from '@grafana/ui';
import { type Reason } from '../../../domain/record/outcome';
import { type Instant } from '../../../domain/record/record';
import { type PersonOnDuty, type Rota } from '../../../domain/services/rota';
import { overridesFromIcs } from '../../../domain/services/rotaCalendar';
import { addDays, localDateOf } from '../../../domain/time/localDates';
import { useDraft } from '../../../shared/records/useDraft';
import { FileButton } from '../../../shared/ui/FileButton';
import { RemoveButton } from '../../../shared/ui/RemoveButton';
import { TextField } from '../../../shared/ui/TextField';
import { TimeField } from '../../../shared/ui/TimeField';
import { verbatim } from '../../../shared/words/verbatim';

interface Given {
  from: Instant;
  to: Instant;
  person: PersonOnDuty;
}

interface Props {
  record: Rota;
  now: number;
  mayWrite: boolean;
  onAdd: (overrides: Given[]) => boolean;
  onDrop: (id: string) => void;
  onRefused: (reasons: Reason[]) => void;
}

const DAYS_READ = 366;

/** Who stands in for whom: added by hand, or read from a calendar. */
export function Overrides({ record, now, mayWrite, onAdd, onDrop, onRefused }: Props) {
  const styles = useStyles2(getStyles);
  const coming = Object.entries(record.overrides)
    .filter(([, { to }]) => Date.parse(to) > now)
    .sort(([, one], [, other]) => Date.parse(one.from) - Date.parse(other.from));
  const read = async (file: File) => {
    const today = localDateOf(new Date(now).toISOString(), record.zone);
    const found = overridesFromIcs(record, await file.text(), today, addDays(today, DAYS_READ));
    const given = found.filter((each): each is Given => 'person' in each);
    if (given.length > 0) {
      onAdd(given);
    } else {
      const reasons = found.filter((each): each is Reason => 'code' in each);
      onRefused(reasons.length > 0 ? reasons : [{ code: 'ics.empty' }]);
    }
  };
  return (
    <section aria-label={t('rota.overrides', 'Stand-ins')}>
      <Text element="h2" variant="h5">
        {t('rota.overrides', 'Stand-ins')}
      </Text>
      <ul className={styles.list}>
        {coming.map(([id, { person, from, to }]) => (
          <li key={id}>
            {t(
              'rota.override',
              '{{name}}: {{from}} to {{to}}',
              verbatim({ name: person.name, from: dateTimeFormat(from), to: dateTimeFormat(to) })
            )}{' '}
            {mayWrite && (
              <RemoveButton
                label={t('rota.drop', 'Remove {{name}}', verbatim({ name: person.name }))}
                what={`${dateTimeFormat(from)} – ${dateTimeFormat(to)}`}
                onRemove={() => onDrop(id)}
              />
            )}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <Stack direction="column" gap={1} alignItems="flex-start">
          <OverrideForm record={record} onAdd={onAdd} />
          <FileButton
            label={t('rota.import', 'Read stand-ins from a calendar (ICS)')}
            accept=".ics,text/calendar"
            onFile={(file) => void read(file)}
          >
            {t('rota.import', 'Read stand-ins from a calendar (ICS)')}
          </FileButton>
          <Text color="secondary">{t('rota.import-text', 'Each event names who is on duty on its days.')}</Text>
        </Stack>
      )}
    </section>
  );
}

function OverrideForm({ record, onAdd }: Pick<Props, 'record' | 'onAdd'>) {
  const [form, setForm, clear] = useDraft<{ name: string; from?: Instant; to?: Instant }>('rota|stand-in', {
    name: '',
  });
  const { name, from, to } = form;
  const add = () => {
    const person = record.people.find((each) => each.name === name.trim()) ?? { name: name.trim() };
    if (from && to && onAdd([{ from, to, person }])) {
      clear();
    }
  };
  return (
    <Stack gap={1} alignItems="flex-end" wrap="wrap">
      <TextField
        id="rota-instead"
        label={t('rota.person', 'Who')}
        width={25}
        value={name}
        onChange={(typed) => setForm({ ...form, name: typed })}
      />
      <TimeField
        id="rota-from"
        label={t('rota.from', 'From')}
        value={from}
        onChange={(at) => setForm({ ...form, from: at })}
      />
      <TimeField
        id="rota-to"
        label={t('rota.to', 'Until')}
        value={to}
        onChange={(at) => setForm({ ...form, to: at })}
      />
      <Button variant="secondary" disabled={!name.trim() || !from || !to} onClick={add}>
        {t('rota.add', 'Add')}
      </Button>
    </Stack>
  );
}

const getStyles = () => ({ list: css({ listStyle: 'none' }) });
