import React, { useRef, useState } from 'react';
import { t } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import { type ClosedDays } from '../../../domain/maintenance/task';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { addDays } from '../../../domain/time/recurrence';
import { Reasons } from '../../../shared/ui/Reasons';

const TWO_YEARS = 731;

interface Props {
  /** Whose days they are; empty: everybody's. */
  team: string;
  onAdd: (days: Array<Omit<ClosedDays, 'at'>>) => Reason[];
}

/** Takes the days of a calendar file (holidays) as closed days: of today and the two years to come. */
export function IcsImport({ team, onAdd }: Props) {
  const file = useRef<HTMLInputElement>(null);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const read = async (chosen: File) => {
    const { readIcsDays } = await import('../../../domain/time/ics/read');
    const today = new Date().toISOString().slice(0, 10);
    const found = readIcsDays(await chosen.text(), today, addDays(today, TWO_YEARS));
    if (isRefused(found)) {
      setReasons(found.refused.reasons);
      return;
    }
    const days = found.ok.days.map(({ date, name }) => ({ date, title: name || chosen.name, ...(team && { team }) }));
    setReasons([...onAdd(days), ...found.ok.problems]);
  };
  return (
    <>
      <Button variant="secondary" icon="upload" onClick={() => file.current?.click()}>
        {t('maintenance.closed.import', 'Import a calendar (ICS)')}
      </Button>
      <input
        ref={file}
        type="file"
        accept=".ics,text/calendar"
        hidden
        aria-label={t('maintenance.closed.import-file', 'Calendar file with closed days')}
        onChange={({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? [];
          if (chosen) {
            void read(chosen);
          }
          currentTarget.value = '';
        }}
      />
      {reasons.length > 0 && (
        <Reasons
          title={t('maintenance.closed.import-problems', 'Not all of the file was taken in')}
          reasons={reasons}
          onDismiss={() => setReasons([])}
        />
      )}
    </>
  );
}
