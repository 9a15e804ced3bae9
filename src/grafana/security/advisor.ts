import { config } from '@grafana/runtime';
import { z } from 'zod/mini';
import { type AdvisorFailure } from '../../domain/security/evidence';
import { redactName } from '../../domain/security/redact';
import { request } from '../request';

const TYPE = 'advisor.grafana.app/type';
const IGNORED = 'advisor.grafana.app/ignore-steps-list';

const failure = z.object({
  severity: z.catch(z.string(), ''),
  stepID: z.catch(z.string(), '?'),
  item: z.catch(z.string(), ''),
});

// as apps/advisor/kinds/check.cue of Grafana 12.4 has it
const checks = z.object({
  items: z.array(
    z.object({
      metadata: z.object({
        name: z.string(),
        creationTimestamp: z.catch(z.string(), ''),
        labels: z.catch(z.nullish(z.record(z.string(), z.string())), undefined),
        annotations: z.catch(z.nullish(z.record(z.string(), z.string())), undefined),
      }),
      status: z.nullish(
        z.object({
          report: z.nullish(z.object({ count: z.catch(z.number(), 0), failures: z.nullish(z.array(failure)) })),
        })
      ),
    })
  ),
});

/** What Grafana's Advisor found when each of its checks last ran; steps that people told it to ignore are left out. Throws RequestError. */
export async function advisorFindings(signal?: AbortSignal): Promise<{ failures: AdvisorFailure[]; count: number }> {
  const url = `/apis/advisor.grafana.app/v0alpha1/namespaces/${config.namespace}/checks`;
  const { items } = checks.parse(await request<unknown>({ url, signal }));
  const last = new Map<string, (typeof items)[number]>();
  for (const check of items) {
    const type = check.metadata.labels?.[TYPE] ?? check.metadata.name;
    const known = last.get(type);
    if (check.status?.report && (!known || known.metadata.creationTimestamp < check.metadata.creationTimestamp)) {
      last.set(type, check);
    }
  }
  const found = [...last];
  return {
    count: found.reduce((sum, [, { status }]) => sum + (status?.report?.count ?? 0), 0),
    failures: found.flatMap(([check, { metadata, status }]) => {
      const ignored = (metadata.annotations?.[IGNORED] ?? '').split(',').map((step) => step.trim());
      return (status?.report?.failures ?? [])
        .filter(({ stepID }) => !ignored.includes(stepID))
        .map(({ stepID, item, severity }) => ({ check, step: stepID, item: redactName(item), severity }));
    }),
  };
}
