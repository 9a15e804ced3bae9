import { durationWords } from '../text/times';
import { type BackupFrequency, type Retention } from './schema';

/** For the readable copy of the register, which is in English as its title. */
export function frequencyText(frequency: BackupFrequency): string {
  switch (frequency.kind) {
    case 'continuous':
      return 'continuous';
    case 'onChange':
      return 'on change';
    case 'every':
      return minutesText(frequency.hours * 60);
  }
}

export function retentionText(retention: Retention): string {
  return retention.kind === 'unlimited' ? 'unlimited' : `${retention.days} d`;
}

export function minutesText(minutes: number): string {
  return durationWords(minutes * 60_000, 'en');
}
