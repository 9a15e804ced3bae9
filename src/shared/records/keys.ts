import { type HeadFilter } from '../../grafana/records/search';

export const recordKeys = {
  all: ['record'] as const,
  one: (kind: string, name: string) => ['record', kind, name] as const,
  history: (kind: string, name: string) => ['record', kind, name, 'history'] as const,
};

export const headKeys = {
  all: ['heads'] as const,
  of: (kind: string) => ['heads', kind] as const,
  list: (kind: string, filter: HeadFilter) => ['heads', kind, filter] as const,
};
