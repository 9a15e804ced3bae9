import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Stack, Text } from '@grafana/ui';
import { type Plan } from '../../../domain/maintenance/plan';
import { type ClosedDays as Days } from '../../../domain/maintenance/task';
import { type Reason } from '../../../domain/record/outcome';
import { localDateOf } from '../../../domain/time/localDates';
import { useDraft } from '../../../shared/records/useDraft';
import { Bullets } from '../../../shared/ui/Bullets';
import { RemoveButton } from '../../../shared/ui/RemoveButton';
import { TextField } from '../../../shared/ui/TextField';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { longDayText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { ImportClosedDays } from './ImportClosedDays';

interface Props {
  plan: Plan;
  mayWrite: boolean;
  onClose: (days: Array<Omit<Days, 'at'>>) => Reason[];
  onOpen: (keys: string[]) => void;
}

/** Holidays and freezes: each task says whether its dates are skipped then, or done before or after. */
export function ClosedDaysList({ plan: { closed = {}, zone }, mayWrite, onClose, onOpen }: Props) {
  const today = localDateOf(new Date().toISOString(), zone);
  const days = Object.entries(closed).sort(([, a], [, b]) => a.date.localeCompare(b.date));
  const coming = days.filter(([, { date, to = date }]) => to >= today);
  return (
    <section aria-label={t('maintenance.closed.title', 'Closed days')}>
      <Text element="h2" variant="h4">
        {t('maintenance.closed.title', 'Closed days')}
      </Text>
      <Text color="secondary" element="p">
        {t(
          'maintenance.closed.text',
          'Holidays and change freezes, in {{zone}}. Each task says whether its dates are skipped then, or done before or after.',
          verbatim({ zone })
        )}
      </Text>
      {coming.length === 0 && <Text>{t('maintenance.closed.none', 'No closed day is coming.')}</Text>}
      <Bullets>
        {coming.map(([key, { date, to, title, team }]) => (
          <li key={key}>
            {longDayText(date)}
            {to && to !== date && ` – ${longDayText(to)}`} · {title}{' '}
            <Text color="secondary">{team ?? t('maintenance.closed.all-teams', 'all teams')}</Text>{' '}
            {mayWrite && (
              <RemoveButton
                label={t('maintenance.closed.remove', 'Remove {{title}}', verbatim({ title }))}
                what={[date, to].filter(Boolean).join(' – ')}
                onRemove={() => onOpen([key])}
              />
            )}
          </li>
        ))}
      </Bullets>
      {mayWrite && <NewDays onAdd={onClose} />}
      {mayWrite && <ImportClosedDays zone={zone} onAdd={onClose} />}
    </section>
  );
}

const EMPTY = { title: '', date: '', to: '', team: '' };

function NewDays({ onAdd }: { onAdd: (days: Array<Omit<Days, 'at'>>) => Reason[] }) {
  const reasonText = useReasonText();
  const [form, setForm, clear] = useDraft('maintenance|closed', EMPTY);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const problemOf = (name: string) => {
    const found = reasons.find(({ field }) => field === name);
    return { invalid: found !== undefined, error: found && reasonText(found) };
  };
  const add = () => {
    const { title, date, to, team } = form;
    const refused = onAdd([{ title, date, ...(to && { to }), ...(team.trim() && { team }) }]);
    setReasons(refused);
    if (refused.length === 0) {
      clear();
    }
  };
  const field = (name: keyof typeof EMPTY, label: string, type = 'text') => (
    <TextField
      id={`closed-${name}`}
      label={label}
      type={type}
      width={24}
      value={form[name]}
      onChange={(value) => setForm({ ...form, [name]: value })}
      {...problemOf(name)}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Stack gap={1} wrap="wrap" alignItems="flex-end">
        {field('title', t('maintenance.closed.what', 'What is on'))}
        {field('date', t('maintenance.closed.from', 'First day'), 'date')}
        {field('to', t('maintenance.closed.to', 'Last day, if others'), 'date')}
        {field('team', t('maintenance.closed.team', 'Only for team'))}
        <Button type="submit" variant="secondary">
          {t('maintenance.closed.add', 'Add closed days')}
        </Button>
      </Stack>
      {reasons
        .filter(({ field: name }) => !name)
        .map((reason) => (
          <Text key={reason.code} color="error">
            {reasonText(reason)}
          </Text>
        ))}
    </form>
  );
}
