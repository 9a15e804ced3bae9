import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Field, FieldSet, FieldValidationMessage, IconButton, Input, Stack } from '@grafana/ui';
import { type ServiceLink } from '../../../domain/services/services';
import { verbatim } from '../../../shared/words/verbatim';

interface Props {
  legend: string;
  add: string;
  links: ServiceLink[];
  problem: string | undefined;
  onChange: (links: ServiceLink[]) => void;
}

/** Links of one sort, a row each. */
export function LinkRows({ legend, add, links, problem, onChange }: Props) {
  const replace = (at: number, part: Partial<ServiceLink>) =>
    onChange(links.map((link, index) => (index === at ? { ...link, ...part } : link)));
  return (
    <FieldSet label={legend}>
      <Stack direction="column" gap={1}>
        {links.map(({ title, url }, index) => (
          <Stack key={index} gap={1} alignItems="flex-end">
            <Field noMargin label={t('services.form.link-title', 'Title')}>
              <Input
                width={30}
                aria-label={t(
                  'services.form.link-title-of',
                  '{{legend}}: title {{number}}',
                  verbatim({ legend, number: index + 1 })
                )}
                value={title}
                onChange={({ currentTarget }) => replace(index, { title: currentTarget.value })}
              />
            </Field>
            <Field noMargin label={t('services.form.link-url', 'Address')} invalid={problem !== undefined}>
              <Input
                width={50}
                placeholder="https://"
                aria-label={t(
                  'services.form.link-url-of',
                  '{{legend}}: address {{number}}',
                  verbatim({ legend, number: index + 1 })
                )}
                value={url}
                onChange={({ currentTarget }) => replace(index, { url: currentTarget.value })}
              />
            </Field>
            <IconButton
              name="trash-alt"
              tooltip={t('services.form.link-remove', 'Remove this link')}
              onClick={() => onChange(links.filter((_, at) => at !== index))}
            />
          </Stack>
        ))}
        {problem && <FieldValidationMessage>{problem}</FieldValidationMessage>}
        <div>
          <Button
            type="button"
            size="sm"
            variant="secondary"
            icon="plus"
            onClick={() => onChange([...links, { title: '', url: '' }])}
          >
            {add}
          </Button>
        </div>
      </Stack>
    </FieldSet>
  );
}
