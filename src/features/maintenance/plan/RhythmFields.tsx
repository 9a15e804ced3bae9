import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Checkbox, Field, FieldSet, Input, Stack, useStyles2 } from '@grafana/ui';
import {
  type MonthDay,
  NTHS,
  type Rhythm,
  rhythmOf,
  type RhythmUnit,
  ruleOf,
  RHYTHM_UNITS,
  WEEKDAYS,
  type Weekday,
} from '../../../domain/time/rhythm';
import { Choice } from '../../../shared/ui/Choice';
import { monthName, ordinal, rhythmUnitName, weekdayName } from '../../../shared/words/rhythm';

interface Props {
  rule: string;
  start: string;
  onChange: (rule: string) => void;
}

/** How a task comes back without RRULE; a rule that says more stays as it is until something is chosen here. */
export function RhythmFields({ rule, start, onChange }: Props) {
  const known = rhythmOf(rule, start);
  const rhythm: Rhythm = known ?? { unit: 'week', every: 1, weekdays: [], on: { by: 'start' }, months: [] };
  const set = (part: Partial<Rhythm>) => onChange(ruleOf({ ...rhythm, ...part }, start));
  return (
    <FieldSet label={t('maintenance.rhythm.title', 'Comes back')}>
      <Stack direction="column" gap={1}>
        <Stack gap={1} wrap="wrap" alignItems="flex-end">
          <Field noMargin label={t('maintenance.rhythm.every', 'Every')}>
            <Input
              id="rhythm-every"
              type="number"
              min={1}
              max={999}
              width={10}
              value={rhythm.every}
              onChange={({ currentTarget }) =>
                set({ every: Math.max(1, Math.round(currentTarget.valueAsNumber) || 1) })
              }
            />
          </Field>
          <Choice
            label={t('maintenance.rhythm.unit', 'Unit of the rhythm')}
            placeholder={t('maintenance.rhythm.own', 'by the rule below')}
            isClearable={false}
            width={18}
            value={known?.unit}
            options={RHYTHM_UNITS.map((unit) => ({ value: unit, label: rhythmUnitName(unit, rhythm.every) }))}
            onChange={(unit) => set({ unit: RHYTHM_UNITS.find((one) => one === unit) ?? rhythm.unit })}
          />
        </Stack>
        {known?.unit === 'week' && <Weekdays chosen={rhythm.weekdays} onChange={(weekdays) => set({ weekdays })} />}
        {known?.unit === 'month' && <DayOfMonth on={rhythm.on} onChange={(on) => set({ on })} />}
        {known && known.unit !== 'year' && (
          <Months unit={known.unit} chosen={rhythm.months} onChange={(months) => set({ months })} />
        )}
      </Stack>
    </FieldSet>
  );
}

function Weekdays({ chosen, onChange }: { chosen: Weekday[]; onChange: (days: Weekday[]) => void }) {
  return (
    <div role="group" aria-label={t('maintenance.rhythm.weekdays', 'Weekdays')}>
      <Stack gap={2} wrap="wrap">
        {WEEKDAYS.map((day) => (
          <Checkbox
            key={day}
            label={weekdayName(day)}
            value={chosen.includes(day)}
            onChange={({ currentTarget }) =>
              onChange(currentTarget.checked ? [...chosen, day] : chosen.filter((one) => one !== day))
            }
          />
        ))}
      </Stack>
    </div>
  );
}

function DayOfMonth({ on, onChange }: { on: MonthDay; onChange: (on: MonthDay) => void }) {
  const kinds: Array<{ value: MonthDay['by']; label: string }> = [
    { value: 'start', label: t('maintenance.rhythm.on-start', 'on the day of the first date') },
    { value: 'date', label: t('maintenance.rhythm.on-date', 'on a day of the month') },
    { value: 'last', label: t('maintenance.rhythm.on-last', 'on the last day') },
    { value: 'weekday', label: t('maintenance.rhythm.on-weekday', 'on a weekday of the month') },
  ];
  const choose = (by: string | undefined) =>
    onChange(
      by === 'date'
        ? { by, date: 1 }
        : by === 'weekday'
          ? { by, nth: 1, weekday: 'MO' }
          : { by: by === 'last' ? 'last' : 'start' }
    );
  return (
    <Stack gap={1} wrap="wrap" alignItems="center">
      <Choice
        label={t('maintenance.rhythm.day', 'Day of the month')}
        placeholder=""
        isClearable={false}
        width={30}
        value={on.by}
        options={kinds}
        onChange={choose}
      />
      {on.by === 'date' && (
        <Input
          aria-label={t('maintenance.rhythm.date', 'Date in the month')}
          type="number"
          min={1}
          max={31}
          width={10}
          value={on.date}
          onChange={({ currentTarget }) =>
            onChange({ by: 'date', date: Math.min(31, Math.max(1, Math.round(currentTarget.valueAsNumber) || 1)) })
          }
        />
      )}
      {on.by === 'weekday' && (
        <>
          <Choice
            label={t('maintenance.rhythm.nth', 'Which one')}
            placeholder=""
            isClearable={false}
            width={14}
            value={String(on.nth)}
            options={NTHS.map((nth) => ({ value: String(nth), label: ordinal(nth) }))}
            onChange={(nth) => onChange({ ...on, nth: NTHS.find((one) => String(one) === nth) ?? on.nth })}
          />
          <Choice
            label={t('maintenance.rhythm.weekday', 'Weekday')}
            placeholder=""
            isClearable={false}
            width={18}
            value={on.weekday}
            options={[...WEEKDAYS, 'working' as const].map((day) => ({ value: day, label: weekdayName(day) }))}
            onChange={(day) =>
              onChange({
                ...on,
                weekday: day === 'working' ? day : (WEEKDAYS.find((one) => one === day) ?? on.weekday),
              })
            }
          />
        </>
      )}
    </Stack>
  );
}

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

function Months({
  unit,
  chosen,
  onChange,
}: {
  unit: RhythmUnit;
  chosen: number[];
  onChange: (months: number[]) => void;
}) {
  const styles = useStyles2(getStyles);
  return (
    <details open={chosen.length > 0} key={unit}>
      <summary>
        {chosen.length === 0
          ? t('maintenance.rhythm.all-months', 'In all months')
          : t('maintenance.rhythm.in-months', 'In these months only')}
      </summary>
      <div role="group" aria-label={t('maintenance.rhythm.months', 'Months')} className={styles.months}>
        {MONTHS.map((month) => (
          <Checkbox
            key={month}
            label={monthName(month)}
            value={chosen.includes(month)}
            onChange={({ currentTarget }) =>
              onChange(currentTarget.checked ? [...chosen, month] : chosen.filter((one) => one !== month))
            }
          />
        ))}
      </div>
    </details>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  months: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2), marginTop: theme.spacing(1) }),
});
