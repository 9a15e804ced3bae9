import { AppEvents } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';

export function notifyError(title: string, detail?: string): void {
  getAppEvents().publish({ type: AppEvents.alertError.name, payload: detail ? [title, detail] : [title] });
}

export function notifySuccess(title: string): void {
  getAppEvents().publish({ type: AppEvents.alertSuccess.name, payload: [title] });
}
