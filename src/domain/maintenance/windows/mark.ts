import { escapeHtml, type DashboardMark, markTag, MOST_MARKED } from '../../incident/mark';
import { tag } from '../../record/record';
import { type WindowHead } from './head';
import { timesOf } from './times';

/**
 * How a window is marked on dashboards that show `service:<slug>`, as incidents are: from its begin to its end. Undefined: not at all,
 * as when it was cancelled, or no service was opted in.
 */
export function markOfWindow(window: WindowHead, marked: string[], url: string): DashboardMark | undefined {
  const times = timesOf(window);
  if (!times || marked.length === 0) {
    return undefined;
  }
  const time = Date.parse(times.from);
  return {
    time,
    timeEnd: Math.max(time, Date.parse(times.to)),
    text: `${escapeHtml(window.title)}\n<a href="${escapeHtml(url)}">Opsbook</a>`,
    tags: [
      'opsbook',
      'opsbook:window',
      `window:${window.name}`,
      markTag(window.name),
      ...marked.slice(0, MOST_MARKED).map((service) => tag('service', service)),
    ],
  };
}
