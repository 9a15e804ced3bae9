import { t } from '@grafana/i18n';
import { type Hint } from '../../domain/incident/documents/hints';
import { type REVIEW_STEPS } from '../../domain/incident/rules';
import {
  type DetectedBy,
  type EntryKind,
  type FunctionLost,
  type ReviewState,
  type Severity,
  type Status,
  type UsersAffected,
  type VoidReason,
} from '../../domain/incident/schema';
import { type Mark } from '../../shared/ui/StateMark';
import { verbatim } from '../../shared/words/verbatim';

export function statusMark(status: Status): Mark {
  switch (status) {
    case 'declared':
    case 'investigating':
      return 'bad';
    case 'identified':
    case 'mitigated':
      return 'warning';
    case 'resolved':
    case 'closed':
      return 'good';
    case 'void':
      return 'neutral';
  }
}

/** SEV1 to SEV4 are names: they stay as they are in every language. */
export function severityName(severity: Severity | undefined): string {
  return severity ? severity.toUpperCase() : t('incidents.severity.none', 'No severity');
}

export function severityMeaning(severity: Severity): string {
  switch (severity) {
    case 'sev1':
      return t('incidents.severity.sev1', 'Nobody can use it, or data is at risk');
    case 'sev2':
      return t('incidents.severity.sev2', 'Many people cannot do something important');
    case 'sev3':
      return t('incidents.severity.sev3', 'Some people are held up');
    case 'sev4':
      return t('incidents.severity.sev4', 'Hardly anybody notices');
  }
}

export function usersName(users: UsersAffected): string {
  switch (users) {
    case 'none':
      return t('incidents.users.none', 'No users');
    case 'few':
      return t('incidents.users.few', 'Some users');
    case 'many':
      return t('incidents.users.many', 'Many users');
    case 'all':
      return t('incidents.users.all', 'All users');
  }
}

export function lossName(loss: FunctionLost): string {
  switch (loss) {
    case 'none':
      return t('incidents.loss.none', 'Nothing is lost');
    case 'degraded':
      return t('incidents.loss.degraded', 'It is slow or awkward');
    case 'partial':
      return t('incidents.loss.partial', 'A function is missing');
    case 'full':
      return t('incidents.loss.full', 'It does not work at all');
  }
}

export function detectedByName(by: DetectedBy): string {
  switch (by) {
    case 'monitoring':
      return t('incidents.detected-by.monitoring', 'Monitoring');
    case 'team':
      return t('incidents.detected-by.team', 'The team');
    case 'customer':
      return t('incidents.detected-by.customer', 'Customers');
    case 'other':
      return t('incidents.detected-by.other', 'Others');
  }
}

export function voidReasonName(reason: VoidReason): string {
  switch (reason) {
    case 'falseAlarm':
      return t('incidents.void.false-alarm', 'False alarm');
    case 'duplicate':
      return t('incidents.void.duplicate', 'Duplicate of another incident');
    case 'cancelled':
      return t('incidents.void.cancelled', 'Cancelled');
  }
}

export function kindName(kind: EntryKind): string {
  switch (kind) {
    case 'note':
      return t('incidents.kind.note', 'Note');
    case 'status':
      return t('incidents.kind.status', 'Status');
    case 'severity':
      return t('incidents.kind.severity', 'Severity');
    case 'milestone':
      return t('incidents.kind.milestone', 'Milestone');
    case 'role':
      return t('incidents.kind.role', 'Role');
    case 'task':
      return t('incidents.kind.task', 'Task');
    case 'action':
      return t('incidents.kind.action', 'Action');
    case 'update':
      return t('incidents.kind.update', 'Update');
    case 'evidence':
      return t('incidents.kind.evidence', 'Evidence');
    case 'decision':
      return t('incidents.kind.decision', 'Decision');
    case 'runbook':
      return t('incidents.kind.runbook', 'Runbook');
    case 'alert':
      return t('incidents.kind.alert', 'Alert');
    case 'deploy':
      return t('incidents.kind.deploy', 'Deployment');
    case 'document':
      return t('incidents.kind.document', 'Document');
    case 'edit':
      return t('incidents.kind.edit', 'Edit');
    case 'link':
      return t('incidents.kind.link', 'Link');
  }
}

/** Shapes tell the kinds of entries apart without colour. */
export function kindMark(kind: EntryKind): string {
  switch (kind) {
    case 'status':
    case 'milestone':
      return '◆';
    case 'severity':
    case 'alert':
      return '▲';
    case 'update':
      return '◉';
    case 'decision':
      return '■';
    case 'role':
    case 'task':
    case 'action':
      return '○';
    default:
      return '●';
  }
}

export function reviewStepName(step: (typeof REVIEW_STEPS)[number]): string {
  switch (step) {
    case 'identify':
      return t('incidents.review.step.identify', '1. Identify the cause');
    case 'document':
      return t('incidents.review.step.document', '2. Document it');
    case 'improve':
      return t('incidents.review.step.improve', '3. Find improvements');
    case 'implement':
      return t('incidents.review.step.implement', '4. Make them');
    case 'verify':
      return t('incidents.review.step.verify', '5. Verify that they work');
    case 'record':
      return t('incidents.review.step.record', '6. Document what was learnt');
  }
}

export function reviewStateName(state: ReviewState): string {
  switch (state) {
    case 'draft':
      return t('incidents.review.state.draft', 'Draft');
    case 'inReview':
      return t('incidents.review.state.in-review', 'In review');
    case 'reviewed':
      return t('incidents.review.state.reviewed', 'Reviewed');
    case 'closed':
      return t('incidents.review.state.closed', 'Closed');
  }
}

export function hintText({ code, word }: Hint): string {
  switch (code) {
    case 'humanError':
      return t(
        'incidents.hint.human-error',
        '“{{word}}” ends the search too early: what made the mistake easy?',
        verbatim({
          word,
        })
      );
    case 'shouldHave':
      return t('incidents.hint.should-have', '“{{word}}” is hindsight: say what was known then', verbatim({ word }));
    case 'person':
      return t(
        'incidents.hint.person',
        'A name among the causes ({{word}}): describe the circumstances instead',
        verbatim({
          word,
        })
      );
    case 'vagueAction':
      return t(
        'incidents.hint.vague',
        'Begins with “{{word}}”: how would anybody know that it is done?',
        verbatim({ word })
      );
  }
}
