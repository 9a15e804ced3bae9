import React from 'react';
import { t } from '@grafana/i18n';
import { TextLink } from '@grafana/ui';
import { EXPORTERS } from '../../../domain/backup/exporters';
import { namesOf, presentIn } from '../../../domain/catalogue/look';
import { type MissingSeries } from '../../../domain/catalogue/propose';
import { type Language } from '../../../domain/text/language';
import { type Looked } from '../../../grafana/prometheus/look';
import { Bullets } from '../../../shared/ui/Bullets';
import { verbatim } from '../../../shared/words/verbatim';

interface Props {
  hasBackups: boolean;
  missing: MissingSeries[];
  looked: Looked;
  language: Language;
}

/** What was looked for and is not there, and what misleads about what is. */
export function WhatIsMissing({ hasBackups, missing, looked, language }: Props) {
  const present = presentIn(namesOf(looked));
  const unnamed = present.filter(({ key, services }) => services && (looked.found[key]?.services.length ?? 0) === 0);
  return (
    <>
      <details>
        <summary>
          {t(
            'setup.look.not-found',
            'Looked for and not found ({{number}})',
            verbatim({ number: missing.length + unnamed.length + (hasBackups ? 0 : 1) })
          )}
        </summary>
        <Bullets>
          {unnamed.map(({ key, name, services }) => (
            <li key={`unnamed ${key}`}>
              {t(
                'setup.look.unnamed',
                '{{name}}: no service was named by any of the labels {{labels}} of {{metric}}',
                verbatim({ name, labels: services?.labels.join(', ') ?? '', metric: services?.metric ?? '' })
              )}
            </li>
          ))}
          {!hasBackups && (
            <li>
              {t(
                'setup.look.no-backups',
                'Backups: no metric called {{metrics}}',
                verbatim({
                  metrics: Object.values(EXPORTERS)
                    .map(({ success }) => success[0].metric)
                    .join(', '),
                })
              )}
            </li>
          )}
          {missing.map(({ exporter, lacking }) => (
            <li key={exporter.key}>
              <TextLink href={exporter.source} external inline>
                {exporter.name}
              </TextLink>
              {': '}
              {lacking
                ? t('setup.look.lacking', 'there, but without {{metrics}}', verbatim({ metrics: lacking.join(', ') }))
                : t(
                    'setup.look.no-sign',
                    'no metric called {{metrics}}',
                    verbatim({ metrics: exporter.signs.join(', ') })
                  )}
            </li>
          ))}
        </Bullets>
      </details>
      {present.length > 0 && (
        <details>
          <summary>{t('setup.look.traps', 'What its metrics mean, and what misleads')}</summary>
          {present.map(({ key, name, means, traps }) => (
            <section key={key} aria-label={name}>
              <strong>{name}</strong>
              <Bullets>
                {Object.entries(means).map(([metric, words]) => (
                  <li key={metric}>
                    <code>{metric}</code>: {words[language]}
                  </li>
                ))}
                {traps.map((words) => (
                  <li key={words.en}>⚠ {words[language]}</li>
                ))}
              </Bullets>
            </section>
          ))}
        </details>
      )}
    </>
  );
}
