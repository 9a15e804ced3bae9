import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Dropdown, FieldSet, Menu, Stack } from '@grafana/ui';
import { inOrder } from '../../../domain/record/inOrder';
import { type Reason } from '../../../domain/record/outcome';
import { type Content, type Step, STEP_KINDS, type StepKind } from '../../../domain/runbook/schema';
import { OrderedItems, type OrderWords } from '../../../shared/ui/OrderedItems';
import { stepKindName } from '../../../shared/words/runbooks';
import { verbatim } from '../../../shared/words/verbatim';
import { StepFields } from './StepFields';

interface Props {
  content: Content;
  reasons: Reason[];
  onChange: (steps: Content['steps']) => void;
}

/** The steps in their order: dragged, or moved with the keyboard. */
export function Steps({ content, reasons, onChange }: Props) {
  const list = inOrder(content.steps);
  const [words] = useState(orderWords);
  const add = (kind: StepKind) => {
    const key = freeKey(content.steps);
    onChange({ ...content.steps, [key]: { ...emptyStep(kind), position: list.length + 1 } });
  };
  return (
    <FieldSet label={t('runbooks.steps-title', 'Steps')}>
      <Stack direction="column" gap={1}>
        <OrderedItems
          items={list}
          words={words}
          titleOf={titleOf}
          headOf={kindOf}
          bodyOf={(step) => (
            <StepFields
              step={step}
              content={content}
              reasons={reasons.filter(({ field }) => field?.startsWith(`steps.${step.key}`))}
              onChange={(part) =>
                onChange({ ...content.steps, [step.key]: { ...content.steps[step.key], ...part } as Step })
              }
            />
          )}
          onReorder={(steps) =>
            onChange(
              Object.fromEntries(steps.map(({ key, ...step }, index) => [key, { ...step, position: index + 1 }]))
            )
          }
        />
        <Dropdown
          overlay={
            <Menu>
              {STEP_KINDS.map((kind) => (
                <Menu.Item key={kind} label={stepKindName(kind)} onClick={() => add(kind)} />
              ))}
            </Menu>
          }
        >
          <Button type="button" variant="secondary" icon="plus">
            {t('runbooks.add-step', 'Add step')}
          </Button>
        </Dropdown>
      </Stack>
    </FieldSet>
  );
}

const orderWords = (): OrderWords => ({
  up: (number) => t('runbooks.up', 'Move step {{number}} up', verbatim({ number })),
  down: (number) => t('runbooks.down', 'Move step {{number}} down', verbatim({ number })),
  remove: (number) => t('runbooks.remove-step', 'Remove step {{number}}', verbatim({ number })),
  moved: (title, number) => t('runbooks.moved', '“{{title}}” is now step {{number}}', verbatim({ title, number })),
});

const titleOf = ({ title, kind }: Step) => title || stepKindName(kind);
const kindOf = ({ kind }: Step) => stepKindName(kind);

function freeKey(steps: Content['steps']): string {
  for (let number = Object.keys(steps).length + 1; ; number++) {
    const key = `step-${number}`;
    if (!(key in steps)) {
      return key;
    }
  }
}

function emptyStep(kind: StepKind): Step {
  const base = { position: 0, title: '' };
  switch (kind) {
    case 'command':
      return { ...base, kind, command: '' };
    case 'query':
      return { ...base, kind, expr: '' };
    case 'alert':
      return { ...base, kind, alert: '' };
    case 'dashboard':
      return { ...base, kind, url: '' };
    case 'decision':
      return { ...base, kind, options: [{ label: '', to: 'end' }] };
    case 'wait':
      return { ...base, kind, seconds: 60 };
    default:
      return { ...base, kind };
  }
}
