import React from 'react';
import { t } from '@grafana/i18n';
import { Combobox, Drawer, Field } from '@grafana/ui';
import { DEFAULT_CERTIFICATES, DEFAULT_PORTS, type SecuritySettings } from '../../../domain/security/register';
import { dataSources } from '../../../grafana/dataSources';
import { useDraft } from '../../../shared/records/useDraft';
import { useSettling } from '../../../shared/ui/FormModal';
import { Reasons } from '../../../shared/ui/Reasons';
import { TextField } from '../../../shared/ui/TextField';
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
        <TextField
          id="probes-ports"
          label={t('security.probes.ports', 'Ports that must be closed')}
          description={t('security.probes.ports-hint', 'PromQL, one series per port; above 0 means that it answers')}
          placeholder={DEFAULT_PORTS}
          value={form.ports}
          onChange={(ports) => set({ ports })}
          {...wrong('ports')}
        />
        <TextField
          id="probes-certificates"
          label={t('security.probes.certificates', 'Certificates')}
          description={t('security.probes.certificates-hint', 'PromQL, seconds until each certificate ends')}
          placeholder={DEFAULT_CERTIFICATES}
          value={form.certificates}
          onChange={(certificates) => set({ certificates })}
          {...wrong('certificates')}
        />
        <Field noMargin label={t('security.probes.audit-source', 'Audit logs are in')}>
          <Combobox
            id="probes-audit-source"
            isClearable
            options={dataSources('loki').map(({ uid, name }) => ({ label: name, value: uid }))}
            value={form.auditSource || null}
            onChange={(option) => set({ auditSource: option?.value ?? '' })}
          />
        </Field>
        <TextField
          id="probes-audit-expr"
          label={t('security.probes.audit-expr', 'Query that finds audit entries')}
          description={t('security.probes.audit-hint', 'LogQL; one entry of the last day is enough')}
          value={form.auditExpr}
          onChange={(auditExpr) => set({ auditExpr })}
          {...wrong('auditLogs.expr')}
        />
        <TextField
          id="probes-admins"
          label={t('security.probes.admins', 'Administrators, at most')}
          type="number"
          min={1}
          placeholder="3"
          value={form.maxAdmins}
          onChange={(maxAdmins) => set({ maxAdmins })}
          {...wrong('maxAdmins')}
        />
      </FormFrame>
    </Drawer>
  );
}
