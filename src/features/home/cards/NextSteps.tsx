import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import { PLUGIN_BASE_URL } from '../../../constants';
import { StartEmptyButton, TakeExamples } from '../../../shared/start/ExamplesButton';
import { LOOK_PATH, SETUP_PATH } from '../../../shared/start/paths';
import { StateMark } from '../../../shared/ui/StateMark';
import { type FirstSteps } from '../data/steps';

/** The three next steps of a new team, until they are done or it began with nothing on purpose. */
export function NextSteps({ steps: { hasFolders, hasObjectives, hasPlan, begun, mayWrite } }: { steps: FirstSteps }) {
  const styles = useStyles2(getStyles);
  return (
    <section aria-label={t('home.steps.title', 'Three steps to begin with')} className={styles}>
      <Text element="h2" variant="h4">
        {t('home.steps.title', 'Three steps to begin with')}
      </Text>
      <ol>
        <Step isDone={hasFolders} href={`${SETUP_PATH}?step=folders`}>
          {t('home.steps.folders', 'Make the folders of the records, and choose who writes there')}
        </Step>
        <Step isDone={hasObjectives} href={LOOK_PATH}>
          {t('home.steps.look', 'Look what your Prometheus has: services and objectives that measure them')}
        </Step>
        <Step isDone={hasPlan} href={`${PLUGIN_BASE_URL}/maintenance/plan`}>
          {t('home.steps.plan', 'Plan what comes back: maintenance and its checklist')}
        </Step>
      </ol>
      {!mayWrite && (
        <Text color="secondary">
          {t(
            'home.steps.ask',
            'You may only read here: ask an administrator of this Grafana, or an editor, to take these steps.'
          )}
        </Text>
      )}
      {mayWrite && !begun && !hasObjectives && !hasPlan && (
        <Stack gap={1} wrap="wrap">
          <TakeExamples of="all" variant="secondary" />
          <StartEmptyButton />
        </Stack>
      )}
    </section>
  );
}

function Step({ isDone, href, children }: { isDone: boolean; href: string; children: string }) {
  return (
    <li>
      <StateMark
        mark={isDone ? 'good' : 'neutral'}
        label={isDone ? t('home.steps.done', 'done') : t('home.steps.open', 'to do')}
      />{' '}
      <TextLink href={href}>{children}</TextLink>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({ marginBottom: theme.spacing(2), ol: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(3) } });
