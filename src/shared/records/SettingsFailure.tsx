import React from 'react';
import { t } from '@grafana/i18n';
import { SETTINGS, settingsKind } from '../../domain/settings/settings';
import { resolvePrometheus } from '../../grafana/dataSources';
import { type RecordError } from '../../grafana/records/store';
import { type RequestError } from '../../grafana/request';
import { teamZone } from '../../grafana/settings';
import { textLanguage } from '../../grafana/user';
import { type SettingsView } from '../hooks/useSettings';
import { RequestFailure } from '../ui/RequestFailure';
import { recordTitle } from '../words/records';
import { verbatim } from '../words/verbatim';
import { DamagedRecord, RecordFailure } from './RecordFailure';

/** Why the team's settings cannot be read, and what holds until they can. */
export function SettingsFailure({ error, view }: { error: RequestError | RecordError; view: SettingsView }) {
  const { settings, stored, refetch } = view;
  const language = settings.documentLanguage ?? textLanguage();
  return (
    <section aria-label={t('settings.lost.label', 'Settings of the team')}>
      {error.kind === 'damaged' && stored ? (
        <DamagedRecord kind={settingsKind} stored={stored} />
      ) : error.kind === 'missing' ? (
        <RecordFailure kind={settingsKind} name={SETTINGS} error={error} onRetry={refetch} />
      ) : (
        <RequestFailure error={error} onRetry={refetch} what={recordTitle(settingsKind.kind, SETTINGS)} isSaidBeside />
      )}
      <p>
        {t(
          'settings.lost.until',
          'The settings of the team cannot be read. Until they can, this page follows: time zone {{zone}}, documents in {{language}}, Prometheus {{prometheus}}. Days, weeks and figures may differ from what the team sees otherwise.',
          verbatim({
            zone: teamZone(settings),
            language: language === 'fr' ? 'Français' : 'English',
            prometheus: resolvePrometheus(settings)?.name ?? '–',
          })
        )}
      </p>
    </section>
  );
}
