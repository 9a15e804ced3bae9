import { t } from '@grafana/i18n';
import { type BackupReason } from '../../../domain/record/reasons';
import { verbatim } from '../verbatim';
import { type Texts } from './texts';

export const backupReasons: Texts<BackupReason> = {
  'backup.exists': ({ name }) => t('backups.reasons.exists', '“{{name}}” is in the policy already', verbatim({ name })),
  'backup.name': () => t('backups.reasons.name', 'The name needs a letter from a to z or a digit'),
  'backup.moved': () =>
    t('backups.reasons.moved', 'Somebody else changed this element meanwhile: open it again and look at it'),
  'backup.removed': () => t('backups.reasons.removed', 'Somebody removed this element meanwhile'),
  'backup.retention': () =>
    t(
      'backups.reasons.retention',
      'Kept for a shorter time than from one backup to the next: between them there would be no copy'
    ),
  'backup.metric': () => t('backups.reasons.metric', 'This is not the name of a metric'),
  'backup.past': () => t('backups.reasons.past', 'This is too long ago to be the time of a backup'),
  'backup.oldest': () => t('backups.reasons.oldest', 'The oldest copy cannot be newer than the newest'),
  'backup.drillFinished': () => t('backups.reasons.drill-finished', 'This drill is finished already'),
  'backup.drillMissing': () => t('backups.reasons.drill-missing', 'Somebody gave this drill up meanwhile'),
  'backup.drillOrder': () => t('backups.reasons.drill-order', 'The end lies before the start'),
  'backup.invariants': () =>
    t('backups.reasons.invariants', 'Name at least one figure that has to be the same on both sides'),
  'archive.tooLarge': ({ limit }) =>
    t('backups.reasons.archive-too-large', 'The file is larger than {{limit}} MB', verbatim({ limit })),
  'archive.notJson': () =>
    t(
      'backups.reasons.archive-not-json',
      'This is no file of Opsbook, or it was cut off: it cannot be read to its end'
    ),
  'archive.foreign': () => t('backups.reasons.archive-foreign', 'This file is not an export of Opsbook’s records'),
  'archive.newer': ({ version }) =>
    t(
      'backups.reasons.archive-newer',
      'The file was written by a newer version of Opsbook (format {{version}}): update the plugin first',
      verbatim({ version })
    ),
  'archive.cut': ({ expected, found }) =>
    t(
      'backups.reasons.archive-cut',
      'The file is incomplete: {{expected}} records were written, {{found}} are in it',
      verbatim({ expected, found })
    ),
  'archive.changed': () =>
    t(
      'backups.reasons.archive-changed',
      'The file was changed after it was written: its check does not match its content'
    ),
  'archive.record': ({ name }) =>
    t('backups.reasons.archive-record', '“{{name}}” in the file is no record of Opsbook', verbatim({ name })),
};
