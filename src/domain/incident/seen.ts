import { type Incident } from './schema';

// Values that are more than a word, as commands name what a person saw of them.

export function serviceList(services: Record<string, string>): string {
  return Object.keys(services).sort().join(',');
}

export function impactWords(impact: Incident['impact']): string {
  return [impact?.users, impact?.loss].map((part) => part ?? '').join('/');
}
