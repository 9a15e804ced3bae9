import { t } from '@grafana/i18n';
import { type Hint } from '../../domain/incident/documents/hints';
import {
  type Change,
  detectedBy,
  type DetectedBy,
  type EntryKind,
  type FunctionLost,
  priority,
  type Priority,
  severity,
  type Severity,
  status,
  type Status,
  type UsersAffected,
  type VoidReason,
} from '../../domain/incident/schema';
import { type Mark } from '../../shared/ui/StateMark';
import { milestoneName, roleName, statusName } from '../../shared/words/incidents';
import { verbatim } from '../../shared/words/verbatim';

export { milestoneName, roleName, statusName };

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

export function priorityName(priority: Priority): string {
  switch (priority) {
    case 'high':
      return t('incidents.priority.high', 'High');
    case 'medium':
      return t('incidents.priority.medium', 'Medium');
    case 'low':
      return t('incidents.priority.low', 'Low');
  }
}

/** A value in the reader's language by the field it is of; names and titles of people stay as they wrote them. */
function valueName(subject: string, text: string | undefined): string {
  if (text === undefined) {
    return t('incidents.change.nothing', 'nothing');
  }
  switch (subject) {
    case 'status':
      return wordOf(status, text, statusName);
    case 'severity':
      return wordOf(severity, text, severityName);
    case 'priority':
      return wordOf(priority, text, priorityName);
    case 'detectedBy':
      return wordOf(detectedBy, text, detectedByName);
    default:
      return text;
  }
}

function wordOf<W extends string>(words: { options: readonly W[] }, text: string, name: (word: W) => string): string {
  const known = words.options.find((word) => word === text);
  return known ? name(known) : text;
}

/** What an automatic entry recorded, in the reader's language. */
export function changeText({ field, from, to, skipped, cleared, override }: Change): string {
  const [subject, detail = ''] = field.split('.');
  const parts = [mainChange(subject, detail, from, to)];
  if (skipped) {
    parts.push(t('incidents.change.skipped', 'skipped: {{steps}}', verbatim({ steps: milestoneNames(skipped) })));
  }
  if (cleared) {
    parts.push(t('incidents.change.cleared', 'no longer: {{steps}}', verbatim({ steps: milestoneNames(cleared) })));
  }
  if (override) {
    parts.push(
      t('incidents.change.override', 'against the rules, because: {{reason}}', verbatim({ reason: override }))
    );
  }
  return parts.join(' · ');
}

function capitalised(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

function milestoneNames(list: string): string {
  return list.split(',').map(milestoneName).join(', ');
}

function mainChange(subject: string, detail: string, from: string | undefined, to: string | undefined): string {
  const values = verbatim({ from: valueName(subject, from), to: valueName(subject, to) });
  switch (subject) {
    case 'status':
      return from === undefined
        ? t('incidents.change.declared', 'Incident declared')
        : t('incidents.change.status', 'Status: {{from}} → {{to}}', values);
    case 'suggestion':
      return t('incidents.change.suggestion', 'Suggestion dismissed: {{from}}', verbatim({ from: from ?? '' }));
    case 'severity':
      return from === undefined
        ? t('incidents.change.severity-set', 'Severity: {{to}}', values)
        : t('incidents.change.severity', 'Severity: {{from}} → {{to}}', values);
    case 'milestone':
      return to === undefined
        ? t(
            'incidents.change.milestone-cleared',
            'Time of “{{milestone}}” is unknown again',
            verbatim({
              milestone: milestoneName(detail),
            })
          )
        : capitalised(milestoneName(detail));
    case 'role': {
      const handed = verbatim({ ...values, role: roleName(detail) });
      return from === undefined
        ? t('incidents.change.role-taken', '{{role}}: {{to}}', handed)
        : to === undefined
          ? t('incidents.change.role-left', '{{role}}: {{from}} stepped back', handed)
          : t('incidents.change.role', '{{role}}: {{from}} handed over to {{to}}', handed);
    }
    case 'title':
      return t('incidents.change.title', 'Title: {{to}}', values);
    case 'services':
      return t('incidents.change.services', 'Services: {{to}}', values);
    case 'section':
      return t('incidents.change.section', 'Text of a document changed ({{section}})', verbatim({ section: detail }));
    case 'task':
      return t('incidents.change.task', 'Task: {{to}}', values);
    case 'action':
      return t('incidents.change.action', 'Action: {{to}}', values);
    case 'alert':
      return t('incidents.change.alert', 'Alert: {{to}}', values);
    case 'link':
      return to === undefined
        ? t('incidents.change.link-removed', 'Link removed: {{from}}', values)
        : t('incidents.change.link', 'Link: {{to}}', values);
    case 'merged':
      return t(
        'incidents.change.merged',
        '{{name}} was merged into this incident',
        verbatim({ name: (to ?? '').toUpperCase() })
      );
    case 'review':
      return t('incidents.change.review', 'Review changed');
    case 'drill':
      return t('incidents.change.drill', 'Drill: {{to}}', values);
    case 'impact':
      return t('incidents.change.impact', 'Impact changed');
    case 'detectedBy':
      return t('incidents.change.detected-by', 'Detected by: {{to}}', values);
    case 'zone':
      return t('incidents.change.zone', 'Time zone: {{to}}', values);
    case 'cadence':
      return t('incidents.change.cadence', 'Minutes between updates: {{to}}', values);
    default:
      return to === undefined ? subject : `${subject}: ${to}`;
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
