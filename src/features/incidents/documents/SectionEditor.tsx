import React, { useEffect } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Button, Stack, Text, TextArea, useStyles2 } from '@grafana/ui';
import { wordingHints } from '../../../domain/incident/documents/hints';
import { type Incident } from '../../../domain/incident/kind';
import { sectionText } from '../../../domain/incident/rules';
import { type SectionKey } from '../../../domain/incident/schema';
import { useDraft } from '../../../shared/records/useDraft';
import { verbatim } from '../../../shared/words/verbatim';
import { Refused } from '../components/Refused';
import { tooLong } from '../limits';
import { useAct } from '../useAct';
import { hintText } from '../words';

/** Tells the page how to put a fact into this text; undefined when the editor closes. */
export type RegisterEditor = (section: SectionKey, insert: ((text: string) => void) | undefined) => void;

interface Props {
  section: SectionKey;
  label: string;
  incident: Incident;
  onClose: () => void;
  register?: RegisterEditor;
}

/** One text, edited on its own. When somebody else changed it meanwhile both texts are shown, and nothing is lost. */
export function SectionEditor({ section, label, incident, onClose, register }: Props) {
  const now = sectionText(incident, section);
  const { act, reasons } = useAct(incident.name);
  const [draft, setDraft, clear] = useDraft(
    `incident.${incident.name}.section.${section}`,
    { text: now, seen: now },
    { inTab: incident.private }
  );
  const moved = now !== draft.seen && now !== draft.text;
  const problem = tooLong(draft.text);
  useEffect(() => {
    register?.(section, (text) => {
      const before = draft.text.replace(/\s+$/, '');
      setDraft({ ...draft, text: before === '' ? text : `${before}\n${text}` });
    });
  }, [register, section, draft, setDraft]);
  useEffect(() => () => register?.(section, undefined), [register, section]);
  const hints = wordingHints(draft.text, CAUSES.includes(section) ? 'cause' : 'text', peopleOf(incident));

  const save = (seen: string) => {
    if (!problem && act({ type: 'setSection', section, to: draft.text.trim(), seen })) {
      clear();
      onClose();
    }
  };
  const leave = () => {
    clear();
    onClose();
  };

  return (
    <Stack direction="column" gap={1}>
      <TextArea
        aria-label={label}
        autoFocus
        rows={Math.min(Math.max(draft.text.split('\n').length + 1, 3), 20)}
        value={draft.text}
        invalid={problem !== undefined}
        onChange={({ currentTarget }) => setDraft({ ...draft, text: currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            save(draft.seen);
          }
        }}
      />
      {problem && <Text color="error">{problem}</Text>}
      {hints.map((hint) => (
        <Text key={hint.code + hint.word} color="warning" variant="bodySmall">
          ▲ {hintText(hint)}
        </Text>
      ))}
      {moved ? (
        <Both theirs={now} author={incident.sections[section]?.by.name} onMine={() => save(now)} onTheirs={leave} />
      ) : (
        <>
          <Refused reasons={reasons} />
          <Stack gap={1}>
            <Button size="sm" onClick={() => save(draft.seen)}>
              {t('incidents.save', 'Save')}
            </Button>
            <Button size="sm" variant="secondary" onClick={leave}>
              {t('incidents.cancel', 'Cancel')}
            </Button>
          </Stack>
        </>
      )}
    </Stack>
  );
}

const CAUSES: SectionKey[] = ['cause', 'trigger', 'factorsTechnical', 'factorsProcess', 'factorsHuman'];

function peopleOf({ roles, declaredBy }: Incident): string[] {
  return [declaredBy.name, ...Object.values(roles).map(({ person }) => person.name)];
}

interface BothProps {
  theirs: string;
  author: string | undefined;
  mine?: string;
  onMine: () => void;
  onTheirs: () => void;
}

/** Two texts for one place: the person chooses. */
export function Both({ theirs, author, mine, onMine, onTheirs }: BothProps) {
  const styles = useStyles2(getStyles);
  return (
    <Alert
      severity="warning"
      title={t(
        'incidents.section.moved',
        '{{author}} changed this text meanwhile',
        verbatim({
          author: author ?? t('incidents.section.somebody', 'Somebody'),
        })
      )}
    >
      <Stack direction="column" gap={1}>
        {mine !== undefined && (
          <>
            <Text weight="medium">{t('incidents.section.mine', 'Your text')}</Text>
            <pre className={styles.text}>{mine}</pre>
          </>
        )}
        <Text weight="medium">{t('incidents.section.theirs', 'The text now')}</Text>
        <pre className={styles.text}>{theirs || t('incidents.section.empty', '(empty)')}</pre>
        <Stack gap={1}>
          <Button size="sm" onClick={onMine}>
            {t('incidents.section.use-mine', 'Replace it with mine')}
          </Button>
          <Button size="sm" variant="secondary" onClick={onTheirs}>
            {t('incidents.section.keep-theirs', 'Keep theirs')}
          </Button>
        </Stack>
      </Stack>
    </Alert>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({
    whiteSpace: 'pre-wrap',
    wordBreak: 'normal',
    overflowWrap: 'anywhere',
    margin: 0,
    padding: theme.spacing(1),
  }),
});
