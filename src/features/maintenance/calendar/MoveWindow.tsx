import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import { movedTo } from '../../../domain/maintenance/calendar';
import { type WindowHead } from '../../../domain/maintenance/windows/head';
import { refuse } from '../../../domain/record/outcome';
import { maySilence } from '../../../grafana/alerting/silences';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { verbatim } from '../../../shared/words/verbatim';
import { spanText } from '../../../shared/words/windows';
import { useWindow } from '../windows/data';
import { Overlaps } from '../windows/Overlaps';
import { useWindowActs } from '../windows/useWindowActs';

interface Props {
  window: WindowHead;
  to: string;
  zone: string;
  onClose: () => void;
}

/** Asks before a window that was dragged, or taken up by a key, is moved, and shows what is on then. */
export function MoveWindow({ window, to, zone, onClose }: Props) {
  const { record } = useWindow(window.name);
  const { act } = useWindowActs(window.name);
  const { settle, reasons } = useSettling(onClose);
  const [times] = useState(() => movedTo(window, to, zone));
  // what was dragged may not be what the record says by now
  const isStale = record !== undefined && (record.start !== window.start || record.end !== window.end);
  const save = () => {
    settle(
      record && !isStale
        ? act({ type: 'move', ...times, seen: record.revised.command })
        : refuse({ code: 'maintenance.moved', values: { name: record?.revised.by.name ?? '?' } })
    );
  };
  return (
    <FormModal
      title={t('calendar.move.title', 'Move “{{title}}”?', verbatim({ title: window.title }))}
      save={t('calendar.move.save', 'Move')}
      isDisabled={!record}
      onSave={save}
      onClose={onClose}
      general={reasons}
    >
      {!record && <LoadingPlaceholder text={t('windows.loading', 'Loading the window…')} />}
      <div>
        {t(
          'calendar.move.question',
          'From {{before}} to {{after}}.',
          verbatim({
            before: spanText({ from: window.start, to: window.end }),
            after: spanText({ from: times.start, to: times.end }),
          })
        )}
      </div>
      {window.exclude && window.approval && (
        <div>
          {t(
            'calendar.move.approval',
            'Its exclusion was approved for the time before: what lies outside of that is to be approved again.'
          )}
        </div>
      )}
      {window.silence && (
        <div>
          {maySilence()
            ? t('calendar.move.silence', 'Its silences in Grafana move along.')
            : t(
                'calendar.move.silence-no',
                'Its silences in Grafana stay where they are: you may not move them. An Editor can, on the window’s page.'
              )}
        </div>
      )}
      <Overlaps start={times.start} end={times.end} services={window.services} name={window.name} />
    </FormModal>
  );
}
