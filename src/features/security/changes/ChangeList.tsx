import React, { lazy, Suspense, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Text, useStyles2 } from '@grafana/ui';
import { incidentPath } from '../../../shared/incidents/paths';
import { windowPath } from '../../../shared/maintenance/paths';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { StateMark } from '../../../shared/ui/StateMark';
import { labelled } from '../../../shared/words/labelled';
import { verbatim } from '../../../shared/words/verbatim';
import { auditChangeText, auditedName, leftText } from '../words/changes';
import { type ConfigurationChanges } from './useChanges';

const ExplainModal = lazy(() => import('./ExplainModal').then((m) => ({ default: m.ExplainModal })));

/** Each change with why it came: what nobody explained is open. */
export function ChangeList({ found, canWrite }: { found: ConfigurationChanges; canWrite: boolean }) {
  const styles = useStyles2(getStyles);
  const [asked, setAsked] = useState<string>();
  const { changes, open, uncompared, left } = found;
  return (
    <>
      <p>
        {changes.length === 0
          ? t('security.changes.none', 'Nothing changed.')
          : t('security.changes.count', '', {
              count: changes.length,
              open,
              defaultValue_one: '{{count}} change, {{open}} not explained',
              defaultValue_other: '{{count}} changes, {{open}} not explained',
              interpolation: { escapeValue: false },
            })}
      </p>
      {uncompared.length > 0 && (
        <Text color="secondary" element="p">
          {t(
            'security.changes.uncompared',
            'Not compared, since it was not seen both times: {{what}}',
            verbatim({ what: uncompared.map(auditedName).join(', ') })
          )}
        </Text>
      )}
      {left.length > 0 && (
        <Text color="secondary" element="p">
          {t(
            'security.changes.left',
            'Not looked at, so not compared: {{what}}',
            verbatim({ what: left.map(({ of, count }) => leftText(of, count)).join(', ') })
          )}
        </Text>
      )}
      {changes.length > 0 && (
        <ul className={styles}>
          {changes.map(({ change, key, explanation, explained }) => (
            <li key={key}>
              <StateMark
                mark={explanation ? 'good' : 'warning'}
                label={
                  explanation
                    ? t('security.changes.explained', 'explained')
                    : t('security.changes.open', 'not explained')
                }
              />{' '}
              <Text weight="medium">{labelled(auditedName(change.of), change.name)}</Text> {auditChangeText(change)}
              {explained && <div>{explained}</div>}
              {explanation?.incident && (
                <InternalLink to={incidentPath(explanation.incident)}>
                  {explanation.incident.toUpperCase()}
                </InternalLink>
              )}{' '}
              {explanation?.window?.startsWith('win-') && (
                <InternalLink to={windowPath(explanation.window)}>
                  {t('security.changes.window', 'Maintenance window')}
                </InternalLink>
              )}
              {canWrite && (
                <Button
                  size="sm"
                  variant="secondary"
                  fill="text"
                  aria-label={t(
                    'security.changes.explain-of',
                    'Explain: {{name}}, {{change}}',
                    verbatim({ name: change.name, change: auditChangeText(change) })
                  )}
                  onClick={() => setAsked(key)}
                >
                  {t('security.changes.explain', 'Explain…')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {asked !== undefined && (
        <Suspense fallback={null}>
          <ExplainModal change={asked} onClose={() => setAsked(undefined)} />
        </Suspense>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    listStyle: 'none',
    margin: 0,
    li: {
      padding: theme.spacing(0.5, 0),
      borderTop: `1px solid ${theme.colors.border.weak}`,
      overflowWrap: 'anywhere',
    },
  });
