import React from 'react';
import { css } from '@emotion/css';
import { t } from '@grafana/i18n';
import {
  Alert,
  Button,
  Combobox,
  Field,
  FieldSet,
  LoadingPlaceholder,
  Stack,
  TextLink,
  TimeZonePicker,
  useStyles2,
} from '@grafana/ui';
import { Controller, useForm } from 'react-hook-form';
import { SETTING_FIELDS, type SettingField } from '../../../domain/settings/settings';
import { dataSources, resolvePrometheus } from '../../../grafana/dataSources';
import { type Settings } from '../../../grafana/settings';
import { orgRole } from '../../../grafana/user';
import { useSettings } from '../../../shared/hooks/useSettings';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { useKeepInRecord, useSaveSettings } from '../data';

/** What the team chose: in its record, unless the plugin's own settings decide. */
export function TeamSettingsSection() {
  const { settings, fixed, stored, lost, isPending, error, refetch } = useSettings();
  const readOnly = useCanWrite('registers') === 'no';
  if (lost) {
    return null; // the page says why
  }
  if (error) {
    return <RequestFailure error={error} onRetry={refetch} what={t('setup.settings', 'Settings')} />;
  }
  if (isPending || !stored) {
    return <LoadingPlaceholder text="" />;
  }
  return (
    <>
      <ReadOnlyNotice folder="registers" />
      {fixed.length > 0 && <Fixed settings={settings} fixed={fixed} readOnly={readOnly} />}
      <SettingsForm settings={settings} fixed={fixed} readOnly={readOnly} />
    </>
  );
}

/** Grafana puts provisioned settings back at every start; those of an earlier version can move. */
function Fixed({ settings, fixed, readOnly }: FormProps) {
  const keep = useKeepInRecord();
  return (
    <Alert
      severity="info"
      title={t('setup.fixed.title', 'Decided by the settings of the plugin: {{fields}}', {
        fields: fixed.map(fieldName).join(', '),
        interpolation: { escapeValue: false },
      })}
    >
      <p>
        {t(
          'setup.fixed.text',
          'They are provisioned, or from an earlier version of Opsbook, and win over what is chosen here. Where they are provisioned they come back at every start of Grafana: change them in its files.'
        )}
      </p>
      {orgRole() === 'Admin' && !readOnly && (
        <Button size="sm" disabled={keep.isPending} onClick={() => keep.mutate({ settings, fixed })}>
          {t('setup.fixed.keep', 'Keep them in the record')}
        </Button>
      )}
    </Alert>
  );
}

function fieldName(field: SettingField): string {
  switch (field) {
    case 'prometheusUid':
      return t('setup.prometheus.label', 'Prometheus');
    case 'timeZone':
      return t('setup.zone.label', 'Team’s time zone');
    case 'documentLanguage':
      return t('setup.language.label', 'Language of documents');
  }
}

interface FormProps {
  settings: Settings;
  /** Decided elsewhere. */
  fixed: SettingField[];
  readOnly: boolean;
}

function SettingsForm({ settings, fixed, readOnly }: FormProps) {
  const save = useSaveSettings();
  const styles = useStyles2(getStyles);
  const { control, handleSubmit, formState } = useForm<Settings>({ values: settings });
  const sources = dataSources();
  const inUse = resolvePrometheus({}, sources);
  const isFixed = (field: SettingField) => readOnly || fixed.includes(field);
  const submit = (values: Settings) =>
    save.mutate(
      SETTING_FIELDS.flatMap((field): Array<[SettingField, string | undefined]> =>
        isFixed(field) || values[field] === settings[field] ? [] : [[field, values[field]]]
      )
    );
  return (
    <form onSubmit={handleSubmit(submit)}>
      <FieldSet label={t('setup.settings', 'Settings')} disabled={readOnly}>
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
                  width={40}
                  placeholder={inUse?.name}
                  disabled={isFixed('prometheusUid')}
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
                  <TimeZonePicker
                    inputId="setup-zone"
                    value={value ?? ''}
                    onChange={onChange}
                    disabled={isFixed('timeZone')}
                  />
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
                  width={40}
                  disabled={isFixed('documentLanguage')}
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
