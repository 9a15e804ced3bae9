import React, { useMemo } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Stack } from '@grafana/ui';
import { type IncidentHead } from '../../../domain/incident/head';
import { beginning, isOpen } from '../../../domain/incident/rules';
import { overlapping } from '../../../domain/maintenance/windows/overlaps';
import { clockShift, LONG_MS } from '../../../domain/maintenance/windows/times';
import { type Instant } from '../../../domain/record/record';
import { localDateOf } from '../../../domain/time/localDates';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { incidentPath } from '../../../shared/incidents/paths';
import { useHeadsSince } from '../../../shared/incidents/useIncidentHeads';
import { windowPath } from '../../../shared/maintenance/paths';
import { usePlan } from '../../../shared/maintenance/useMaintenance';
import { useWindows } from '../../../shared/maintenance/useWindows';
import { Bullets } from '../../../shared/ui/Bullets';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { formatDuration } from '../../../shared/words/durations';
import { dayText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { windowLine } from '../../../shared/words/windows';

interface Props {
  start: Instant | undefined;
  end: Instant | undefined;
  /** Slugs. */
  services: string[];
  /** The window itself, where it is planned already. */
  name?: string;
}

/** What is on at the time that somebody is about to plan, and what is unusual about that time: seen before it is saved. */
export function Overlaps({ start, end, ...rest }: Props) {
  if (!start || !end || !(Date.parse(start) < Date.parse(end))) {
    return null;
  }
  return (
    <Stack direction="column" gap={1}>
      <Length start={start} end={end} />
      <Closed start={start} end={end} />
      <OtherWindows start={start} end={end} {...rest} />
      <Incidents start={start} end={end} {...rest} />
    </Stack>
  );
}

type Planned = Props & { start: Instant; end: Instant };

function Length({ start, end }: Pick<Planned, 'start' | 'end'>) {
  const zone = useTeamZone();
  const length = Date.parse(end) - Date.parse(start);
  const shift = clockShift({ from: start, to: end }, zone);
  return (
    <div role="status">
      {t('windows.overlaps.length', 'It lasts {{length}}.', verbatim({ length: formatDuration(length / 1000) }))}{' '}
      {shift !== 0 &&
        t(
          'windows.overlaps.clock',
          'The clocks of {{zone}} change by {{shift}} in between: this is the time that really passes.',
          verbatim({ zone, shift: formatDuration(shift * 60) })
        )}{' '}
      {length > LONG_MS && t('windows.overlaps.long', 'That is unusually long: is the end on the right day?')}
    </div>
  );
}

/** Holidays and freezes on its days, whatever team they are for: a window may be anybody's. */
function Closed({ start, end }: Pick<Planned, 'start' | 'end'>) {
  const { record: plan } = usePlan();
  const zone = plan?.zone ?? 'UTC';
  const [first, last] = [localDateOf(start, zone), localDateOf(new Date(Date.parse(end) - 1).toISOString(), zone)];
  const found = Object.entries(plan?.closed ?? {}).filter(([, { date, to = date }]) => date <= last && to >= first);
  return found.length === 0 ? null : (
    <Alert severity="warning" title={t('windows.overlaps.closed', 'Closed days at this time')}>
      <Bullets>
        {found.map(([key, { date, to, title, team }]) => (
          <li key={key}>
            {[
              to && to !== date ? `${dayText(date)} – ${dayText(to)}` : dayText(date),
              title,
              ...(team ? [team] : []),
            ].join(' · ')}
          </li>
        ))}
      </Bullets>
    </Alert>
  );
}

function OtherWindows({ start, end, services, name }: Planned) {
  const { windows, error } = useWindows();
  const found = useMemo(
    () => overlapping({ from: Date.parse(start), to: Date.parse(end), services, name }, windows),
    [start, end, services, name, windows]
  );
  if (error) {
    return (
      <div role="status">
        {t('windows.overlaps.unknown', 'Whether other windows are planned at this time could not be asked.')}
      </div>
    );
  }
  return found.length === 0 ? null : (
    <Alert
      severity={found.some((each) => each.services.length > 0) ? 'warning' : 'info'}
      title={t('windows.overlaps.windows', '', {
        count: found.length,
        defaultValue_one: '{{count}} other window at this time',
        defaultValue_other: '{{count}} other windows at this time',
      })}
    >
      <Bullets>
        {found.map(({ window, services: shared }) => (
          <li key={window.name}>
            <InternalLink to={windowPath(window.name)}>{windowLine(window)}</InternalLink>{' '}
            {shared.length > 0 && t('windows.overlaps.same', '(the same services)')}
          </li>
        ))}
      </Bullets>
    </Alert>
  );
}

function Incidents({ start, end, services }: Planned) {
  const { incidents } = useHeadsSince({ since: Date.parse(start) / 1000 });
  const found = useMemo(
    () => incidents.filter((incident) => isAmid(incident, Date.parse(start), Date.parse(end), services)),
    [incidents, start, end, services]
  );
  return found.length === 0 ? null : (
    <Alert
      severity="warning"
      title={t('windows.overlaps.incidents', '', {
        count: found.length,
        defaultValue_one: '{{count}} incident of these services at this time',
        defaultValue_other: '{{count}} incidents of these services at this time',
      })}
    >
      <Bullets>
        {found.map(({ name, ref, title }) => (
          <li key={name}>
            <InternalLink to={incidentPath(name)}>
              {t('windows.overlaps.incident', '{{ref}} {{title}}', verbatim({ ref, title }))}
            </InternalLink>
          </li>
        ))}
      </Bullets>
    </Alert>
  );
}

/** An open one counts for the time to come too: nobody knows when it will be over. */
function isAmid(
  { status, milestones, serviceTags }: IncidentHead,
  from: number,
  to: number,
  services: string[]
): boolean {
  const begun = beginning(milestones);
  const over = milestones.resolved ?? milestones.closed;
  return (
    status !== 'void' &&
    begun !== undefined &&
    serviceTags.some((tag) => services.includes(tag)) &&
    Date.parse(begun) < to &&
    (isOpen(status) || (over !== undefined && Date.parse(over) > from))
  );
}
