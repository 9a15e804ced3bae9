import { interfaceLanguage } from '../../grafana/user';

/** 42 min, 1 h 05, 2 d 3 h (French 2 j 3 h); seconds below a minute. `seconds` may be negative. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) {
    return '∞';
  }
  const sign = seconds < 0 ? '−' : '';
  const total = Math.round(Math.abs(seconds));
  if (total < 60) {
    return `${sign}${total} s`;
  }
  const minutes = Math.round(total / 60);
  if (minutes < 60) {
    return `${sign}${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    return `${sign}${hours} h ${String(minutes % 60).padStart(2, '0')}`;
  }
  const days = Math.floor(hours / 24);
  const unit = interfaceLanguage().startsWith('fr') ? 'j' : 'd';
  return hours % 24 ? `${sign}${days} ${unit} ${hours % 24} h` : `${sign}${days} ${unit}`;
}
