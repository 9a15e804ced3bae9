import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, ConfirmModal, EmptyState, LinkButton, LoadingPlaceholder, Stack, useStyles2 } from '@grafana/ui';
import { useParams } from 'react-router-dom';
import { type Service, SERVICES, servicesKind } from '../../../domain/services/services';
import { RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { SERVICES_PATH } from '../../../shared/services/paths';
import { useServices } from '../../../shared/services/useServices';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { Reasons } from '../../../shared/ui/Reasons';
import { verbatim } from '../../../shared/words/verbatim';
import { AboutFields, AnnotateField, LinkFields, MeasuringFields } from '../form/ServiceFields';
import { useServiceForm } from '../form/useServiceForm';

export function ServiceFormPage() {
  const { key } = useParams();
  const { record, error, isPending, refetch } = useServices();
  const mayWrite = useCanWrite('registers') !== 'no';
  const service = key === undefined ? undefined : record?.services[key];
  const title =
    key === undefined
      ? t('services.new', 'New service')
      : t('services.edit', 'Change {{name}}', verbatim({ name: service?.name ?? key }));
  return (
    <Page title={title} parent={{ text: t('services.title', 'Services'), url: SERVICES_PATH }}>
      {error ? (
        <RecordFailure kind={servicesKind} name={SERVICES} error={error} onRetry={refetch} />
      ) : isPending || !record ? (
        <LoadingPlaceholder text={t('services.loading', 'Loading the services…')} />
      ) : !mayWrite ? (
        <ReadOnlyNotice folder="registers" />
      ) : key !== undefined && !service ? (
        <EmptyState variant="not-found" message={t('services.missing', 'There is no such service')}>
          <LinkButton href={SERVICES_PATH}>{t('services.all', 'All services')}</LinkButton>
        </EmptyState>
      ) : (
        <ServiceForm key={key ?? ''} serviceKey={key} service={service} />
      )}
    </Page>
  );
}

function ServiceForm({ serviceKey: key, service }: { serviceKey?: string; service?: Service }) {
  const styles = useStyles2(getStyles);
  const form = useServiceForm(key, service);
  const { loose } = form;
  const [isRemoving, setRemoving] = useState(false);
  return (
    <>
      <form onSubmit={form.save} noValidate className={styles.form}>
        <Stack direction="column" gap={2}>
          {loose.length > 0 && <Reasons title={t('services.form.refused', 'This was not saved')} reasons={loose} />}
          <AboutFields {...form} />
          <MeasuringFields {...form} />
          <LinkFields {...form} />
          <AnnotateField {...form} name={key} />
          <Stack gap={1} wrap="wrap">
            <Button type="submit">{t('services.form.save', 'Save service')}</Button>
            <LinkButton variant="secondary" fill="outline" href={SERVICES_PATH}>
              {t('services.cancel', 'Cancel')}
            </LinkButton>
            {key !== undefined && (
              <Button type="button" variant="destructive" fill="outline" onClick={() => setRemoving(true)}>
                {t('services.form.remove', 'Remove service')}
              </Button>
            )}
          </Stack>
        </Stack>
      </form>
      <ConfirmModal
        isOpen={isRemoving}
        title={t('services.form.remove', 'Remove service')}
        body={t(
          'services.form.remove-text',
          'Incidents keep its name. Its objectives, labels and links are no longer offered.'
        )}
        confirmText={t('services.form.remove-now', 'Remove')}
        onConfirm={() => {
          setRemoving(false);
          form.remove();
        }}
        onDismiss={() => setRemoving(false)}
      />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ maxWidth: theme.spacing(100) }),
});
