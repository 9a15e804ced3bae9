import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Combobox, Field } from '@grafana/ui';
import { useIncidentHeads } from '../../../shared/incidents/useIncidentHeads';
import { useWindows } from '../../../shared/maintenance/useWindows';
import { useDraft } from '../../../shared/records/useDraft';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { TextAreaField } from '../../../shared/ui/TextField';
import { momentText } from '../../../shared/words/times';
import { useSendSecurity } from '../data';

const LAST_MONTHS = 120 * 86_400;
const MOST = 100;

/** Why something changed: the window or the incident that it belongs to, or a sentence. */
export function ExplainModal({ change, onClose }: { change: string; onClose: () => void }) {
  const send = useSendSecurity();
  const { windows } = useWindows();
  const [since] = useState(() => Date.now() / 1000 - LAST_MONTHS);
  const { incidents } = useIncidentHeads({ since });
  const [window, setWindow] = useState<string>();
  const [incident, setIncident] = useState<string>();
  const [words, setWords, clear] = useDraft(`security.explain.${change}`, '');
  const { wrong, settle, general } = useSettling(clear, onClose);
  return (
    <FormModal
      title={t('security.changes.explain-title', 'Why did this change?')}
      save={t('security.changes.save', 'Save')}
      onSave={() =>
        settle(
          send({
            type: 'explain',
            change,
            ...(words.trim() && { words }),
            ...(incident && { incident }),
            ...(window && { window }),
          })
        )
      }
      onClose={onClose}
      general={general}
    >
      <Field noMargin label={t('security.changes.window', 'Maintenance window')} htmlFor="explain-window">
        <Combobox
          id="explain-window"
          isClearable
          options={windows
            .slice(0, MOST)
            .map(({ name, title, start }) => ({ value: name, label: `${title} (${momentText(start)})` }))}
          value={window ?? null}
          onChange={(option) => setWindow(option?.value)}
        />
      </Field>
      <Field noMargin label={t('security.changes.incident', 'Incident')} htmlFor="explain-incident">
        <Combobox
          id="explain-incident"
          isClearable
          options={incidents
            .filter((head) => !head.private)
            .slice(0, MOST)
            .map(({ name, ref, title }) => ({ value: name, label: `${ref} ${title}` }))}
          value={incident ?? null}
          onChange={(option) => setIncident(option?.value)}
        />
      </Field>
      <TextAreaField
        id="explain-words"
        label={t('security.changes.words', 'Or in a sentence')}
        rows={3}
        value={words}
        onChange={setWords}
        {...wrong('words')}
      />
    </FormModal>
  );
}
