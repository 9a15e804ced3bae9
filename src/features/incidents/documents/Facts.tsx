import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Dropdown, Menu, Text, useStyles2 } from '@grafana/ui';
import { type InsertableFact, insertableFacts } from '../../../domain/incident/documents/insertable';
import { type Incident } from '../../../domain/incident/kind';
import { type SectionKey } from '../../../domain/incident/schema';
import { type Language } from '../../../domain/text/language';
import { verbatim } from '../../../shared/words/verbatim';
import { PeopleOnly, usePeopleOnly } from '../components/PeopleOnly';

/** What a dragged fact is called, so that other things dropped on a section stay what they are. */
export const FACT = 'application/x-opsbook-fact';

interface Props {
  incident: Incident;
  language: Language;
  sections: Array<{ section: SectionKey; label: string }>;
  /** The text that is being written; a click then goes there. */
  active: SectionKey | undefined;
  onInsert: (section: SectionKey, text: string) => void;
}

/** What is known already, to be clicked or dragged into a section. */
export function Facts({ incident, language, sections, active, onInsert }: Props) {
  const styles = useStyles2(getStyles);
  const { isOn } = usePeopleOnly();
  const all = useMemo(() => insertableFacts(incident, language), [incident, language]);
  const facts = isOn ? all.filter(({ byPeople }) => byPeople) : all;
  const target = sections.find(({ section }) => section === active);
  const groups: Array<[InsertableFact['kind'], string]> = [
    ['entry', t('incidents.timeline', 'Timeline')],
    ['evidence', t('incidents.facts.evidence', 'Evidence')],
    ['action', t('incidents.tab.actions', 'Actions')],
  ];
  return (
    <section className={styles.facts} aria-label={t('incidents.facts.title', 'Facts')}>
      <Text element="h3" variant="h5">
        {t('incidents.facts.title', 'Facts')}
      </Text>
      <Text color="secondary" variant="bodySmall" element="p">
        {target
          ? t('incidents.facts.into', 'A click adds to “{{section}}”.', verbatim({ section: target.label }))
          : t('incidents.facts.help', 'Click one or drag it into a section.')}
      </Text>
      <PeopleOnly />
      {facts.length === 0 && <Text color="secondary">{t('incidents.facts.none', 'Nothing is written down yet.')}</Text>}
      {groups.map(([kind, name]) => {
        const own = facts.filter((fact) => fact.kind === kind);
        return own.length > 0 ? (
          <section key={kind}>
            <Text element="h4" variant="h6">
              {name}
            </Text>
            <ul className={styles.list}>
              {own.map((fact) => (
                <li key={fact.id}>
                  <FactButton fact={fact} sections={sections} active={target?.section} onInsert={onInsert} />
                  {fact.parts && (
                    <details>
                      <summary>{t('incidents.capture.each', 'Each on its own')}</summary>
                      {fact.parts.map((part) => (
                        <FactButton
                          key={part.id}
                          fact={part}
                          sections={sections}
                          active={target?.section}
                          onInsert={onInsert}
                        />
                      ))}
                    </details>
                  )}
                </li>
              ))}
            </ul>
          </section>
        ) : null;
      })}
    </section>
  );
}

function FactButton({
  fact,
  sections,
  active,
  onInsert,
}: Pick<Props, 'sections' | 'active' | 'onInsert'> & { fact: InsertableFact }) {
  const styles = useStyles2(getStyles);
  const button = (
    <button
      type="button"
      draggable
      className={styles.fact}
      aria-label={t('incidents.facts.insert', 'Insert “{{fact}}”', verbatim({ fact: fact.label }))}
      onMouseDown={active ? (event) => event.detail > 1 && event.preventDefault() : undefined}
      onClick={active ? () => onInsert(active, fact.text) : undefined}
      onDragStart={({ dataTransfer }) => {
        dataTransfer.setData(FACT, fact.text);
        dataTransfer.setData('text/plain', fact.text); // a text that is being written takes it where it is dropped
        dataTransfer.effectAllowed = 'copy';
      }}
    >
      {fact.label}
    </button>
  );
  const menu = (
    <Menu className={styles.menu}>
      {sections.map(({ section, label }) => (
        <Menu.Item key={section} label={label} onClick={() => onInsert(section, fact.text)} />
      ))}
    </Menu>
  );
  return active ? button : <Dropdown overlay={menu}>{button}</Dropdown>;
}

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({
    flex: `0 0 ${theme.spacing(36)}`,
    minWidth: 0,
    maxHeight: '80vh',
    overflowY: 'auto',
    position: 'sticky',
    top: theme.spacing(10),
    [theme.breakpoints.down('lg')]: { flexBasis: '100%', position: 'static', maxHeight: theme.spacing(50) },
    '@media print': { display: 'none' },
  }),
  list: css({ listStyle: 'none', margin: 0 }),
  menu: css({ maxHeight: theme.spacing(50), overflowY: 'auto' }),
  fact: css({
    display: 'block',
    width: '100%',
    padding: theme.spacing(0.5, 1),
    marginBottom: theme.spacing(0.5),
    textAlign: 'left',
    overflowWrap: 'anywhere',
    cursor: 'grab',
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    '&:hover': { borderColor: theme.colors.border.strong },
  }),
});
