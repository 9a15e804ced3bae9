import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Combobox, Field, Stack, Text } from '@grafana/ui';
import { severityOf } from '../../../domain/incident/rules';
import {
  functionLost,
  type FunctionLost,
  type Incident,
  severity,
  type Severity,
  usersAffected,
  type UsersAffected,
} from '../../../domain/incident/schema';
import { verbatim } from '../../../shared/words/verbatim';
import { lossName, severityMeaning, severityName, usersName } from '../words';

interface Props {
  severity: Severity | undefined;
  impact: NonNullable<Incident['impact']>;
  onSeverity: (severity: Severity | undefined) => void;
  onImpact: (impact: NonNullable<Incident['impact']>) => void;
}

/** Severity by choice or from the impact matrix; in doubt the higher one is proposed. */
export function SeverityPicker({ severity: chosen, impact, onSeverity, onImpact }: Props) {
  const proposed = severityOf(impact);
  return (
    <Stack direction="column" gap={1}>
      <Field noMargin label={t('incidents.field.severity', 'Severity')} htmlFor="incident-severity">
        <Combobox
          id="incident-severity"
          isClearable
          placeholder={t('incidents.severity.later', 'Can follow later')}
          options={severity.options.map((value) => ({
            value,
            label: severityName(value),
            description: severityMeaning(value),
          }))}
          value={chosen ?? null}
          onChange={(option) => onSeverity(option?.value)}
        />
      </Field>
      <Stack gap={1} wrap="wrap">
        <Field noMargin label={t('incidents.field.users', 'Users affected')} htmlFor="incident-users">
          <Combobox<UsersAffected>
            id="incident-users"
            width={26}
            isClearable
            placeholder={t('incidents.unknown', 'unknown')}
            options={usersAffected.options.map((value) => ({ value, label: usersName(value) }))}
            value={impact.users ?? null}
            onChange={(option) => onImpact(withPart(impact, 'users', option?.value))}
          />
        </Field>
        <Field noMargin label={t('incidents.field.loss', 'What does not work')} htmlFor="incident-loss">
          <Combobox<FunctionLost>
            id="incident-loss"
            width={26}
            isClearable
            placeholder={t('incidents.unknown', 'unknown')}
            options={functionLost.options.map((value) => ({ value, label: lossName(value) }))}
            value={impact.loss ?? null}
            onChange={(option) => onImpact(withPart(impact, 'loss', option?.value))}
          />
        </Field>
      </Stack>
      {proposed && proposed !== chosen && (
        <Stack gap={1} alignItems="center">
          <Text color="secondary">
            {t(
              'incidents.severity.proposed',
              'The impact matrix says {{severity}}: {{meaning}}.',
              verbatim({
                severity: severityName(proposed),
                meaning: severityMeaning(proposed),
              })
            )}
          </Text>
          <Button size="sm" variant="secondary" onClick={() => onSeverity(proposed)}>
            {t('incidents.severity.take', 'Take it')}
          </Button>
        </Stack>
      )}
    </Stack>
  );
}

function withPart<K extends 'users' | 'loss'>(
  impact: NonNullable<Incident['impact']>,
  key: K,
  value: NonNullable<Incident['impact']>[K]
): NonNullable<Incident['impact']> {
  const { [key]: _, ...rest } = impact;
  return value === undefined ? rest : { ...rest, [key]: value };
}
