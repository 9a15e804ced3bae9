import React, { type FormEvent, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  Button,
  Combobox,
  Field,
  Input,
  LinkButton,
  MultiCombobox,
  RadioButtonGroup,
  Stack,
  Text,
  useStyles2,
} from '@grafana/ui';
import { useNavigate } from 'react-router-dom';
import { inOrder } from '../../../domain/record/inOrder';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { sectionOrder } from '../../../domain/runbook/markdown/headings';
import { checkContent, runbookKind, runbookNameFor } from '../../../domain/runbook/runbook';
import { type Content, emptyRunbook, type RunbookForm, type RunbookSection } from '../../../domain/runbook/schema';
import { tidyContent } from '../../../domain/runbook/tidy';
import { setRunbookUrl } from '../../../grafana/alerting/rules';
import { newId } from '../../../grafana/ids';
import { absoluteUrl } from '../../../grafana/navigation';
import { notifyError } from '../../../grafana/notify';
import { registerKind } from '../../../grafana/records/kinds';
import { isParked } from '../../../grafana/records/outbox';
import { currentPerson } from '../../../grafana/user';
import { useOutbox } from '../../../shared/records/OutboxProvider';
import { useDraft } from '../../../shared/records/useDraft';
import { runbookPath, RUNBOOKS } from '../../../shared/runbooks/paths';
import { useServices } from '../../../shared/services/useServices';
import { Reasons } from '../../../shared/ui/Reasons';
import { Sideways } from '../../../shared/ui/Sideways';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { failureText } from '../../../shared/words/failures';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { runbookSectionName } from '../../../shared/words/runbooks';
import { useRunbookSend } from '../data';
import { type RunbookDraft } from '../draft';
import { BranchDrawing } from '../steps/BranchDrawing';
import { Parameters } from './Parameters';
import { Steps } from './Steps';

interface Props {
  draftKey: string;
  draft: RunbookDraft;
  /** That the form was opened on; 0 for a new runbook. */
  version: number;
  /** Absent for a new one. */
  name?: string;
  /** Names that a new one may not have. */
  taken?: ReadonlySet<string>;
}

interface Values {
  content: Content;
  /** Lists as they are typed. */
  alerts: string;
  labels: string;
}

export function Editor({ draftKey, draft, version, name, taken }: Props) {
  const reasonText = useReasonText();
  const styles = useStyles2(getStyles);
  const [values, setValues, clear] = useDraft<Values>(`runbook.${draftKey}`, {
    content: draft.content,
    alerts: draft.content.alerts.join('\n'),
    labels: Object.entries(draft.content.labels)
      .map(([label, value]) => `${label}=${value}`)
      .join('\n'),
  });
  const [reasons, setReasons] = useState<Reason[]>([]);
  const save = useSave(name, version, draft, taken);
  const { content } = values;
  const change = (part: Partial<Content>) => setValues({ ...values, content: { ...content, ...part } });
  const problemOf = (field: string) => {
    const found = reasons.find((reason) => reason.field === field);
    return { invalid: found !== undefined, error: found && reasonText(found) };
  };
  const [isSaving, setSaving] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const whole = { ...content, alerts: lines(values.alerts), labels: pairs(values.labels) };
    const wrong = checkContent(tidyContent(whole));
    setReasons(wrong);
    if (wrong.length > 0 || isSaving) {
      return;
    }
    setSaving(true);
    const refused = await save(whole);
    setSaving(false);
    setReasons(refused);
    if (refused.length === 0) {
      clear();
    }
  };
  const back = name ? runbookPath(name) : RUNBOOKS;
  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      <Stack direction="column" gap={2}>
        <AboutFields content={content} isNew={!name} change={change} problemOf={problemOf} />
        <Stack gap={2} wrap="wrap">
          <TextAreaField
            id="runbook-alerts"
            label={t('runbooks.form.alerts', 'Alerts that it answers')}
            description={t('runbooks.form.alerts-help', 'One name a line')}
            rows={2}
            cols={40}
            value={values.alerts}
            onChange={(alerts) => setValues({ ...values, alerts })}
          />
          <TextAreaField
            id="runbook-labels"
            label={t('runbooks.form.labels', 'Labels that propose it')}
            description={t('runbooks.form.labels-help', 'One name=value a line; an alert with all of them')}
            rows={2}
            cols={40}
            value={values.labels}
            onChange={(labels) => setValues({ ...values, labels })}
          />
        </Stack>
        {sectionOrder(content.form).map((section) => (
          <SectionField
            key={section}
            section={section}
            value={content.sections[section] ?? ''}
            isOpen={isUsual(section, content)}
            problem={problemOf(`sections.${section}`)}
            onChange={(text) => change({ sections: { ...content.sections, [section]: text } })}
          />
        ))}
        <Parameters content={content} onChange={(parameters) => change({ parameters })} />
        <Steps content={content} reasons={reasons} onChange={(steps) => change({ steps })} />
        {inOrder(content.steps).length > 1 && <BranchDrawing steps={content.steps} />}
        {reasons.length > 0 && <Reasons title={t('runbooks.not-saved', 'Not saved')} reasons={reasons} />}
        <Stack gap={1} alignItems="center" wrap="wrap">
          <Button type="submit" disabled={isSaving}>
            {t('runbooks.form.save', 'Save runbook')}
          </Button>
          <LinkButton variant="secondary" fill="outline" href={back}>
            {t('runbooks.form.cancel', 'Cancel')}
          </LinkButton>
          <Text color="secondary">
            {t('runbooks.form.kept', 'What you type is kept in this browser until it is saved.')}
          </Text>
        </Stack>
      </Stack>
    </form>
  );
}

interface AboutProps {
  content: Content;
  isNew: boolean;
  change: (part: Partial<Content>) => void;
  problemOf: (field: string) => { invalid: boolean; error?: string };
}

/** What the runbook is called, and whose it is. */
function AboutFields({ content, isNew, change, problemOf }: AboutProps) {
  const { services } = useServices();
  const known = services.map(([value, { name: label }]) => ({ value, label }));
  return (
    <>
      <TextField
        id="runbook-title"
        required
        label={t('runbooks.form.title', 'Title')}
        autoFocus={isNew}
        value={content.title}
        onChange={(title) => change({ title })}
        {...problemOf('title')}
      />
      <Field noMargin label={t('runbooks.form.form', 'Form')}>
        <Sideways>
          <RadioButtonGroup<RunbookForm>
            options={[
              { value: 'meaning', label: t('runbooks.form.meaning', 'Meaning, impact, diagnosis, mitigation') },
              { value: 'symptoms', label: t('runbooks.form.symptoms', 'Symptoms, causes, solutions') },
            ]}
            value={content.form}
            onChange={(form) => change({ form })}
          />
        </Sideways>
      </Field>
      <Stack gap={2} wrap="wrap">
        <TextField
          id="runbook-owner"
          label={t('runbooks.column.owner', 'Owner')}
          width={30}
          value={content.owner ?? ''}
          onChange={(owner) => change({ owner })}
          {...problemOf('owner')}
        />
        <Field noMargin htmlFor="runbook-services" label={t('runbooks.column.services', 'Services')}>
          <MultiCombobox
            id="runbook-services"
            width={40}
            options={[
              ...known,
              ...content.services
                .filter((each) => !known.some(({ value }) => value === each))
                .map((value) => ({ value, label: value })),
            ]}
            value={content.services}
            onChange={(chosen) => change({ services: chosen.map(({ value }) => value) })}
          />
        </Field>
        <Field noMargin label={t('runbooks.form.interval', 'Review every (days)')} {...problemOf('reviewDays')}>
          <Input
            id="runbook-interval"
            type="number"
            width={14}
            min={1}
            value={content.reviewDays}
            onChange={({ currentTarget }) => change({ reviewDays: currentTarget.valueAsNumber || 0 })}
          />
        </Field>
        <Field noMargin htmlFor="runbook-language" label={t('runbooks.form.language', 'Language')}>
          <Combobox
            id="runbook-language"
            width={20}
            options={[
              { value: 'en' as const, label: 'English' },
              { value: 'fr' as const, label: 'Français' },
            ]}
            value={content.language ?? 'en'}
            onChange={({ value }) => change({ language: value })}
          />
        </Field>
      </Stack>
    </>
  );
}

const PATIENCE = 4_000;

/**
 * Sends the runbook off, and sets the address at the rule that it was written for. Waits a moment, so that a refusal is told where it
 * was typed; what takes longer is kept in the outbox.
 */
function useSave(
  name: string | undefined,
  version: number,
  { rule }: RunbookDraft,
  taken?: ReadonlySet<string>
): (content: Content) => Promise<Reason[]> {
  registerKind(runbookKind);
  const send = useRunbookSend(name ?? '');
  const outbox = useOutbox();
  const navigate = useNavigate();
  const create = (free: string, content: Content) => {
    const command = { type: 'save', id: newId(), at: new Date().toISOString(), by: currentPerson(), content, seen: 0 };
    return outbox.send(runbookKind.kind, free, command, { initial: emptyRunbook(newId()) });
  };
  return async (content) => {
    const free = name ?? runbookNameFor(content.title, taken);
    const sent = name ? send({ type: 'save', content, seen: version }) : undefined;
    if (sent && isRefused(sent)) {
      return sent.refused.reasons;
    }
    const settled = await Promise.race([
      sent?.settled ?? create(free, content),
      new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE)),
    ]);
    if (settled && isParked(settled) && settled.parked?.kind === 'refused') {
      await outbox.discard(settled.id);
      return settled.parked.reasons ?? [];
    }
    if (rule) {
      // the runbook is kept all the same; the page of the coverage has the line to paste
      await setRunbookUrl(rule, absoluteUrl(runbookPath(free))).catch((error: unknown) =>
        notifyError(t('runbooks.coverage.not-set', 'The address could not be set at the rule'), failureText(error))
      );
    }
    navigate(runbookPath(free));
    return [];
  };
}

function isUsual(section: RunbookSection, { form, sections }: Content): boolean {
  const usual: RunbookSection[] =
    form === 'meaning' ? ['meaning', 'impact', 'diagnosis', 'mitigation'] : ['symptoms', 'causes', 'solutions'];
  return usual.includes(section) || Boolean(sections[section]);
}

interface SectionProps {
  section: RunbookSection;
  value: string;
  isOpen: boolean;
  problem: { invalid: boolean; error?: string };
  onChange: (text: string) => void;
}

/** A text; the less usual ones open on demand. */
function SectionField({ section, value, isOpen, problem, onChange }: SectionProps) {
  const [wasOpened, setOpened] = useState(false);
  if (!isOpen && !wasOpened) {
    return (
      <div>
        <Button type="button" size="sm" variant="secondary" fill="text" icon="plus" onClick={() => setOpened(true)}>
          {runbookSectionName(section)}
        </Button>
      </div>
    );
  }
  return (
    <TextAreaField
      id={`section-${section}`}
      label={runbookSectionName(section)}
      rows={3}
      value={value}
      onChange={onChange}
      {...problem}
    />
  );
}

function lines(text: string): string[] {
  return text.split('\n').filter((each) => each.trim() !== '');
}

function pairs(text: string): Record<string, string> {
  return Object.fromEntries(
    lines(text).flatMap((each) => {
      const at = each.indexOf('=');
      return at > 0
        ? [
            [
              each.slice(0, at).trim(),
              each
                .slice(at + 1)
                .trim()
                .replace(/^"(.*)"$/, '$1'),
            ],
          ]
        : [];
    })
  );
}

const getStyles = (theme: GrafanaTheme2) => ({ form: css({ maxWidth: theme.spacing(125) }) });
