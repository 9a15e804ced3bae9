import React from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { type ReviewFacts } from '../../../domain/maintenance/review';
import { improvementPath } from '../../../shared/improvements/paths';
import { incidentPath } from '../../../shared/incidents/paths';
import { WINDOWS_PATH } from '../../../shared/maintenance/paths';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { StateMark } from '../../../shared/ui/StateMark';
import { formatDuration } from '../../../shared/words/durations';
import { labelled } from '../../../shared/words/labelled';
import { objectiveStateName, STATE_MARKS } from '../../../shared/words/objectives';
import { dayText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { verdictMark, verdictName } from '../run/verdicts';
import { Block } from './Blocks';

export function VerdictChanges({ changes = [] }: Pick<ReviewFacts, 'changes'>) {
  return (
    <Block
      title={t('maintenance.review.changes', 'Checklist verdicts that changed')}
      empty={t('maintenance.review.no-change', 'No verdict changed since the run before.')}
    >
      {changes.map(({ item, run, from, to }) => (
        <li key={`${run}-${item}-${to}`}>
          <StateMark mark={verdictMark(to)} /> {item} · {labelled(run, `${verdictName(from)} → ${verdictName(to)}`)}
        </li>
      ))}
    </Block>
  );
}

export function ReviewObjectives({ objectives = [] }: Pick<ReviewFacts, 'objectives'>) {
  return (
    <Block
      title={t('maintenance.review.objectives', 'Objectives')}
      empty={t('maintenance.review.no-objective', 'No objective is measured.')}
    >
      {objectives.map(({ name, state, text }) => (
        <li key={name}>
          <StateMark mark={STATE_MARKS[state]} /> {name} · {objectiveStateName(state)}
          {text && ` · ${text}`}
        </li>
      ))}
    </Block>
  );
}

export function ActionsDue({ actions = [] }: Pick<ReviewFacts, 'actions'>) {
  return (
    <Block
      title={t('maintenance.review.actions', 'Actions due')}
      empty={t('maintenance.review.no-action', 'No action is due until the end of the week.')}
    >
      {actions.map(({ ref, title, owner, due, item }) => (
        <li key={`${ref}-${title}-${due}`}>
          <InternalLink to={item ? improvementPath(item) : incidentPath(ref.toLowerCase(), { tab: 'actions' })}>
            {title}
          </InternalLink>{' '}
          · {ref} · {owner ?? t('maintenance.review.nobody', 'nobody')} · {dayText(due)}
        </li>
      ))}
    </Block>
  );
}

export function WindowsOf({ windows = [] }: Pick<ReviewFacts, 'windows'>) {
  return (
    <Block
      title={t('maintenance.review.windows', 'Maintenance windows, this week and next')}
      empty={t('maintenance.review.no-window', 'No window is planned.')}
    >
      {windows.map(({ title, from, to, services }) => (
        <li key={`${title}-${from}`}>
          <InternalLink to={WINDOWS_PATH}>{title}</InternalLink> · {from} – {to}
          {services && ` · ${services}`}
        </li>
      ))}
    </Block>
  );
}

export function AlertsOutside({ alerts }: Pick<ReviewFacts, 'alerts'>) {
  return alerts ? (
    <Block
      title={t('maintenance.review.alerts', 'Alerts that fired outside incidents')}
      empty={t('maintenance.review.no-alert', 'No alert fired outside an incident.')}
    >
      {alerts.map(({ name, fired, outside, silenced }, index) => (
        <li key={`${name}-${index}`}>
          {name} · {t('maintenance.review.firings', '{{outside}} of {{fired}} firings', verbatim({ outside, fired }))}
          {silenced > 0 && ` · ${t('maintenance.review.silenced', '{{silenced}} silenced', verbatim({ silenced }))}`}
        </li>
      ))}
    </Block>
  ) : null;
}

export function TimeSpent({ minutes = [] }: Pick<ReviewFacts, 'minutes'>) {
  return minutes.length > 0 ? (
    <Block title={t('maintenance.review.minutes', 'Time spent')} empty="">
      {minutes.map(({ team, minutes: spent }) => (
        <li key={team}>
          {team || <Text color="secondary">{t('maintenance.review.nobody', 'nobody')}</Text>} ·{' '}
          {formatDuration(spent * 60)}
        </li>
      ))}
    </Block>
  ) : null;
}
