import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, FieldSet, IconButton, Input, Stack, Text } from '@grafana/ui';
import { inOrder } from '../../../domain/record/inOrder';
import { parameterKey } from '../../../domain/runbook/coverage';
import { type Content, type Parameter } from '../../../domain/runbook/schema';
import { Choice } from '../../../shared/ui/Choice';
import { verbatim } from '../../../shared/words/verbatim';

interface Props {
  content: Pick<Content, 'parameters'>;
  onChange: (parameters: Content['parameters']) => void;
}

/** Names that commands and queries use as `<name>`, with where their values come from. */
export function Parameters({ content, onChange }: Props) {
  const [added, setAdded] = useState('');
  const list = inOrder(content.parameters);
  const change = (key: string, part: Partial<Parameter>) =>
    onChange({ ...content.parameters, [key]: { ...content.parameters[key], ...part } });
  const add = () => {
    const key = parameterKey(added);
    if (key && !(key in content.parameters)) {
      onChange({
        ...content.parameters,
        [key]: { position: list.length + 1, label: added.trim(), source: { from: 'typed' } },
      });
      setAdded('');
    }
  };
  return (
    <FieldSet label={t('runbooks.parameters', 'Parameters')}>
      <Stack direction="column" gap={1}>
        <Text color="secondary" element="p">
          {t(
            'runbooks.parameters-help',
            'Written <name> in commands and queries; the value is quoted, so that it stays data whatever it is.'
          )}
        </Text>
        {list.map(({ key, source, preset }) => (
          <Stack key={key} gap={1} wrap="wrap" alignItems="center">
            <code>{`<${key}>`}</code>
            <Choice
              label={t('runbooks.parameter.source', 'Where {{name}} comes from', verbatim({ name: key }))}
              placeholder=""
              isClearable={false}
              value={source.from}
              options={[
                { value: 'alert', label: t('runbooks.parameter.alert', 'the alert’s label') },
                { value: 'service', label: t('runbooks.parameter.service', 'the service register') },
                { value: 'typed', label: t('runbooks.parameter.typed', 'typed') },
              ]}
              onChange={(from) =>
                change(key, {
                  source:
                    from === 'alert'
                      ? { from, label: key }
                      : from === 'service'
                        ? { from, field: key }
                        : { from: 'typed' },
                })
              }
            />
            {source.from !== 'typed' && (
              <Input
                width={20}
                aria-label={t('runbooks.parameter.label', 'Label for {{name}}', verbatim({ name: key }))}
                value={source.from === 'alert' ? source.label : source.field}
                onChange={({ currentTarget: { value } }) =>
                  change(key, {
                    source:
                      source.from === 'alert' ? { from: 'alert', label: value } : { from: 'service', field: value },
                  })
                }
              />
            )}
            <Input
              width={24}
              aria-label={t('runbooks.parameter.preset', 'Otherwise, for {{name}}', verbatim({ name: key }))}
              placeholder={t('runbooks.parameter.otherwise', 'otherwise…')}
              value={preset ?? ''}
              onChange={({ currentTarget }) => change(key, { preset: currentTarget.value })}
            />
            <IconButton
              name="trash-alt"
              tooltip={t('runbooks.parameter.remove', 'Remove {{name}}', verbatim({ name: key }))}
              onClick={() => {
                const { [key]: _, ...rest } = content.parameters;
                onChange(rest);
              }}
            />
          </Stack>
        ))}
        <Stack gap={1}>
          <Input
            width={24}
            aria-label={t('runbooks.parameter.new', 'New parameter')}
            placeholder={t('runbooks.parameter.new', 'New parameter')}
            value={added}
            onChange={({ currentTarget }) => setAdded(currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') {
                event.preventDefault();
                add();
              }
            }}
          />
          <Button type="button" size="md" variant="secondary" icon="plus" onClick={add}>
            {t('runbooks.parameter.add', 'Add parameter')}
          </Button>
        </Stack>
      </Stack>
    </FieldSet>
  );
}
