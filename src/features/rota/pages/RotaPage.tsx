import React, { useState } from 'react';
import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, LoadingPlaceholder, Stack, Text, useStyles2 } from '@grafana/ui';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { type Rota, ROTA, rotaKind, shiftsBetween } from '../../../domain/services/rota';
import { rotaEvents } from '../../../domain/services/rotaCalendar';
import { writeIcs } from '../../../domain/time/ics/write';
import { DAY_MS } from '../../../domain/time/units';
import { downloadText } from '../../../shared/files/download';
import { ParkedCommands } from '../../../shared/records/ParkedCommands';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { useDraft } from '../../../shared/records/useDraft';
import { shiftText } from '../../../shared/rota/OnDuty';
import { useRota } from '../../../shared/rota/useRota';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { Reasons } from '../../../shared/ui/Reasons';
import { Since } from '../../../shared/ui/Since';
import { smallTable } from '../../../shared/ui/tableStyles';
import { TextAreaField } from '../../../shared/ui/TextField';
import { verbatim } from '../../../shared/words/verbatim';
import { Doubts } from '../parts/Doubts';
import { Overrides } from '../parts/Overrides';
import { RotationForm } from '../parts/RotationForm';

const AHEAD = 84 * DAY_MS;
const SHOWN = 8;
const NOTES = 5;

/** Who is on duty, week by week; nobody is paged by it. */
export function RotaPage() {
  const { record, stored, error, isPending, parked, refetch, send, now, shift } = useRota({ watch: true });
  const mayWrite = useCanWrite('registers') !== 'no' && !stored?.managedBy;
  const [reasons, setReasons] = useState<Reason[]>([]);
  const act = (draft: Parameters<typeof send>[0]): boolean => {
    const sent = send(draft);
    setReasons(isRefused(sent) ? sent.refused.reasons : []);
    return !isRefused(sent);
  };
  return (
    <Page
      title={t('rota.title', 'On duty')}
      subTitle={t('rota.subtitle', 'Who looks after things this week; nobody is paged')}
    >
      {error && <RecordFailure kind={rotaKind} name={ROTA} error={error} onRetry={refetch} />}
      {isPending && !error && <LoadingPlaceholder text={t('rota.loading', 'Loading the rota…')} />}
      {stored?.state === 'damaged' && <DamagedRecord kind={rotaKind} stored={stored} />}
      {record && (
        <Stack direction="column" gap={3}>
          <ReadOnlyNotice folder="registers" />
          <ParkedCommands items={parked} />
          {reasons.length > 0 && (
            <Reasons title={t('rota.refused', 'Not saved')} reasons={reasons} onDismiss={() => setReasons([])} />
          )}
          <Text element="p" variant="h4">
            {shift ? shiftText(shift) : t('rota.nobody', 'Nobody is on duty')}
          </Text>
          <Doubts record={record} now={now} ahead={AHEAD} />
          <Shifts record={record} now={now} />
          <Overrides
            record={record}
            now={now}
            mayWrite={mayWrite}
            onAdd={(overrides) => act({ type: 'override', overrides })}
            onDrop={(override) => act({ type: 'dropOverride', override })}
            onRefused={setReasons}
          />
          <Handover record={record} mayWrite={mayWrite} onLeave={(text) => act({ type: 'handOver', text })} />
          {mayWrite && (
            <RotationForm
              key={record.revision ?? ''}
              record={record}
              onSave={(rotation) =>
                act({ type: 'rotate', rotation, ...(record.revision && { seen: record.revision }) })
              }
            />
          )}
        </Stack>
      )}
    </Page>
  );
}

function Shifts({ record, now }: { record: Rota; now: number }) {
  const styles = useStyles2(getStyles);
  const iso = (at: number) => new Date(at).toISOString();
  const shifts = shiftsBetween(record, iso(now), iso(now + AHEAD));
  if (shifts.length === 0) {
    return (
      <p>
        {t(
          'rota.empty',
          'There is no rotation yet. It names who takes turns and when; whoever is on duty is proposed as commander of new incidents and stands on Home.'
        )}
      </p>
    );
  }
  const download = () =>
    downloadText(
      'on-duty.ics',
      writeIcs({
        name: t('rota.title', 'On duty'),
        events: rotaEvents(record, shifts, (name) => t('rota.event', 'On duty: {{name}}', verbatim({ name }))),
        now: iso(now),
      }),
      'text/calendar'
    );
  return (
    <section aria-label={t('rota.turns', 'Turns')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('rota.person', 'Who')}</th>
            <th scope="col">{t('rota.from', 'From')}</th>
            <th scope="col">{t('rota.to', 'Until')}</th>
          </tr>
        </thead>
        <tbody>
          {shifts.slice(0, SHOWN).map(({ person, from, to, override }) => (
            <tr key={from}>
              <th scope="row">
                {person.name} {override && <Text color="secondary">{t('rota.instead', 'instead')}</Text>}
              </th>
              <td>{dateTimeFormat(from)}</td>
              <td>{dateTimeFormat(to)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="sm" variant="secondary" icon="calendar-alt" onClick={download}>
        {t('rota.export', 'Calendar of twelve weeks (ICS)')}
      </Button>
    </section>
  );
}

interface HandoverProps {
  record: Rota;
  mayWrite: boolean;
  onLeave: (text: string) => boolean;
}

function Handover({ record, mayWrite, onLeave }: HandoverProps) {
  const styles = useStyles2(getStyles);
  const [text, setText, clear] = useDraft('rota|handover', '');
  const notes = Object.entries(record.notes).sort(([, one], [, other]) => Date.parse(other.at) - Date.parse(one.at));
  return (
    <section aria-label={t('rota.handover', 'Handover')}>
      <Text element="h2" variant="h5">
        {t('rota.handover', 'Handover')}
      </Text>
      {mayWrite && (
        <Stack direction="column" gap={1} alignItems="flex-start">
          <TextAreaField
            id="rota-handover"
            label={t('rota.handover-note', 'What the next person should know')}
            cols={80}
            rows={3}
            value={text}
            onChange={setText}
          />
          <Button
            size="sm"
            variant="secondary"
            disabled={!text.trim()}
            onClick={() => {
              if (onLeave(text)) {
                clear();
              }
            }}
          >
            {t('rota.leave', 'Leave this note')}
          </Button>
        </Stack>
      )}
      <ul className={styles.list}>
        {notes.slice(0, NOTES).map(([id, { at, by, text: said }]) => (
          <li key={id}>
            <Text color="secondary">
              {by.name} <Since at={at} />
            </Text>
            <MarkdownView text={said} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css(smallTable(theme)),
  list: css({ listStyle: 'none' }),
});
