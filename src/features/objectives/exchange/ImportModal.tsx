import React, { useId, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, Checkbox, Modal, useStyles2 } from '@grafana/ui';
import { type FoundSlo, type Mistake, readOpenSlo } from '../../../domain/objective/openSlo';
import { newKey } from '../../../domain/objective/register';
import { type Definition } from '../../../domain/objective/schema';
import { goodShare, isTimed } from '../../../domain/objective/state';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { newId } from '../../../grafana/ids';
import { notifySuccess } from '../../../grafana/notify';
import { formatShare, formatTarget, formatValue } from '../../../shared/objectives/format';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { useDraft } from '../../../shared/records/useDraft';
import { Bullets } from '../../../shared/ui/Bullets';
import { FileButton } from '../../../shared/ui/FileButton';
import { Reasons } from '../../../shared/ui/Reasons';
import { TextAreaField } from '../../../shared/ui/TextField';
import { indicatorKindName } from '../../../shared/words/objectives';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { verbatim } from '../../../shared/words/verbatim';
import { objectiveWindowName } from '../words';

/** Takes OpenSLO documents, shows what they would make and what is wrong with them, and saves only what is confirmed. */
export function ImportModal({ onClose }: { onClose: () => void }) {
  const styles = useStyles2(getStyles);
  const { record, objectives, send } = useObjectives();
  const [text, setText, clear] = useDraft('objectives.import', '');
  const [changed, setChanged] = useState<Record<string, boolean>>({});
  const [refused, setRefused] = useState<Reason[]>([]);
  const id = useId();
  const file = useMemo(() => readOpenSlo(text), [text]);
  const names = new Set(objectives.map(([, { name }]) => name));
  const makings = file.slos.flatMap(({ definition, line }, index) =>
    definition ? [{ key: `${line}/${index}`, definition, isKnown: names.has(definition.name) }] : []
  );
  const wanted = makings.filter(({ key, isKnown }) => changed[key] ?? !isKnown);

  const read = (next: string) => {
    setText(next);
    setChanged({});
    setRefused([]);
  };
  const save = () => {
    let register = record;
    for (const { definition } of wanted) {
      const key = register ? newKey(register, definition.name) : newId();
      const sent = send({ type: 'save', objective: key, definition });
      if (isRefused(sent)) {
        setRefused(sent.refused.reasons);
        return;
      }
      register = sent.ok;
    }
    notifySuccess(
      t('objectives.import.done', '', {
        defaultValue_one: '{{count}} objective was imported',
        defaultValue_other: '{{count}} objectives were imported',
        count: wanted.length,
      })
    );
    clear();
    onClose();
  };
  return (
    <Modal isOpen title={t('objectives.import.title', 'Import objectives from OpenSLO')} onDismiss={onClose}>
      <div className={styles.content}>
        {refused.length > 0 && <Reasons title={t('objectives.form.refused', 'This was not saved')} reasons={refused} />}
        <TextAreaField
          id={id}
          label={t('objectives.import.yaml', 'OpenSLO YAML')}
          description={t(
            'objectives.import.hint',
            'One document or several with “kind: SLO”, separated by “---”. Nothing is saved until you confirm.'
          )}
          className={styles.code}
          rows={8}
          spellCheck={false}
          value={text}
          onChange={read}
        />
        <div>
          <FileButton
            size="sm"
            label={t('objectives.import.file', 'OpenSLO file')}
            accept=".yaml,.yml,.json,application/yaml"
            onFile={(file) => void file.text().then(read)}
          >
            {t('objectives.import.choose', 'Choose a file')}
          </FileButton>
        </div>
        <div role="status" className={styles.content}>
          {makings.length > 0 && (
            <section aria-label={t('objectives.import.makes', 'What will be made')}>
              <h4>{t('objectives.import.makes', 'What will be made')}</h4>
              <ul className={styles.list}>
                {makings.map(({ key, definition, isKnown }) => (
                  <li key={key}>
                    <Checkbox
                      label={definition.name}
                      description={factsOf(definition)}
                      value={changed[key] ?? !isKnown}
                      onChange={({ currentTarget }) => setChanged({ ...changed, [key]: currentTarget.checked })}
                    />
                    {isKnown && (
                      <div className={styles.known}>
                        {t(
                          'objectives.import.known',
                          'There is an objective of this name already. Ticked, a second one is made.'
                        )}
                      </div>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Mistakes file={file.mistakes} slos={file.slos} />
          {file.ignored.length > 0 && (
            <div className={styles.note}>
              {t(
                'objectives.import.ignored',
                'Left out, since they hold no objective: {{kinds}}.',
                verbatim({ kinds: [...new Set(file.ignored.map(({ kind }) => kind))].join(', ') })
              )}
            </div>
          )}
        </div>
      </div>
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={onClose}>
          {t('objectives.cancel', 'Cancel')}
        </Button>
        <Button disabled={wanted.length === 0} onClick={save}>
          {t('objectives.import.confirm', '', {
            defaultValue_one: 'Import {{count}} objective',
            defaultValue_other: 'Import {{count}} objectives',
            count: wanted.length,
            interpolation: { escapeValue: false },
          })}
        </Button>
      </Modal.ButtonRow>
    </Modal>
  );
}

/** Each mistake with its line and its place in the document. */
function Mistakes({ file, slos }: { file: Mistake[]; slos: FoundSlo[] }) {
  const reasonText = useReasonText();
  const all = [
    ...file.map((mistake) => ({ mistake, name: '' })),
    ...slos.flatMap(({ name, mistakes }) => mistakes.map((mistake) => ({ mistake, name }))),
  ];
  if (all.length === 0) {
    return null;
  }
  return (
    <Alert severity="error" title={t('objectives.import.mistakes', 'What cannot be read')}>
      <Bullets>
        {all.map(({ mistake, name }) => (
          <li key={JSON.stringify([mistake, name])}>
            {t('objectives.import.line', 'Line {{line}}', verbatim({ line: mistake.line }))}
            {[name, mistake.path]
              .filter(Boolean)
              .map((part) => `, ${part}`)
              .join('')}
            {': '}
            {reasonText(mistake)}
          </li>
        ))}
      </Bullets>
    </Alert>
  );
}

function factsOf(definition: Definition): string {
  const { indicator, service, window, target, unit } = definition;
  const share = goodShare(definition);
  return [
    indicatorKindName(indicator.kind),
    isTimed(definition) && share !== undefined && target !== undefined
      ? t(
          'objectives.import.latency',
          '{{share}} within {{bound}}',
          verbatim({ share: formatShare(share), bound: formatValue(target, unit) })
        )
      : formatTarget(definition),
    objectiveWindowName(window),
    service,
  ]
    .filter(Boolean)
    .join(' · ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  content: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  code: css({ fontFamily: theme.typography.fontFamilyMonospace, whiteSpace: 'pre', overflowX: 'auto' }),
  list: css({ listStyle: 'none', li: { marginBottom: theme.spacing(1), overflowWrap: 'anywhere' } }),
  known: css({
    paddingLeft: theme.spacing(3),
    color: theme.colors.warning.text,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  note: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
