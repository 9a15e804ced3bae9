import React, { lazy, Suspense } from 'react';
import { t, Trans } from '@grafana/i18n';
import { Alert, Stack, Text, TextLink } from '@grafana/ui';
import { ROOT_FOLDER } from '../../../grafana/records/folders';
import { PrivateAccess } from '../../../shared/privacy/PrivateAccess';
import { usePrivateFolder } from '../../../shared/privacy/usePrivateFolder';
import { LegacyStorageNotice } from '../../../shared/records/LegacyStorageNotice';
import { MakeFolders } from '../../../shared/records/MakeFolders';
import { SERVICES_PATH } from '../../../shared/services/paths';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { Page } from '../../../shared/ui/Page';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { verbatim } from '../../../shared/words/verbatim';
import { ForgetBrowser } from '../browser/ForgetBrowser';
import { useFolderTree, useManagedFolders } from '../data';
import { LookStep } from '../look/LookStep';
import { PastStep } from '../past/PastStep';
import { TeamSettingsSection } from '../settings/TeamSettingsSection';
import { Begin } from '../steps/Begin';
import { SetupStepCard } from '../steps/SetupStepCard';
import { Environment } from '../who/Environment';
import { Who } from '../who/Who';

// with the plan of maintenance
const MovePlanZone = lazy(() =>
  import('../../../shared/maintenance/MovePlanZone').then((m) => ({ default: m.MovePlanZone }))
);
// with the domain of all that has deadlines
const Reminders = lazy(() => import('../reminders/ReminderSettings').then((m) => ({ default: m.ReminderSettings })));

export function SetupPage() {
  return (
    <Page title={t('setup.title', 'Setup')}>
      <Stack direction="column" gap={3}>
        <LegacyStorageNotice />
        <Begin />
        <SetupStepCard step="folders">
          <Folders />
          <Environment />
        </SetupStepCard>
        <SetupStepCard step="look">
          <LookStep />
        </SetupStepCard>
        <SetupStepCard step="past">
          <PastStep />
        </SetupStepCard>
        <PrivateIncidents />
        <Services />
        <ForgetBrowser />
        <TeamSettingsSection />
        <Suspense fallback={null}>
          <MovePlanZone />
        </Suspense>
        <Suspense fallback={null}>
          <Reminders />
        </Suspense>
      </Stack>
    </Page>
  );
}

function Folders() {
  const { exists, error } = useFolderTree();
  const { data: managed = [] } = useManagedFolders();
  return (
    <section>
      <Text element="h2" variant="h4">
        {t('setup.folders.title', 'Where records live')}
      </Text>
      <p>
        <Trans i18nKey="setup.folders.text">
          Every record is a dashboard in the folder “Opsbook”. Whoever has Edit on that folder writes records, Viewers
          too; its permissions decide, nothing else.
        </Trans>
      </p>
      {error && <RequestFailure error={error} what={t('setup.folders.what', 'Folders')} />}
      {managed.length > 0 && (
        <Alert
          severity="error"
          title={t(
            'setup.folders.managed',
            'Managed by something else: {{folders}}',
            verbatim({ folders: managed.map(({ title, manager }) => `${title} (${manager})`).join(', ') })
          )}
        >
          {t(
            'failures.managed-folder.advice',
            'Grafana takes nothing there that does not come from its repository or files. Use folders that are not managed for Opsbook. What you typed is kept.'
          )}
        </Alert>
      )}
      {exists === true && (
        <TextLink href={`/dashboards/f/${ROOT_FOLDER.uid}`}>
          {t('setup.folders.open', 'Open the folder and its permissions')}
        </TextLink>
      )}
      {exists === true && <Who />}
      {exists === false && <MakeFolders />}
    </section>
  );
}

function PrivateIncidents() {
  const { data } = usePrivateFolder();
  return (
    <section>
      <Text element="h2" variant="h4">
        {t('setup.private.title', 'Private incidents')}
      </Text>
      <p>
        {data?.state === 'missing'
          ? t(
              'setup.private.missing',
              'They get a folder of their own, “Private incidents”, made when the first one is declared.'
            )
          : t('setup.private.text', 'They are kept in a folder of their own, whose permissions decide.')}
      </p>
      <PrivateAccess />
    </section>
  );
}

function Services() {
  return (
    <section>
      <Text element="h2" variant="h4">
        {t('setup.services.title', 'Services')}
      </Text>
      <p>
        {t(
          'setup.services.text',
          'What incidents can be about: who owns it, which objectives measure it, where its dashboards and runbooks are.'
        )}
      </p>
      <InternalLink to={SERVICES_PATH}>{t('setup.services.open', 'Open the services')}</InternalLink>
    </section>
  );
}
