import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox, Drawer, Field, Input } from '@grafana/ui';
import { DEFAULT_CERTIFICATES, DEFAULT_PORTS, type SecuritySettings } from '../../../domain/security/register';
import { dataSources } from '../../../grafana/dataSources';
import { useDraft } from '../../../shared/records/useDraft';
import { useSettling } from '../../../shared/ui/FormModal';
import { Reasons } from '../../../shared/ui/Reasons';
import { useSendSecurity } from '../data';
import { FormFrame } from './FormFrame';

/** Which metrics and logs are taken as proof. */
export function ProbesDrawer({ settings, onClose }: { settings: SecuritySettings; onClose: () => void }) {
  const send = useSendSecurity();
  const [form, setForm, clear] = useDraft('security|probes', {
    ports: settings.ports ?? '',
    certificates: settings.certificates ?? '',
    auditSource: settings.auditLogs?.dataSource ?? '',
    auditExpr: settings.auditLogs?.expr ?? '',
    maxAdmins: settings.maxAdmins ? String(settings.maxAdmins) : '',
  });
  const done = () => {
    clear();
    onClose();
  };
  const { wrong, settle, reasons } = useSettling(done);
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  const save = () => {
    const { ports, certificates, auditSource, auditExpr, maxAdmins } = form;
    const admins = Math.round(Number(maxAdmins));
    settle(
      send({
        type: 'configure',
        settings: {
          ...(ports.trim() && { ports: ports.trim() }),
          ...(certificates.trim() && { certificates: certificates.trim() }),
          ...(auditSource && auditExpr.trim() && { auditLogs: { dataSource: auditSource, expr: auditExpr.trim() } }),
          ...(admins > 0 && { maxAdmins: admins }),
        },
      })
    );
  };
  return (
    <Drawer title={t('security.probes.title', 'Probes and queries')} onClose={onClose} size="sm">
      <FormFrame save={t('security.probes.save', 'Save')} onSave={save} onCancel={done}>
        {reasons.length > 0 && <Reasons title={t('security.item.refused', 'Not saved')} reasons={reasons} />}
        <Field
          noMargin
          label={t('security.probes.ports', 'Ports that must be closed')}
          description={t('security.probes.ports-hint', 'PromQL, one series per port; above 0 means that it answers')}
          {...wrong('ports')}
        >
          <Input
            id="probes-ports"
            placeholder={DEFAULT_PORTS}
            value={form.ports}
            onChange={(event) => set({ ports: event.currentTarget.value })}
          />
        </Field>
        <Field
          noMargin
          label={t('security.probes.certificates', 'Certificates')}
          description={t('security.probes.certificates-hint', 'PromQL, seconds until each certificate ends')}
          {...wrong('certificates')}
        >
          <Input
            id="probes-certificates"
            placeholder={DEFAULT_CERTIFICATES}
            value={form.certificates}
            onChange={(event) => set({ certificates: event.currentTarget.value })}
          />
        </Field>
        <Field noMargin label={t('security.probes.audit-source', 'Audit logs are in')}>
          <Combobox
            id="probes-audit-source"
            isClearable
            options={dataSources('loki').map(({ uid, name }) => ({ label: name, value: uid }))}
            value={form.auditSource || null}
            onChange={(option) => set({ auditSource: option?.value ?? '' })}
          />
        </Field>
        <Field
          noMargin
          label={t('security.probes.audit-expr', 'Query that finds audit entries')}
          description={t('security.probes.audit-hint', 'LogQL; one entry of the last day is enough')}
          {...wrong('auditLogs.expr')}
        >
          <Input
            id="probes-audit-expr"
            value={form.auditExpr}
            onChange={(event) => set({ auditExpr: event.currentTarget.value })}
          />
        </Field>
        <Field noMargin label={t('security.probes.admins', 'Administrators, at most')} {...wrong('maxAdmins')}>
          <Input
            id="probes-admins"
            type="number"
            min={1}
            placeholder="3"
            value={form.maxAdmins}
            onChange={(event) => set({ maxAdmins: event.currentTarget.value })}
          />
        </Field>
      </FormFrame>
    </Drawer>
  );
}
