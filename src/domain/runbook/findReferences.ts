import { metricName, selectors } from '../promql/promql';
import { inOrder } from '../record/inOrder';
import { runbookOfUrl } from './addresses';
import { linksIn } from './links';
import { type Reference } from './references';
import { type Content } from './schema';

export function referencesOf(written: Pick<Content, 'steps' | 'sections' | 'alerts'>): Reference[] {
  const found: Reference[] = [
    ...written.alerts.map((alert): Reference => ({ kind: 'alert', alert })),
    ...Object.values(written.sections).flatMap((text) => linked(text ?? '')),
  ];
  for (const step of inOrder(written.steps)) {
    found.push(...linked(step.text ?? '', step.key));
    if (step.kind === 'query') {
      const { dataSource, expr } = step;
      const metrics = [...new Set(selectors(expr).map(metricName))].filter(
        (metric) => metric !== '' && !metric.includes('<')
      );
      found.push(
        ...(dataSource ? [{ kind: 'dataSource', uid: dataSource, step: step.key } as const] : []),
        ...metrics.map((metric): Reference => ({
          kind: 'metric',
          metric,
          ...(dataSource && { dataSource }),
          step: step.key,
        }))
      );
    } else if (step.kind === 'alert') {
      found.push({ kind: 'alert', alert: step.alert, step: step.key });
    } else if (step.kind === 'dashboard') {
      found.push(...ofUrl(step.url, step.key));
    }
  }
  return found;
}

function linked(text: string, step?: string): Reference[] {
  return linksIn(text).flatMap((url) => ofUrl(url, step));
}

function ofUrl(url: string, step?: string): Reference[] {
  const name = runbookOfUrl(url);
  const uid = /^\/d\/([A-Za-z0-9_-]{1,40})(?:[/?#]|$)/.exec(url)?.[1];
  const at = step === undefined ? {} : { step };
  return name ? [{ kind: 'runbook', name, ...at }] : uid ? [{ kind: 'dashboard', uid, ...at }] : [];
}
