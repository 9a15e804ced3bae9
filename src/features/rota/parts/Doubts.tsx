import React, { useMemo } from 'react';
import { dateTimeFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import { gapsBetween, overlapsAfter, type Rota, strangers } from '../../../domain/services/rota';
import { orgPeople } from '../../../grafana/people';
import { verbatim } from '../../../shared/words/verbatim';

interface Props {
  record: Rota;
  now: number;
  /** Milliseconds that are looked at. */
  ahead: number;
}

const SHOWN = 5;

/** What somebody should look at: times without anybody, stand-ins for the same time, names that nobody here has. */
export function Doubts({ record, now, ahead }: Props) {
  const { data: people } = useQuery({
    queryKey: ['rota', 'people'],
    queryFn: ({ signal }) => orgPeople(signal),
    retry: false, // who may not list them is told nothing of names
    staleTime: Infinity,
  });
  const lines = useMemo(() => {
    const [from, to] = [now, now + ahead].map((at) => new Date(at).toISOString());
    const names =
      people?.length && new Set(people.flatMap(({ name, login }) => [name.toLowerCase(), login.toLowerCase()]));
    const unknown = names ? strangers(record, names, from) : [];
    return [
      ...gapsBetween(record, from, to).map(({ from: begin, to: end }) =>
        t(
          'rota.gap',
          'Nobody is on duty from {{from}} to {{to}}',
          verbatim({ from: dateTimeFormat(begin), to: dateTimeFormat(end) })
        )
      ),
      ...overlapsAfter(record, from).map(({ from: begin, to: end, counts, other }) =>
        t(
          'rota.overlap',
          '{{other}} and {{counts}} both stand in from {{from}} to {{to}}: {{counts}}, entered later, is on duty',
          verbatim({
            other: other.name,
            counts: counts.name,
            from: dateTimeFormat(begin),
            to: dateTimeFormat(end),
          })
        )
      ),
      ...(unknown.length > 0
        ? [
            t(
              'rota.strangers',
              'Nobody in this Grafana is called {{names}}: they may have left',
              verbatim({ names: unknown.join(', ') })
            ),
          ]
        : []),
    ];
  }, [record, now, ahead, people]);
  const isEmpty = record.people.length === 0 && Object.keys(record.overrides).length === 0;
  return isEmpty || lines.length === 0 ? null : (
    <Alert severity="warning" title={t('rota.doubts', 'To look at')}>
      <ul>
        {lines.slice(0, SHOWN).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Alert>
  );
}
