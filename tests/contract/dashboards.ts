export const DASHBOARDS = '/apis/dashboard.grafana.app/v1beta1/namespaces/default/dashboards';
export const SEARCH = '/apis/dashboard.grafana.app/v0alpha1/namespaces/default/search';

export interface Dashboard {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    uid?: string;
    resourceVersion?: string;
    generation?: number;
    annotations?: Record<string, string>;
  };
  spec: {
    title: string;
    description?: string;
    tags: string[];
    panels: Array<{ options: { opsbook: { timeline?: unknown } } }>;
  };
}

const panel = (opsbook: unknown, content = '') => ({
  id: 1,
  type: 'text',
  title: 'Report',
  gridPos: { x: 0, y: 0, w: 24, h: 12 },
  options: { mode: 'markdown', content, opsbook },
});

interface Wanted {
  folder?: string;
  tags?: string[];
  title?: string;
  opsbook?: unknown;
}

/** A record as the plugin writes one. */
export function dashboard(name: string, { folder, tags = ['opsbook'], title = `${name} title`, opsbook }: Wanted = {}) {
  return {
    apiVersion: 'dashboard.grafana.app/v1beta1',
    kind: 'Dashboard',
    metadata: {
      name,
      annotations: { ...(folder !== undefined && { 'grafana.app/folder': folder }), 'grafana.app/message': 'declared' },
    },
    spec: {
      title,
      description: 'kind=incident status=open sev=2 service="Quotes Service"',
      tags,
      schemaVersion: 42,
      editable: true,
      panels: [panel(opsbook ?? { schema: 1, timeline: [{ id: 'a', text: 'détecté <b>' }] }, '# Report')],
    },
  };
}

/** The patch that adds one timeline entry under its key. */
export const addEntry = (uid: string | undefined, key: string, text = 'by key') => [
  { op: 'test', path: '/metadata/uid', value: uid },
  { op: 'add', path: `/spec/panels/0/options/opsbook/timeline/${key}`, value: { text } },
];
