import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Icon, Stack, Text, useStyles2 } from '@grafana/ui';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { own } from '../../../domain/record/own';
import { type Fact } from '../../../domain/security/evidence';
import { factKey, type ItemFinding, isItem, type SecurityRegister } from '../../../domain/security/register';
import { waitingOf } from '../../../domain/security/statements';
import { useNow } from '../../../shared/hooks/useNow';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { Reasons } from '../../../shared/ui/Reasons';
import { type Mark, StateMark } from '../../../shared/ui/StateMark';
import { securityItemName, riskName, securityMark, securityStateName } from '../../../shared/words/security';
import { verbatim } from '../../../shared/words/verbatim';
import { useSendSecurity } from '../data';
import { factText } from '../review/results';
import { itemFix, itemWhy } from '../words/items';
import { ControlForm } from './ControlForm';
import { OwnItemButton } from './OwnItemButton';
import { StatementForm } from './StatementForm';
import { Statements } from './Statements';

interface Props {
  finding: ItemFinding;
  register: SecurityRegister;
  isOpen: boolean;
  onToggle: () => void;
  canWrite: boolean;
}

const MARKS: Record<Fact['verdict'], Mark> = { good: 'good', bad: 'bad', unknown: 'unknown', note: 'neutral' };

const TELLING: Record<ItemFinding['state'], Fact['verdict']> = {
  fail: 'bad',
  pass: 'good',
  unknown: 'unknown',
  expired: 'unknown',
  attested: 'good',
  na: 'note',
};

/** One item: its state at a glance; opened, why it matters, what was found and how to mend it. */
export function ItemCard({ finding, register, isOpen, onToggle, canWrite }: Props) {
  const styles = useStyles2(getStyles);
  const { item, state, risk, facts } = finding;
  const title = securityItemName(item, register);
  const waits = waitingOf(finding, new Date(useNow()).toISOString()) > 0;
  const telling = facts.find(({ verdict }) => verdict === TELLING[state]);
  const told =
    state === 'attested' && finding.attestation
      ? t('security.item.attested-by', 'Attested by {{author}}', verbatim({ author: finding.attestation.author }))
      : telling && factText(telling);
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={isOpen}
        onClick={onToggle}
        aria-label={`${title}: ${securityStateName(state)}${waits ? `, ${t('security.item.waiting', 'waits for another person')}` : ''}`}
      >
        <Icon name={isOpen ? 'angle-down' : 'angle-right'} />
        <StateMark mark={securityMark(state)} label={securityStateName(state)} />
        <span className={styles.title}>{title}</span>
        <Text color="secondary">{riskName(risk)}</Text>
        {waits && (
          <Text color="warning" variant="bodySmall">
            {t('security.item.waiting', 'waits for another person')}
          </Text>
        )}
        {told && !isOpen && <span className={styles.telling}>{told}</span>}
      </button>
      {isOpen && <Details finding={finding} register={register} canWrite={canWrite} />}
    </li>
  );
}

function Details({ finding, register, canWrite }: Pick<Props, 'finding' | 'register' | 'canWrite'>) {
  const styles = useStyles2(getStyles);
  const { item, facts, state, exception, parts = {}, control } = finding;
  const ours = own(register.own ?? {}, item);
  // an attested item does not tell again what nobody can see
  const shown = state === 'attested' ? facts.filter(({ verdict }) => verdict !== 'unknown') : facts;
  const send = useSendSecurity();
  const [form, setForm] = useState<{ kind: 'attest' | 'except' | 'control'; part?: string }>();
  const [reasons, setReasons] = useState<Reason[]>([]);
  const act = (draft: Parameters<typeof send>[0]) => {
    const sent = send(draft);
    setReasons(isRefused(sent) ? sent.refused.reasons : []);
  };
  const mayAttest = state === 'unknown' || state === 'expired' || state === 'attested';
  return (
    <div className={styles.details}>
      {reasons.length > 0 && (
        <Reasons title={t('security.item.refused', 'Not saved')} reasons={reasons} onDismiss={() => setReasons([])} />
      )}
      <section>
        <Text element="h3" variant="h6">
          {t('security.item.why', 'Why')}
        </Text>
        {isItem(item) ? <p>{itemWhy(item)}</p> : ours?.why && <MarkdownView text={ours.why} />}
        {control && (
          <p>
            {t('security.item.control', 'Answers for')} {control}
          </p>
        )}
      </section>
      <section>
        <Text element="h3" variant="h6">
          {t('security.item.evidence', 'Evidence')}
        </Text>
        <ul className={styles.facts}>
          {shown.map((fact, index) => (
            <li key={`${fact.code}-${index}`}>
              <StateMark mark={MARKS[fact.verdict]} label={verdictName(fact.verdict)} /> {factText(fact)}{' '}
              {canWrite && facts.length > 1 && fact.verdict !== 'good' && !own(parts, factKey(fact)) && (
                <Button
                  size="sm"
                  variant="secondary"
                  fill="text"
                  aria-label={t(
                    'security.item.except-part',
                    'Not applicable: {{fact}}',
                    verbatim({ fact: factText(fact) })
                  )}
                  onClick={() => setForm({ kind: 'except', part: factKey(fact) })}
                >
                  {t('security.item.except', 'Not applicable…')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        <Statements finding={finding} canWrite={canWrite} act={act} />
      </section>
      {(isItem(item) || ours?.fix) && (
        <section>
          <Text element="h3" variant="h6">
            {t('security.item.fix', 'How to fix it')}
          </Text>
          <MarkdownView text={isItem(item) ? itemFix(item) : (ours?.fix ?? '')} />
        </section>
      )}
      {canWrite && !form && (
        <Stack gap={1}>
          {mayAttest && (
            <Button size="sm" icon="shield" onClick={() => setForm({ kind: 'attest' })}>
              {t('security.item.attest', 'Attest…')}
            </Button>
          )}
          {!exception && (
            <Button size="sm" variant="secondary" fill="outline" onClick={() => setForm({ kind: 'except' })}>
              {t('security.item.except', 'Not applicable…')}
            </Button>
          )}
          <Button size="sm" variant="secondary" fill="text" onClick={() => setForm({ kind: 'control' })}>
            {t('security.item.map', 'Framework…')}
          </Button>
          {ours && <OwnItemButton itemKey={item} item={ours} />}
        </Stack>
      )}
      {canWrite && form?.kind === 'control' && (
        <ControlForm item={item} control={control ?? ''} onSave={send} onClose={() => setForm(undefined)} />
      )}
      {canWrite && form && form.kind !== 'control' && (
        <StatementForm kind={form.kind} item={item} part={form.part} onSave={send} onClose={() => setForm(undefined)} />
      )}
    </div>
  );
}

function verdictName(verdict: Fact['verdict']): string {
  switch (verdict) {
    case 'good':
      return t('security.verdict.good', 'in order');
    case 'bad':
      return t('security.verdict.bad', 'not in order');
    case 'unknown':
      return t('security.verdict.unknown', 'not known');
    case 'note':
      return t('security.verdict.note', 'for information');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  item: css({ borderBottom: `1px solid ${theme.colors.border.weak}` }),
  head: css({
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    width: '100%',
    padding: theme.spacing(1),
    background: 'none',
    border: 'none',
    color: theme.colors.text.primary,
    textAlign: 'left',
    cursor: 'pointer',
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  title: css({ fontWeight: theme.typography.fontWeightMedium }),
  telling: css({ flexGrow: 1, textAlign: 'right', color: theme.colors.text.secondary }),
  details: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), padding: theme.spacing(1, 2, 2, 4) }),
  facts: css({ listStyle: 'none', margin: 0, padding: 0 }),
});
