import { OBJECTIVES_PATH, objectivePath } from '../../shared/objectives/paths';

export const NEW_OBJECTIVE_PATH = `${OBJECTIVES_PATH}/new`;

export function editPath(key: string): string {
  return `${objectivePath(key)}/edit`;
}

interface ReportAddress {
  type: 'week' | 'month';
  label?: string;
  language?: string;
  withPrivate?: boolean;
}

export function reportPath({ type, label, language, withPrivate }: ReportAddress): string {
  const query = new URLSearchParams({
    type,
    ...(label && { period: label }),
    ...(language && { language }),
    ...(withPrivate && { private: '1' }),
  });
  return `${OBJECTIVES_PATH}/report?${query.toString()}`;
}

/** Kiosk mode is Grafana's own: neither menu nor bars. */
export function reportPrintPath({ label = '', language = '', withPrivate }: Omit<ReportAddress, 'type'>): string {
  const query = new URLSearchParams({ period: label, language, ...(withPrivate && { private: '1' }) });
  return `${OBJECTIVES_PATH}/report/print?${query.toString()}&kiosk`;
}

export function exclusionsPath(): string {
  return `${OBJECTIVES_PATH}/exclusions`;
}
