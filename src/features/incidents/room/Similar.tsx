import React, { useMemo } from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { type Incident } from '../../../domain/incident/kind';
import { sectionText } from '../../../domain/incident/rules';
import { similarTo } from '../../../domain/incident/similar';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { percentText } from '../../../shared/words/numbers';
import { verbatim } from '../../../shared/words/verbatim';
import { useIncidents } from '../data/incidents';
import { incidentPath } from '../paths';

/** Earlier incidents that resemble this one, with what they have in common. */
export function Similar({ incident }: { incident: Incident }) {
  const { incidents } = useIncidents();
  const { name, title, services, alerts } = incident;
  const summary = sectionText(incident, 'summary');
  const cause = sectionText(incident, 'cause');
  const similar = useMemo(
    () =>
      similarTo(
        { name, title, summary, cause, serviceTags: Object.keys(services), alerts: Object.keys(alerts ?? {}) },
        incidents
      ),
    [name, title, summary, cause, services, alerts, incidents]
  );
  if (similar.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="incident-similar">
      <Text element="h2" variant="h5">
        <span id="incident-similar">{t('incidents.similar.title', 'Similar incidents')}</span>
      </Text>
      {similar.map(({ head, score, words, services: shared, sameAlert }) => (
        <div key={head.name}>
          <InternalLink to={incidentPath(head.name)}>
            {head.ref} {head.title}
          </InternalLink>{' '}
          <Text color="secondary" variant="bodySmall">
            {[
              percentText(score, 0),
              shared.length > 0 &&
                t('incidents.similar.services', 'services {{names}}', verbatim({ names: shared.join(', ') })),
              sameAlert && t('incidents.similar.alert', 'same alert rule'),
              words.length > 0 &&
                t('incidents.similar.words', 'words {{words}}', verbatim({ words: words.slice(0, 5).join(', ') })),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
      ))}
    </section>
  );
}
