import React from 'react';
import { t } from '@grafana/i18n';
import { Checkbox, Stack, Text } from '@grafana/ui';
import { ITEM_KINDS } from '../../../domain/maintenance/checklistItem';
import { type Reason } from '../../../domain/record/outcome';
import { Choice } from '../../../shared/ui/Choice';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { verbatim } from '../../../shared/words/verbatim';
import { type EditedItem, mayNeedEvidence, optionsOf, type ProblemOf } from './form';
import { QueryFields } from './QueryFields';
import { itemKindName } from './words';

interface Props {
  item: EditedItem;
  /** Of the whole checklist. */
  reasons: Reason[];
  onChange: (part: Partial<EditedItem>) => void;
}

export function ItemFields({ item, reasons, onChange }: Props) {
  const reasonText = useReasonText();
  const problemOf: ProblemOf = (name) => {
    const found = reasons.find(({ field }) => field === `items.${item.key}.${name}`);
    return { invalid: found !== undefined, error: found && reasonText(found) };
  };
  const id = (name: string) => `${item.key}-${name}`;
  return (
    <Stack direction="column" gap={1}>
      <Stack gap={1} wrap="wrap" alignItems="flex-end">
        <TextField
          id={id('title')}
          required
          label={t('maintenance.editor.item-title', 'What is checked')}
          width={50}
          value={item.title}
          onChange={(title) => onChange({ title })}
          {...problemOf('title')}
        />
        <Choice
          label={t('maintenance.editor.kind', 'Kind of item')}
          placeholder=""
          isClearable={false}
          width={24}
          value={item.kind}
          options={ITEM_KINDS.map((kind) => ({ value: kind, label: itemKindName(kind) }))}
          onChange={(kind) => onChange({ kind: ITEM_KINDS.find((one) => one === kind) ?? item.kind })}
        />
      </Stack>
      <TextAreaField
        id={id('instruction')}
        label={t('maintenance.editor.instruction', 'Instruction')}
        description={t('maintenance.editor.instruction-help', 'Markdown; a ``` block is a command to copy')}
        rows={2}
        value={item.instruction}
        onChange={(instruction) => onChange({ instruction })}
        {...problemOf('instruction')}
      />
      <KindFields item={item} problemOf={problemOf} onChange={onChange} />
      {mayNeedEvidence(item.kind) && (
        <div>
          <Checkbox
            id={id('evidence')}
            label={t('maintenance.editor.evidence', 'Evidence is required: a link or a note')}
            value={item.needsEvidence}
            onChange={({ currentTarget }) => onChange({ needsEvidence: currentTarget.checked })}
          />
        </div>
      )}
    </Stack>
  );
}

interface KindProps {
  item: EditedItem;
  problemOf: ProblemOf;
  onChange: (part: Partial<EditedItem>) => void;
}

function KindFields(props: KindProps) {
  const { item, problemOf, onChange } = props;
  const id = (name: string) => `${item.key}-${name}`;
  const field = (name: 'min' | 'max' | 'tolerance' | 'unit', label: string) => (
    <TextField
      id={id(name)}
      label={label}
      width={14}
      inputMode={name === 'unit' ? 'text' : 'decimal'}
      value={item[name]}
      onChange={(value) => onChange({ [name]: value })}
      {...problemOf(name)}
    />
  );
  switch (item.kind) {
    case 'number':
      return (
        <Stack gap={1} wrap="wrap">
          {field('min', t('maintenance.editor.min', 'At least'))}
          {field('max', t('maintenance.editor.max', 'At most'))}
          {field('unit', t('maintenance.editor.unit', 'Unit'))}
          {field('tolerance', t('maintenance.editor.tolerance', 'Tolerance'))}
        </Stack>
      );
    case 'choice':
      return <ChoiceFields {...props} />;
    case 'query':
      return <QueryFields {...props} />;
    case 'link':
      return (
        <TextField
          id={id('url')}
          required
          label={t('maintenance.editor.url', 'Address')}
          type="url"
          placeholder="https://"
          value={item.url}
          onChange={(url) => onChange({ url })}
          {...problemOf('url')}
        />
      );
    default:
      return null;
  }
}

function ChoiceFields({ item, problemOf, onChange }: KindProps) {
  const toggle = (option: string, fails: boolean) =>
    onChange({ failing: fails ? [...item.failing, option] : item.failing.filter((one) => one !== option) });
  return (
    <>
      <TextAreaField
        id={`${item.key}-options`}
        required
        label={t('maintenance.editor.options', 'Answers')}
        description={t('maintenance.editor.options-help', 'One a line')}
        rows={3}
        value={item.options}
        onChange={(options) => onChange({ options })}
        {...problemOf('options')}
      />
      {optionsOf(item).length > 0 && (
        <Stack gap={2} wrap="wrap">
          <Text color="secondary">{t('maintenance.editor.failing', 'A failure is:')}</Text>
          {[...new Set(optionsOf(item))].map((option) => (
            <Checkbox
              key={option}
              label={option}
              aria-label={t('maintenance.editor.failing-label', '“{{option}}” is a failure', verbatim({ option }))}
              value={item.failing.includes(option)}
              onChange={({ currentTarget }) => toggle(option, currentTarget.checked)}
            />
          ))}
        </Stack>
      )}
    </>
  );
}
