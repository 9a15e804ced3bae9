import React from 'react';
import { css } from '@emotion/css';
import { t, Trans } from '@grafana/i18n';
import {
  Alert,
  Button,
  Combobox,
  Field,
  FieldSet,
  LoadingPlaceholder,
  Stack,
  Text,
  TextLink,
  TimeZonePicker,
  useStyles2,
} from '@grafana/ui';
import { Controller, useForm } from 'react-hook-form';
import { dataSources, resolvePrometheus } from '../../../grafana/dataSources';
import { ROOT_FOLDER } from '../../../grafana/records/folders';
import { type Settings } from '../../../grafana/settings';
import { orgRole } from '../../../grafana/user';
import { useSettings } from '../../../shared/hooks/useSettings';
import { PrivateAccess } from '../../../shared/privacy/PrivateAccess';
import { usePrivateFolder } from '../../../shared/privacy/usePrivateFolder';
import { LegacyStorageNotice } from '../../../shared/records/LegacyStorageNotice';
import { MakeFolders } from '../../../shared/records/MakeFolders';
import { SERVICES_PATH } from '../../../shared/services/paths';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { Page } from '../../../shared/ui/Page';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { ForgetBrowser } from '../browser/ForgetBrowser';
import { useFolderTree, useSaveSettings } from '../data';

export function SetupPage() {
  const { settings, isPending, error } = useSettings();
  const isAdmin = orgRole() === 'Admin';
  return (
    <Page title={t('setup.title', 'Setup')}>
      <Stack direction="column" gap={3}>
        <LegacyStorageNotice />
        <Folders />
        <PrivateIncidents />
        <Services />
        <ForgetBrowser />
        {error && <RequestFailure error={error} what={t('setup.settings', 'Settings')} />}
        {isPending ? <LoadingPlaceholder text="" /> : <SettingsForm settings={settings} readOnly={!isAdmin} />}
      </Stack>
    </Page>
  );
}

function Folders() {
  const { exists, error } = useFolderTree();
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
      {exists === true && (
        <TextLink href={`/dashboards/f/${ROOT_FOLDER.uid}`}>
          {t('setup.folders.open', 'Open the folder and its permissions')}
        </TextLink>
      )}
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

function SettingsForm({ settings, readOnly }: { settings: Settings; readOnly: boolean }) {
  const save = useSaveSettings();
  const styles = useStyles2(getStyles);
  const { control, handleSubmit, formState } = useForm<Settings>({ defaultValues: settings });
  const sources = dataSources();
  const inUse = resolvePrometheus({}, sources);
  return (
    <form onSubmit={handleSubmit((values) => save.mutate(values))}>
      <FieldSet label={t('setup.settings', 'Settings')} disabled={readOnly}>
        {readOnly && (
          <Alert severity="info" title={t('setup.read-only', 'Only organization admins can change these settings')} />
        )}
        <Stack direction="column" gap={2}>
          <Field
            noMargin
            htmlFor="setup-prometheus"
            label={t('setup.prometheus.label', 'Prometheus')}
            description={t(
              'setup.prometheus.description',
              'Asked by objectives and checklists. Without a choice, the default data source.'
            )}
          >
            <Controller
              control={control}
              name="prometheusUid"
              render={({ field: { value, onChange } }) => (
                <Combobox
                  id="setup-prometheus"
                  isClearable
                  width={50}
                  placeholder={inUse?.name}
                  disabled={readOnly}
                  value={value ?? null}
                  options={sources.map(({ uid, name }) => ({ value: uid, label: name }))}
                  onChange={(option) => onChange(option?.value)}
                />
              )}
            />
          </Field>
          {sources.length === 0 && (
            <Alert
              severity="warning"
              title={t('setup.prometheus.none', 'This organization has no Prometheus data source')}
            >
              <TextLink href="/connections/datasources/prometheus">{t('setup.prometheus.add', 'Add one')}</TextLink>
            </Alert>
          )}
          <Field
            noMargin
            htmlFor="setup-zone"
            label={t('setup.zone.label', 'Team’s time zone')}
            description={t(
              'setup.zone.description',
              'Weeks and due times follow it. Without a choice, each person’s own.'
            )}
          >
            <Controller
              control={control}
              name="timeZone"
              render={({ field: { value, onChange } }) => (
                <div className={styles.narrow}>
                  <TimeZonePicker inputId="setup-zone" value={value ?? ''} onChange={onChange} disabled={readOnly} />
                </div>
              )}
            />
          </Field>
          <Field
            noMargin
            htmlFor="setup-language"
            label={t('setup.language.label', 'Language of documents')}
            description={t(
              'setup.language.description',
              'For reports, tickets and reviews. Each export can still be made in the other one.'
            )}
          >
            <Controller
              control={control}
              name="documentLanguage"
              render={({ field: { value, onChange } }) => (
                <Combobox
                  id="setup-language"
                  width={50}
                  disabled={readOnly}
                  value={value ?? 'en'}
                  options={[
                    { value: 'en' as const, label: 'English' },
                    { value: 'fr' as const, label: 'Français' },
                  ]}
                  onChange={(option) => onChange(option.value)}
                />
              )}
            />
          </Field>
          {!readOnly && (
            <div>
              <Button type="submit" disabled={save.isPending || !formState.isDirty}>
                {t('setup.save', 'Save')}
              </Button>
            </div>
          )}
        </Stack>
      </FieldSet>
    </form>
  );
}

const getStyles = () => ({ narrow: css({ maxWidth: 400 }) });
