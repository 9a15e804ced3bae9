import { z } from 'zod/mini';
import { type RulerGroup } from '../../domain/reminder/rules';
import { request, RequestError } from '../request';

const texts = z.pipe(
  z.nullish(z.record(z.string(), z.string())),
  z.transform((given) => given ?? undefined)
);
const rulerGroup = z.looseObject({
  name: z.string(),
  interval: z.optional(z.string()),
  rules: z.array(
    z.looseObject({
      for: z.optional(z.string()),
      labels: texts,
      annotations: texts,
      grafana_alert: z.optional(
        z.looseObject({
          uid: z.optional(z.string()),
          title: z.optional(z.string()),
          condition: z.optional(z.string()),
          data: z.optional(z.array(z.unknown())),
          notification_settings: z.optional(z.looseObject({ receiver: z.optional(z.string()) })),
        })
      ),
    })
  ),
});

const folderUrl = (folder: string) => `/api/ruler/grafana/api/v1/rules/${encodeURIComponent(folder)}`;
const groupUrl = (folder: string, group: string) => `${folderUrl(folder)}/${encodeURIComponent(group)}`;

/** All rule groups of a folder, in one request. Throws RequestError. */
export async function ruleGroups(folder: string, signal?: AbortSignal): Promise<RulerGroup[]> {
  const answer = z
    .record(z.string(), z.array(rulerGroup))
    .safeParse(await request<unknown>({ url: `${folderUrl(folder)}`, signal }));
  if (!answer.success) {
    throw new RequestError('format', 200, 'These are not rules');
  }
  return Object.values(answer.data).flat();
}

/** Undefined where there is none. Throws RequestError. */
export async function ruleGroup(folder: string, name: string, signal?: AbortSignal): Promise<RulerGroup | undefined> {
  try {
    const answer = rulerGroup.safeParse(await request<unknown>({ url: `${groupUrl(folder, name)}`, signal }));
    if (!answer.success) {
      throw new RequestError('format', 200, 'This is not a group of rules');
    }
    return answer.data;
  } catch (error) {
    if (error instanceof RequestError && error.kind === 'missing') {
      return undefined;
    }
    throw error;
  }
}

/** Replaces the group: Grafana keeps no version of it, the last writer wins. Throws RequestError. */
export async function writeRuleGroup(folder: string, group: RulerGroup): Promise<void> {
  await request({ method: 'POST', url: `${folderUrl(folder)}`, data: group });
}

export async function deleteRuleGroup(folder: string, name: string): Promise<void> {
  try {
    await request({ method: 'DELETE', url: `${groupUrl(folder, name)}` });
  } catch (error) {
    if (!(error instanceof RequestError && error.kind === 'missing')) {
      throw error;
    }
  }
}
