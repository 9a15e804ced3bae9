import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Stack, Text, useStyles2 } from '@grafana/ui';
import { POLICIES, policyLines } from '../../../domain/backup/defaults';
import { type BackupsRegister } from '../../../domain/backup/schema';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { frequencyWord, policyWord, retentionWord } from '../../../shared/words/backups';
import { useSendBackups } from '../data';

interface Props {
  elements: BackupsRegister['elements'];
  canWrite: boolean;
}

/** The policies to begin with, as long as none of their lines was taken over: offered, never assumed. */
export function Policies({ elements, canWrite }: Props) {
  const styles = useStyles2(getStyles);
  const language = useContentLanguage();
  const send = useSendBackups();
  const offered = POLICIES.map((policy) => ({ policy, lines: Object.entries(policyLines(policy, language)) })).filter(
    ({ lines }) => !lines.some(([key]) => Object.hasOwn(elements, key))
  );
  if (offered.length === 0) {
    return null;
  }
  return (
    <section aria-label={t('backups.policies.title', 'Policies to begin with')}>
      <Text element="h2" variant="h4">
        {t('backups.policies.title', 'Policies to begin with')}
      </Text>
      <Text element="p" color="secondary">
        {t(
          'backups.policies.text',
          'RTO 1 h, RPO 24 h, data before configuration before applications. Nothing is late before you adopt one; every line can be changed afterwards.'
        )}
      </Text>
      <div className={styles.grid}>
        {offered.map(({ policy, lines }) => (
          <div key={policy} className={styles.card}>
            <Stack direction="column" gap={1} alignItems="flex-start">
              <Text element="h3" variant="h5">
                {policyWord(policy)}
              </Text>
              <ul className={styles.lines}>
                {lines.map(([key, { name, frequency, retention, format, place }]) => (
                  <li key={key}>
                    {name}:{' '}
                    {[frequencyWord(frequency), retentionWord(retention), format ?? place].filter(Boolean).join(' / ')}
                  </li>
                ))}
              </ul>
              {canWrite && (
                <Button icon="plus" onClick={() => send({ type: 'adopt', policy, language })}>
                  {t('backups.policies.adopt', 'Adopt this policy')}
                </Button>
              )}
            </Stack>
          </div>
        ))}
      </div>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  grid: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))',
    gap: theme.spacing(2),
    marginTop: theme.spacing(1),
  }),
  card: css({
    padding: theme.spacing(2),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  lines: css({ paddingLeft: theme.spacing(2), margin: 0 }),
});
