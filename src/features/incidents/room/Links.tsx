import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Combobox, Field, Text, useStyles2 } from '@grafana/ui';
import { type Incident } from '../../../domain/incident/kind';
import { linkSchema, type Link } from '../../../domain/incident/schema';
import { safeUrl } from '../../../domain/record/limits';
import { useDraft } from '../../../shared/records/useDraft';
import { FormModal } from '../../../shared/ui/FormModal';
import { RecordLink } from '../../../shared/ui/RecordLink';
import { RemoveButton } from '../../../shared/ui/RemoveButton';
import { TextField } from '../../../shared/ui/TextField';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { verbatim } from '../../../shared/words/verbatim';
import { Refused } from '../components/Refused';
import { tooLong } from '../limits';
import { useAct } from '../useAct';

interface Props {
  incident: Incident;
  mayWrite: boolean;
}

function linkKindName(kind: Link['kind']): string {
  switch (kind) {
    case 'log':
      return t('incidents.link.log', 'Log');
    case 'screenshot':
      return t('incidents.link.screenshot', 'Screenshot');
    case 'runbook':
      return t('incidents.link.runbook', 'Runbook');
    case 'dashboard':
      return t('incidents.link.dashboard', 'Dashboard');
    case 'chat':
      return t('incidents.link.chat', 'Chat');
    case 'other':
      return t('incidents.link.other', 'Other');
  }
}

/** Attachments are links: logs, pictures, dashboards, the chat. */
export function Links({ incident, mayWrite }: Props) {
  const styles = useStyles2(getStyles);
  const { act } = useAct(incident.name);
  const [isAdding, setAdding] = useState(false);
  const links = Object.entries(incident.links ?? {});
  if (links.length === 0 && !mayWrite) {
    return null;
  }
  return (
    <section aria-labelledby="incident-links">
      <Text element="h2" variant="h5">
        <span id="incident-links">{t('incidents.field.links', 'Links')}</span>
      </Text>
      <ul className={styles.list}>
        {links.map(([id, { title, url, kind }]) => (
          <li key={id}>
            {linkKindName(kind)}: <RecordLink url={url}>{title}</RecordLink>
            {mayWrite && (
              <RemoveButton
                label={t('incidents.link.remove', 'Remove “{{title}}”', verbatim({ title }))}
                what={url}
                onRemove={() => act({ type: 'removeLink', link: id })}
              />
            )}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <Button size="sm" variant="secondary" fill="text" icon="plus" onClick={() => setAdding(true)}>
          {t('incidents.link.add', 'Link…')}
        </Button>
      )}
      {isAdding && <LinkDialog incident={incident} onClose={() => setAdding(false)} />}
    </section>
  );
}

function LinkDialog({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  const reasonText = useReasonText();
  const { act, reasons } = useAct(incident.name);
  const [{ title, url }, setTexts, clear] = useDraft(
    `incident.${incident.name}.link`,
    { title: '', url: '' },
    { inTab: incident.private }
  );
  const [kind, setKind] = useState<Link['kind']>('log');
  const titleProblem = tooLong(title, 200);
  const badUrl = url.trim() !== '' && !safeUrl.safeParse(url.trim()).success;
  const add = () => {
    if (act({ type: 'addLink', link: { title: title.trim() || url.trim().slice(0, 200), url: url.trim(), kind } })) {
      clear();
      onClose();
    }
  };
  return (
    <FormModal
      title={t('incidents.link.new', 'New link')}
      save={t('incidents.link.save', 'Add the link')}
      isDisabled={!url.trim() || badUrl || titleProblem !== undefined}
      onSave={add}
      onClose={onClose}
    >
      <Refused reasons={reasons} />
      <TextField
        id="link-url"
        required
        label={t('incidents.link.url', 'Address')}
        invalid={badUrl}
        error={reasonText({ code: 'badLink' })}
        autoFocus
        placeholder="https://"
        value={url}
        onChange={(url) => setTexts({ title, url })}
      />
      <TextField
        id="link-title"
        label={t('incidents.link.title', 'What it is')}
        invalid={titleProblem !== undefined}
        error={titleProblem}
        value={title}
        onChange={(title) => setTexts({ title, url })}
      />
      <Field noMargin label={t('incidents.link.kind', 'Kind')} htmlFor="link-kind">
        <Combobox
          id="link-kind"
          options={linkSchema.shape.kind.options.map((value) => ({ value, label: linkKindName(value) }))}
          value={kind}
          onChange={({ value }) => setKind(value)}
        />
      </Field>
    </FormModal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, overflowWrap: 'anywhere' }),
});
