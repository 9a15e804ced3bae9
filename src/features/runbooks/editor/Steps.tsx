import React, { useState } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Dropdown, FieldSet, Icon, IconButton, Menu, Stack, useStyles2 } from '@grafana/ui';
import { type Reason } from '../../../domain/record/outcome';
import {
  type Content,
  type Keyed,
  ordered,
  type Step,
  STEP_KINDS,
  type StepKind,
} from '../../../domain/runbook/schema';
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
  const styles = useStyles2(getStyles);
  const [dragged, setDragged] = useState<string>();
  const [moved, setMoved] = useState('');
  const list = ordered(content.steps);
  const replace = (steps: Array<Keyed<Step>>) =>
    onChange(Object.fromEntries(steps.map(({ key, ...step }, index) => [key, { ...step, position: index + 1 }])));
  const move = (key: string, to: number) => {
    const from = list.findIndex((step) => step.key === key);
    if (from < 0 || to < 0 || to >= list.length || from === to) {
      return;
    }
    const rest = list.filter((step) => step.key !== key);
    replace([...rest.slice(0, to), list[from], ...rest.slice(to)]);
    setMoved(
      t('runbooks.moved', '“{{title}}” is now step {{number}}', verbatim({ title: list[from].title, number: to + 1 }))
    );
  };
  const add = (kind: StepKind) => {
    const key = freeKey(content.steps);
    onChange({ ...content.steps, [key]: { ...emptyStep(kind), position: list.length + 1 } });
  };
  return (
    <FieldSet label={t('runbooks.steps-title', 'Steps')}>
      <Stack direction="column" gap={1}>
        <div role="status" className="sr-only">
          {moved}
        </div>
        {list.map((step, index) => (
          <div
            key={step.key}
            role="group"
            aria-label={`${index + 1}. ${step.title || stepKindName(step.kind)}`}
            className={cx(styles.step, dragged === step.key && styles.dragged)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged) {
                move(dragged, index);
              }
              setDragged(undefined);
            }}
          >
            <Stack gap={1} alignItems="center">
              <span
                draggable
                className={styles.handle}
                onDragStart={(event) => {
                  event.dataTransfer.setData('text/plain', step.key);
                  setDragged(step.key);
                }}
                onDragEnd={() => setDragged(undefined)}
                title={t('runbooks.drag', 'Drag to move')}
              >
                <Icon name="draggabledots" />
              </span>
              <strong>{index + 1}.</strong> {stepKindName(step.kind)}
              <IconButton
                name="arrow-up"
                disabled={index === 0}
                tooltip={t('runbooks.up', 'Move step {{number}} up', verbatim({ number: index + 1 }))}
                onClick={() => move(step.key, index - 1)}
              />
              <IconButton
                name="arrow-down"
                disabled={index === list.length - 1}
                tooltip={t('runbooks.down', 'Move step {{number}} down', verbatim({ number: index + 1 }))}
                onClick={() => move(step.key, index + 1)}
              />
              <IconButton
                name="trash-alt"
                tooltip={t('runbooks.remove-step', 'Remove step {{number}}', verbatim({ number: index + 1 }))}
                onClick={() => replace(list.filter(({ key }) => key !== step.key))}
              />
            </Stack>
            <StepFields
              step={step}
              content={content}
              reasons={reasons.filter(({ field }) => field?.startsWith(`steps.${step.key}`))}
              onChange={(part) =>
                onChange({ ...content.steps, [step.key]: { ...content.steps[step.key], ...part } as Step })
              }
            />
          </div>
        ))}
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

const getStyles = (theme: GrafanaTheme2) => ({
  step: css({
    padding: theme.spacing(1),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  dragged: css({ opacity: 0.5 }),
  handle: css({ cursor: 'grab' }),
});
