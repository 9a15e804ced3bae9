import { t } from '@grafana/i18n';
import { documentSectionName } from '../../../domain/incident/documents/sections';
import { REVIEW_STEPS } from '../../../domain/incident/rules';
import {
  actionState,
  actionType,
  type Change,
  detectedBy,
  functionLost,
  nature,
  prioritySchema,
  reviewState,
  severity,
  status,
  incidentTask,
  usersAffected,
} from '../../../domain/incident/schema';
import { interfaceLanguage } from '../../../grafana/user';
import { actionStateName, actionTypeName, natureName, priorityName } from '../../../shared/words/actions';
import { formatDuration } from '../../../shared/words/durations';
import { milestoneName, roleName, statusName } from '../../../shared/words/incidents';
import { momentText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { detectedByName, lossName, reviewStateName, reviewStepName, severityName, usersName } from '../words';

/** What an automatic entry recorded, in the reader's language: what it is, what it was, what it became. */
export function changeText({ field, from, to, also, skipped, cleared, override }: Change): string {
  const [subject, detail = ''] = field.split('.');
  const parts = also && from === to ? [workName(subject, from)] : [mainChange(subject, detail, from, to)];
  parts.push(...(also ?? []).map((part) => partChange(part)));
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

function mainChange(subject: string, detail: string, from: string | undefined, to: string | undefined): string {
  switch (subject) {
    case 'status':
      return from === undefined
        ? t('incidents.change.declared', 'Incident declared')
        : moved(t('incidents.kind.status', 'Status'), statusValue(from), statusValue(to));
    case 'milestone':
      return milestoneChange(detail, from, to);
    case 'role':
      return roleChange(roleName(detail), from, to);
    case 'task':
    case 'action':
      return workChange(subject, from, to);
    case 'section':
      return moved(
        t(
          'incidents.change.section',
          'Text “{{section}}”',
          verbatim({
            section: documentSectionName(detail, documentLanguage()) ?? t('incidents.change.a-text', 'of a document'),
          })
        ),
        from,
        to
      );
    case 'suggestion':
      return t('incidents.change.suggestion', 'Suggestion dismissed: {{from}}', verbatim({ from: from ?? '' }));
    case 'link':
      return to === undefined
        ? t('incidents.change.link-removed', 'Link removed: {{from}}', verbatim({ from: from ?? '' }))
        : moved(t('incidents.kind.link', 'Link'), undefined, to);
    case 'merged':
      return t(
        'incidents.change.merged',
        '{{name}} was merged into this incident',
        verbatim({ name: (to ?? '').toUpperCase() })
      );
    case 'review':
      return reviewChange(detail, from, to);
    case 'annotation':
      return to === undefined && from !== undefined
        ? t('incidents.change.mark-removed', 'Mark on dashboards removed')
        : t('incidents.change.mark', 'Marked on dashboards');
    default:
      return moved(labelOf(subject), valueOf(subject, from), valueOf(subject, to));
  }
}

/** `Title: before → after`; entries of older versions know neither. */
function moved(what: string, from: string | undefined, to: string | undefined): string {
  if (from === undefined && to === undefined) {
    return t('incidents.change.changed', '{{what}} changed', verbatim({ what }));
  }
  return from === undefined
    ? t('incidents.change.set', '{{what}}: {{to}}', verbatim({ what, to }))
    : t(
        'incidents.change.moved',
        '{{what}}: {{from}} → {{to}}',
        verbatim({ what, from, to: to ?? t('incidents.change.nothing', 'nothing') })
      );
}

function labelOf(subject: string): string {
  switch (subject) {
    case 'severity':
      return t('incidents.kind.severity', 'Severity');
    case 'priority':
      return t('incidents.change.what.priority', 'Priority');
    case 'title':
      return t('incidents.title-field', 'Title');
    case 'services':
      return t('incidents.change.what.services', 'Services');
    case 'alert':
      return t('incidents.kind.alert', 'Alert');
    case 'drill':
      return t('incidents.drill', 'Drill');
    case 'impact':
      return t('incidents.field.impact', 'Impact');
    case 'detectedBy':
      return t('incidents.field.detected-by', 'Detected by');
    case 'zone':
      return t('incidents.change.what.zone', 'Time zone');
    case 'cadence':
      return t('incidents.change.what.cadence', 'Time between updates');
    case 'costs':
      return t('incidents.change.what.costs', 'Error budget used');
    default:
      return t('incidents.change.what.other', 'Something that this version has no word for');
  }
}

/** A value in the reader's language by the field it is of; names and titles of people stay as they wrote them. */
function valueOf(subject: string, text: string | undefined): string | undefined {
  if (text === undefined) {
    return undefined;
  }
  switch (subject) {
    case 'severity':
      return wordOf(severity, text, severityName);
    case 'priority':
      return wordOf(prioritySchema, text, priorityName);
    case 'detectedBy':
      return wordOf(detectedBy, text, detectedByName);
    case 'impact':
      return impactText(text);
    case 'drill':
      return text === 'true' ? t('incidents.change.yes', 'yes') : t('incidents.change.no', 'no');
    case 'cadence':
      return text === '0' ? t('incidents.change.no-updates', 'none due') : formatDuration(Number(text) * 60);
    default:
      return text;
  }
}

/** `many/partial`, either of them may be missing (seen.ts). */
function impactText(text: string): string {
  const [users = '', loss = ''] = text.split('/');
  const words = [users && wordOf(usersAffected, users, usersName), loss && wordOf(functionLost, loss, lossName)];
  return words.filter(Boolean).join(', ') || t('incidents.unknown', 'unknown');
}

function statusValue(text: string | undefined): string | undefined {
  return text === undefined ? undefined : wordOf(status, text, statusName);
}

function milestoneChange(milestone: string, from: string | undefined, to: string | undefined): string {
  const name = milestoneName(milestone);
  if (to === undefined) {
    return t(
      'incidents.change.milestone-cleared',
      'Time of “{{milestone}}” is unknown again',
      verbatim({ milestone: name })
    );
  }
  return from === undefined ? capitalised(name) : moved(capitalised(name), momentText(from), momentText(to));
}

function roleChange(role: string, from: string | undefined, to: string | undefined): string {
  if (from === undefined) {
    return moved(role, undefined, to);
  }
  return to === undefined
    ? t('incidents.change.role-left', '{{role}}: {{from}} stepped back', verbatim({ role, from }))
    : t('incidents.change.role', '{{role}}: {{from}} handed over to {{to}}', verbatim({ role, from, to }));
}

/** Whose parts follow. */
function workName(subject: string, text: string | undefined): string {
  const what = subject === 'task' ? t('incidents.kind.task', 'Task') : t('incidents.kind.action', 'Action');
  const title = workOf(text)?.title ?? '';
  return t('incidents.change.of', '{{what}} “{{title}}”', verbatim({ what, title }));
}

/** What moved of an action or a task. */
function partChange({ field, from, to }: Pick<Change, 'field' | 'from' | 'to'>): string {
  const values = (word: (text: string) => string) => [from && word(from), to && word(to)] as const;
  switch (field) {
    case 'owner':
      return moved(t('incidents.action.owner', 'Owner'), from, to);
    case 'due':
      return moved(t('incidents.action.due', 'Due'), from, to);
    case 'type':
      return moved(t('incidents.action.type', 'Type'), ...values((text) => wordOf(actionType, text, actionTypeName)));
    case 'nature':
      return moved(
        t('incidents.action.nature', 'Corrective or preventive'),
        ...values((text) => wordOf(nature, text, natureName))
      );
    case 'measure':
      return moved(t('incidents.action.measure', 'Success measure (PromQL)'), from, to);
    case 'checkBack':
      return moved(t('incidents.change.what.check-back', 'Check back'), ...values(momentText));
    default:
      return moved(labelOf(field), valueOf(field, from), valueOf(field, to));
  }
}

/** `Restart Redis (open)` → `Restart Redis (done)`: the title once, its states in words. */
function workChange(subject: 'task' | 'action', from: string | undefined, to: string | undefined): string {
  const what = subject === 'task' ? t('incidents.kind.task', 'Task') : t('incidents.kind.action', 'Action');
  const [before, after] = [workOf(from), workOf(to)];
  if (before?.state !== undefined && after?.state !== undefined && before.title === after.title) {
    const label = t('incidents.change.of', '{{what}} “{{title}}”', verbatim({ what, title: after.title }));
    return before.state === after.state
      ? moved(label, undefined, undefined)
      : moved(label, workState(before.state), workState(after.state));
  }
  return from === to
    ? moved(`${what} “${to ?? ''}”`, undefined, undefined)
    : moved(what, workText(before), workText(after));
}

interface Work {
  title: string;
  state?: string;
}

function workOf(text: string | undefined): Work | undefined {
  const [, title, state] = /^([\s\S]*) \((\w+)\)$/.exec(text ?? '') ?? [];
  return title !== undefined &&
    [...actionState.options, ...incidentTask.shape.state.options].some((each) => each === state)
    ? { title, state }
    : text === undefined
      ? undefined
      : { title: text };
}

function workText(work: Work | undefined): string | undefined {
  return work && (work.state === undefined ? work.title : `${work.title} (${workState(work.state)})`);
}

function workState(state: string): string {
  return state === 'dropped' ? t('incidents.task-dropped', 'dropped') : wordOf(actionState, state, actionStateName);
}

function reviewChange(detail: string, from: string | undefined, to: string | undefined): string {
  const state = (text: string | undefined) => text && wordOf(reviewState, text, reviewStateName);
  switch (detail) {
    case 'step': {
      const step = REVIEW_STEPS.find((each) => each === (to ?? from));
      const name = step ? reviewStepName(step) : '';
      return to === undefined
        ? t('incidents.change.step-undone', 'Review: “{{step}}” not done after all', verbatim({ step: name }))
        : t('incidents.change.step-done', 'Review: “{{step}}” done', verbatim({ step: name }));
    }
    case 'owner':
      return moved(t('incidents.change.what.review-owner', 'Owner of the review'), from, to);
    case 'reviewer':
      return moved(t('incidents.review.reviewer-field', 'Reviewer'), from, to);
    case 'due':
      return moved(t('incidents.change.what.review-due', 'Review due'), from, to);
    default:
      return from === to
        ? t('incidents.change.review', 'Review changed')
        : moved(t('incidents.tab.review', 'Review'), state(from), state(to));
  }
}

function wordOf<W extends string>(words: { options: readonly W[] }, text: string, name: (word: W) => string): string {
  const known = words.options.find((word) => word === text);
  return known ? name(known) : text;
}

function capitalised(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

function milestoneNames(list: string): string {
  return list.split(',').map(milestoneName).join(', ');
}

function documentLanguage(): 'en' | 'fr' {
  return interfaceLanguage().startsWith('fr') ? 'fr' : 'en';
}
