import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ClipboardButton, RadioButtonGroup, Stack, Text, useStyles2 } from '@grafana/ui';
import { type MaintenanceWindow } from '../../../domain/maintenance/windows/schema';
import { WINDOW_TEXTS, type WindowText, windowText } from '../../../domain/maintenance/windows/texts';
import { type Language } from '../../../domain/text/language';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { useTeamZone } from '../../../shared/hooks/useSettings';

/** What is told to those concerned, in either language, ready to copy. */
export function Announcements({ record }: { record: MaintenanceWindow }) {
  const styles = useStyles2(getStyles);
  const own = useContentLanguage();
  const zone = useTeamZone();
  const [chosen, setChosen] = useState<Language>();
  const language = chosen ?? own;
  return (
    <section aria-label={t('windows.texts.title', 'Texts to send')}>
      <Stack direction="column" gap={1}>
        <Stack justifyContent="space-between" alignItems="center" wrap="wrap">
          <Text element="h2" variant="h4">
            {t('windows.texts.title', 'Texts to send')}
          </Text>
          <RadioButtonGroup
            size="sm"
            aria-label={t('windows.texts.language', 'Language of the texts')}
            options={[
              { label: t('windows.texts.english', 'English'), value: 'en' as const },
              { label: t('windows.texts.french', 'French'), value: 'fr' as const },
            ]}
            value={language}
            onChange={setChosen}
          />
        </Stack>
        {WINDOW_TEXTS.map((kind) => {
          const text = windowText(kind, record, language, zone);
          return (
            <section key={kind} aria-label={textName(kind)}>
              <Stack justifyContent="space-between" alignItems="center">
                <Text element="h3" variant="h5">
                  {textName(kind)}
                </Text>
                <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => text}>
                  {t('windows.texts.copy', 'Copy')}
                </ClipboardButton>
              </Stack>
              <pre className={styles.text} lang={language} tabIndex={0}>
                {text}
              </pre>
            </section>
          );
        })}
      </Stack>
    </section>
  );
}

function textName(kind: WindowText): string {
  switch (kind) {
    case 'announce':
      return t('windows.texts.announce', 'To announce it');
    case 'remind':
      return t('windows.texts.remind', 'To remind of it');
    case 'cancel':
      return t('windows.texts.cancel', 'To cancel it');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({
    whiteSpace: 'pre-wrap',
    wordBreak: 'normal', // Grafana's own style breaks anywhere
    overflowWrap: 'anywhere',
    fontFamily: theme.typography.fontFamily,
    fontSize: theme.typography.body.fontSize,
    margin: theme.spacing(0.5, 0),
  }),
});
