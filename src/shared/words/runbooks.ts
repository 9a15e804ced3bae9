import { t } from '@grafana/i18n';
import { type Freshness } from '../../domain/runbook/freshness';
import { type Why } from '../../domain/runbook/proposals';
import { nameOf, type Reference } from '../../domain/runbook/references';
import { type Helped, type RunbookRunState, type StepVerdict } from '../../domain/runbook/runSchema';
import { type RunbookSection, type StepKind } from '../../domain/runbook/schema';
import { RUNBOOK_SECTIONS } from '../../domain/text/documents/runbook';
import { textLanguage } from '../../grafana/user';
import { type Mark } from '../ui/StateMark';
import { verbatim } from './verbatim';

export const FRESHNESS_MARKS: Record<Freshness, Mark> = {
  fresh: 'good',
  soon: 'warning',
  stale: 'bad',
  broken: 'bad',
  unproven: 'neutral',
};

export function freshnessName(state: Freshness): string {
  return {
    fresh: t('runbooks.freshness.fresh', 'fresh'),
    soon: t('runbooks.freshness.soon', 'review soon'),
    stale: t('runbooks.freshness.stale', 'stale'),
    broken: t('runbooks.freshness.broken', 'broken'),
    unproven: t('runbooks.freshness.unproven', 'not run or reviewed yet'),
  }[state];
}

export function runbookSectionName(section: RunbookSection): string {
  return RUNBOOK_SECTIONS[textLanguage()][section];
}

export function stepKindName(kind: StepKind): string {
  return {
    note: t('runbooks.step.note', 'Note'),
    command: t('runbooks.step.command', 'Command'),
    query: t('runbooks.step.query', 'Query'),
    alert: t('runbooks.step.alert', 'Alert state'),
    dashboard: t('runbooks.step.dashboard', 'Dashboard'),
    decision: t('runbooks.step.decision', 'Decision'),
    input: t('runbooks.step.input', 'Input'),
    confirm: t('runbooks.step.confirm', 'Confirm'),
    approval: t('runbooks.step.approval', 'Approval'),
    wait: t('runbooks.step.wait', 'Wait'),
  }[kind];
}

export const VERDICT_MARKS: Record<StepVerdict, Mark> = {
  pass: 'good',
  fail: 'bad',
  nodata: 'unknown',
  skip: 'neutral',
  done: 'good',
};

export function stepVerdictName(verdict: StepVerdict): string {
  return {
    pass: t('runbooks.verdict.pass', 'pass'),
    fail: t('runbooks.verdict.fail', 'fail'),
    nodata: t('runbooks.verdict.nodata', 'no data'),
    skip: t('runbooks.verdict.skip', 'skipped'),
    done: t('runbooks.verdict.done', 'done'),
  }[verdict];
}

export function helpedName(helped: Helped): string {
  return {
    solved: t('runbooks.helped.solved', 'Solved it'),
    partly: t('runbooks.helped.partly', 'Partly'),
    no: t('runbooks.helped.no', 'No'),
    wrong: t('runbooks.helped.wrong', 'It was wrong'),
  }[helped];
}

export function runStateName(state: RunbookRunState): string {
  return state === 'running'
    ? t('runbooks.run.running', 'under way')
    : state === 'abandoned'
      ? t('runbooks.run.abandoned', 'given up')
      : helpedName(state);
}

/** Why a runbook is offered. */
export function offeredWhyText(why: Why): string {
  switch (why.kind) {
    case 'link':
      return t('runbooks.why.link', 'the alert {{alert}} names it', verbatim({ alert: why.alert }));
    case 'alert':
      return t('runbooks.why.alert', 'alert {{alert}}', verbatim({ alert: why.alert }));
    case 'labels':
      return t('runbooks.why.labels', 'labels {{labels}}', verbatim({ labels: why.labels }));
    case 'service':
      return t('runbooks.why.service', 'service {{service}}', verbatim({ service: why.service }));
    case 'words':
      return t('runbooks.why.words', 'words {{words}}', verbatim({ words: why.words.slice(0, 5).join(', ') }));
  }
}

/** What is gone, in words. */
export function brokenText(reference: Reference): string {
  const name = nameOf(reference);
  return {
    dataSource: () => t('runbooks.broken.source', 'data source {{name}} is gone', verbatim({ name })),
    metric: () => t('runbooks.broken.metric', 'metric {{name}} no longer exists', verbatim({ name })),
    dashboard: () => t('runbooks.broken.dashboard', 'dashboard {{name}} is gone', verbatim({ name })),
    alert: () => t('runbooks.broken.alert', 'no alert rule is named {{name}}', verbatim({ name })),
    runbook: () => t('runbooks.broken.runbook', 'runbook {{name}} does not exist', verbatim({ name })),
  }[reference.kind]();
}
