import React from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import { holdsAlert, type SilenceMatcher } from '../../../domain/maintenance/windows/silence';
import { type AlertInstance, alertInstances } from '../../../grafana/alerting/silences';
import { type RequestError } from '../../../grafana/request';
import { Bullets } from '../../../shared/ui/Bullets';

/** More are counted. */
const MOST_SHOWN = 20;

/** Which alerts of Grafana's rules silences with these matchers hold back, those that fire first. */
export function HeldAlerts({ wanted }: { wanted: Array<{ matchers: SilenceMatcher[] }> }) {
  const { data, error } = useQuery<AlertInstance[], RequestError>({
    queryKey: ['alert-instances'],
    queryFn: ({ signal }) => alertInstances(signal),
    staleTime: 30_000,
  });
  if (error) {
    return (
      <Text color="secondary">
        {t('windows.held.unknown', 'Which alerts these silences hold back could not be asked.')}
      </Text>
    );
  }
  if (!data) {
    return null;
  }
  const held = data
    .filter(({ labels }) => wanted.some(({ matchers }) => holdsAlert(matchers, labels)))
    .sort((a, b) => Number(b.isFiring) - Number(a.isFiring));
  if (held.length === 0) {
    return (
      <Text color="secondary">
        {t('windows.held.none', 'No alert rule of Grafana has these labels now: nothing would be held back.')}
      </Text>
    );
  }
  return (
    <div>
      {t('windows.held.some', '', {
        count: held.length,
        defaultValue_one: 'Holds back {{count}} alert of Grafana’s rules:',
        defaultValue_other: 'Holds back {{count}} alerts of Grafana’s rules:',
      })}
      <Bullets>
        {held.slice(0, MOST_SHOWN).map(({ name, labels, isFiring }) => (
          <li key={JSON.stringify(labels)}>
            {name} {isFiring && <Text color="error">{t('windows.held.firing', '(fires now)')}</Text>}
          </li>
        ))}
        {held.length > MOST_SHOWN && <li>…</li>}
      </Bullets>
    </div>
  );
}
