import React from 'react';
import { t } from '@grafana/i18n';
import { EmptyState, LinkButton } from '@grafana/ui';
import { PLUGIN_BASE_URL } from '../../constants';
import { Page } from './Page';

export function NotFound() {
  return (
    <Page title={t('app.not-found.title', 'Not found')}>
      <EmptyState
        variant="not-found"
        message={t('app.not-found.text', 'There is no page at this address')}
        button={<LinkButton href={`${PLUGIN_BASE_URL}/home`}>{t('app.not-found.home', 'Go to Home')}</LinkButton>}
      />
    </Page>
  );
}
