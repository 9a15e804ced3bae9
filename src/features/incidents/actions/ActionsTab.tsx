import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, Button, EmptyState, Stack, Text, useStyles2 } from '@grafana/ui';
import { wordingHints } from '../../../domain/incident/documents/hints';
import { type Incident } from '../../../domain/incident/kind';
import { type Action } from '../../../domain/incident/schema';
import { inZone } from '../../../domain/text/times';
import { StateMark } from '../../../shared/ui/StateMark';
import { WaitingMark } from '../../../shared/ui/WaitingMark';
import { actionStateName, actionTypeName, priorityName } from '../../../shared/words/actions';
import { verbatim } from '../../../shared/words/verbatim';
import { hintText } from '../words';
import { ActionForm } from './ActionForm';
import { MeasureNow } from './MeasureNow';

interface Props {
  incident: Incident;
  waiting: ReadonlySet<string>;
  mayWrite: boolean;
}

/** What the review asks to be done; open ones first, the most overdue on top. */
export function ActionsTab({ incident, waiting, mayWrite }: Props) {
  const styles = useStyles2(getStyles);
  const [edited, setEdited] = useState<string>();
  const today = inZone(new Date().toISOString(), incident.zone).day;
  const actions = Object.entries(incident.actions).sort(
    ([, one], [, other]) =>
      Number(isDone(one)) - Number(isDone(other)) || (one.due ?? '9').localeCompare(other.due ?? '9')
  );
  return (
    <Stack direction="column" gap={2}>
      {actions.length === 0 && (
        <EmptyState variant="completed" message={t('incidents.action.none', 'No actions yet')}>
          {t(
            'incidents.action.none-text',
            'What would have found this sooner, made it smaller or kept it from happening?'
          )}
        </EmptyState>
      )}
      <ul className={styles.list}>
        {actions.map(([id, action]) => (
          <li key={id} className={styles.action}>
            <Stack gap={1} wrap="wrap" alignItems="center">
              <ActionMark action={action} today={today} />
              <Text weight="medium">{action.title}</Text>
              {action.type && <Badge color="blue" text={actionTypeName(action.type)} />}
              {action.nature && (
                <Text color="secondary">
                  {action.nature === 'corrective'
                    ? t('incidents.action.corrective', 'corrective')
                    : t('incidents.action.preventive', 'preventive')}
                </Text>
              )}
              {action.priority && <Text color="secondary">{priorityName(action.priority)}</Text>}
              <Text color="secondary">{action.owner?.name ?? t('incidents.action.no-owner', 'nobody yet')}</Text>
              {action.due && <Text color={isLate(action, today) ? 'error' : 'secondary'}>{action.due}</Text>}
              {waiting.has(id) && <WaitingMark />}
              {mayWrite && (
                <Button
                  size="sm"
                  variant="secondary"
                  fill="text"
                  icon="pen"
                  onClick={() => setEdited(id)}
                  aria-label={t('incidents.action.edit', 'Change “{{title}}”', verbatim({ title: action.title }))}
                />
              )}
            </Stack>
            {action.reason && <Text color="secondary">{action.reason}</Text>}
            {action.measure && <MeasureNow measure={action.measure} />}
            {wordingHints(action.title, 'action').map((hint) => (
              <Text key={hint.code + hint.word} color="warning" variant="bodySmall" element="p">
                ▲ {hintText(hint)}
              </Text>
            ))}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <div>
          <Button icon="plus" onClick={() => setEdited('')}>
            {t('incidents.action.add', 'Action…')}
          </Button>
        </div>
      )}
      {edited !== undefined && (
        <ActionForm
          incident={incident}
          id={edited || undefined}
          action={incident.actions[edited]}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Stack>
  );
}

function isDone({ state }: Action): boolean {
  return state === 'done' || state === 'wontDo';
}

function isLate(action: Action, today: string): boolean {
  return !isDone(action) && action.due !== undefined && action.due < today;
}

function ActionMark({ action, today }: { action: Action; today: string }) {
  const late = isLate(action, today);
  const label = late ? t('incidents.action.overdue', 'Overdue') : actionStateName(action.state);
  return (
    <span>
      <StateMark
        mark={late ? 'bad' : action.state === 'done' ? 'good' : action.state === 'doing' ? 'warning' : 'neutral'}
      />{' '}
      {label}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0 }),
  action: css({
    padding: theme.spacing(1, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    overflowWrap: 'anywhere',
  }),
});
