import { config } from '@grafana/runtime';
import { z } from 'zod/mini';
import { request, RequestError } from '../request';

const receiver = z.object({ spec: z.object({ title: z.string(), integrations: z.nullish(z.array(z.unknown())) }) });
const list = z.object({ items: z.array(receiver) });
const provisioned = z.array(z.object({ name: z.string() }));

/** Names of the contact points that the person may read; undefined where they may not. Throws RequestError. */
export async function contactPoints(signal?: AbortSignal): Promise<string[] | undefined> {
  try {
    const { namespace } = config;
    const url = `/apis/notifications.alerting.grafana.app/v0alpha1/namespaces/${namespace}/receivers`;
    const found = list.safeParse(await request<unknown>({ url, signal }));
    const telling = found.data?.items.filter(({ spec }) => spec.integrations?.length !== 0); // `empty` tells nobody
    return sorted((telling ?? []).map(({ spec }) => spec.title));
  } catch (error) {
    if (error instanceof RequestError && error.kind === 'missing') {
      return fromProvisioning(signal); // 13 serves another version of it
    }
    if (error instanceof RequestError && error.kind === 'forbidden') {
      return undefined;
    }
    throw error;
  }
}

async function fromProvisioning(signal: AbortSignal | undefined): Promise<string[] | undefined> {
  try {
    const found = provisioned.safeParse(await request<unknown>({ url: '/api/v1/provisioning/contact-points', signal }));
    return sorted((found.data ?? []).map(({ name }) => name));
  } catch (error) {
    if (error instanceof RequestError && (error.kind === 'forbidden' || error.kind === 'missing')) {
      return undefined;
    }
    throw error;
  }
}

function sorted(names: string[]): string[] {
  return [...new Set(names)].sort((one, other) => one.localeCompare(other));
}

/** Whether this Grafana evaluates rules of its own at all. */
export function alertingIsOn(): boolean {
  return config.unifiedAlertingEnabled !== false;
}
