import { durationWords } from '../../domain/text/times';
import { interfaceLanguage } from '../../grafana/user';

/** 42 min, 1 h 05, 2 d 3 h (French 2 j 3 h) in the language of the interface; `seconds` may be negative. */
export function formatDuration(seconds: number): string {
  return Number.isFinite(seconds)
    ? durationWords(seconds * 1000, interfaceLanguage().startsWith('fr') ? 'fr' : 'en')
    : '∞';
}
