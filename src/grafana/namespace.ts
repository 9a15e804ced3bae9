import { config } from '@grafana/runtime';
import { request } from './request';

interface ApiGroup {
  versions?: Array<{ version: string }>;
}

let dashboardVersion: Promise<string> | undefined;

/** `v1` where it is served, else `v1beta1`; asked once per page load, and not of a Grafana 12, of which it is known. */
function servedVersion(): Promise<string> {
  if (config.buildInfo.version.startsWith('12.')) {
    return Promise.resolve('v1beta1');
  }
  dashboardVersion ??= request<ApiGroup>({ url: '/apis/dashboard.grafana.app' }).then(
    ({ versions = [] }) => (versions.some(({ version }) => version === 'v1') ? 'v1' : 'v1beta1'),
    (error) => {
      dashboardVersion = undefined;
      throw error;
    }
  );
  return dashboardVersion;
}

export async function dashboardsApi(): Promise<{ url: string; apiVersion: string }> {
  const version = await servedVersion();
  return {
    url: `/apis/dashboard.grafana.app/${version}/namespaces/${config.namespace}/dashboards`,
    apiVersion: `dashboard.grafana.app/${version}`,
  };
}

export function searchUrl(): string {
  return `/apis/dashboard.grafana.app/v0alpha1/namespaces/${config.namespace}/search`;
}

export function folderAccessUrl(uid: string): string {
  return `/apis/folder.grafana.app/v1beta1/namespaces/${config.namespace}/folders/${uid}/access`;
}

export function displayUrl(): string {
  return `/apis/iam.grafana.app/v0alpha1/namespaces/${config.namespace}/display`;
}
