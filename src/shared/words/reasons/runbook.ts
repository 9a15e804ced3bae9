import { t } from '@grafana/i18n';
import { type RunbookReason } from '../../../domain/record/reasons';
import { verbatim } from '../verbatim';
import { type Texts } from './texts';

export const runbookReasons: Texts<RunbookReason> = {
  'runbook.moved': ({ name, version }) =>
    t(
      'runbooks.reasons.moved',
      '{{name}} saved version {{version}} meanwhile: copy what you changed, then look at it again',
      verbatim({ name, version })
    ),
  'runbook.circle': ({ steps }) =>
    t('runbooks.reasons.circle', 'These steps lead back to each other: {{steps}}', verbatim({ steps })),
  'runbook.dangling': ({ step, target }) =>
    t('runbooks.reasons.dangling', '“{{step}}” leads to “{{target}}”, which is no step', verbatim({ step, target })),
  'runbook.tooManySteps': ({ limit, count }) =>
    t(
      'runbooks.reasons.too-many-steps',
      'A runbook has at most {{limit}} steps, this one {{total}}',
      verbatim({ limit, total: count })
    ),
  'runbook.tooManyParameters': ({ limit }) =>
    t('runbooks.reasons.too-many-parameters', 'A runbook has at most {{limit}} parameters', verbatim({ limit })),
  'runbook.comparison': () =>
    t('runbooks.reasons.comparison', 'A comparison needs a threshold, and a threshold a comparison'),
  'runbook.judged': () => t('runbooks.reasons.judged', 'Only a query or an alert step can answer a decision'),
  'runbook.step': () => t('runbooks.reasons.step', 'This step is not in the runbook'),
  'run.step': () => t('runbooks.reasons.run-step', 'This step is not in the run'),
  'run.approval': () =>
    t('runbooks.reasons.approval', 'An approval is given by its own button, or skipped with a reason'),
  'run.otherPerson': ({ name }) =>
    t('runbooks.reasons.other-person', '{{name}} runs it: somebody else has to approve', verbatim({ name })),
  'runbookRun.finished': ({ name }) =>
    t('runbooks.reasons.run-finished', '{{name}} has finished this run', verbatim({ name })),
  'runbookRun.abandoned': ({ name }) =>
    t('runbooks.reasons.run-abandoned', '{{name}} has given this run up', verbatim({ name })),
  'parameter.missing': ({ name }) =>
    t('runbooks.reasons.parameter-missing', 'Give a value for <{{name}}>', verbatim({ name })),
  'parameter.place': ({ name }) =>
    t(
      'runbooks.reasons.parameter-place',
      '<{{name}}> stands where its value could not be kept data: put it elsewhere',
      verbatim({ name })
    ),
  'parameter.option': ({ name }) =>
    t('runbooks.reasons.parameter-option', 'The value of <{{name}}> would be read as an option', verbatim({ name })),
  'parameter.control': ({ name }) =>
    t(
      'runbooks.reasons.parameter-control',
      'The value of <{{name}}> has characters that act on a terminal',
      verbatim({ name })
    ),
  'import.tooLarge': ({ limit, size }) =>
    t(
      'runbooks.reasons.import-large',
      'This file has {{size}} KB; at most {{limit}} KB can be read',
      verbatim({ limit, size })
    ),
  'import.frontMatter': ({ line }) =>
    t('runbooks.reasons.front-matter', 'The front matter is not YAML (line {{line}})', verbatim({ line })),
  'import.aliases': () =>
    t('runbooks.reasons.aliases', 'The front matter repeats its anchors so often that it would fill the memory'),
  'import.field': ({ field, problem }) =>
    t('runbooks.reasons.import-field', 'The field {{field}} cannot be read: {{problem}}', verbatim({ field, problem })),
  'import.step': ({ step }) =>
    t('runbooks.reasons.import-step', 'What the step “{{step}}” does cannot be read', verbatim({ step })),
};
