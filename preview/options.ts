import { parseArgs } from 'node:util';

export interface Options {
  port: number;
  host: string;
  /** Names in the Host header that are answered besides localhost and addresses; lower case. */
  allowHosts: string[];
  /** The file that holds the state; none keeps it in memory. */
  data?: string;
  prometheus: string;
  /** '' or '/grafana': no slash at the end. */
  subPath: string;
  secondOrg: boolean;
  legacyStorage: boolean;
  /** Uids of the folders that Git Sync manages. */
  managedFolders: string[];
  /** Without it only the API answers. */
  page: boolean;
  /** Major version of the @grafana packages in the page. */
  grafana: 12 | 13;
}

export class BadOption extends Error {}

const usage = `node --import tsx preview/main.ts [options]
  --port N            port to listen on, 3000
  --host ADDRESS      address to listen on, 127.0.0.1
  --allow-host NAME   a name to be called by, besides localhost and IP addresses; may be repeated
  --data FILE         where the state is kept, .opsbook/grafana.journal
  --prometheus URL    Prometheus behind the data source "prometheus", http://127.0.0.1:9090
  --sub-path /PATH    serve from a sub-path
  --second-org        a second organisation, namespace org-2
  --legacy-storage    answer as a Grafana that keeps dashboards in its old tables
  --managed-folder    uid of a folder that Git Sync manages, may be repeated
  --no-page           only the API, without the page
  --grafana 12|13     major version of the @grafana packages, 12`;

export function readOptions(args: string[]): Options {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        port: { type: 'string', default: '3000' },
        host: { type: 'string', default: '127.0.0.1' },
        'allow-host': { type: 'string', multiple: true, default: [] },
        data: { type: 'string', default: '.opsbook/grafana.journal' },
        prometheus: { type: 'string', default: 'http://127.0.0.1:9090' },
        'sub-path': { type: 'string', default: '' },
        'second-org': { type: 'boolean', default: false },
        'legacy-storage': { type: 'boolean', default: false },
        'managed-folder': { type: 'string', multiple: true, default: [] },
        'no-page': { type: 'boolean', default: false },
        grafana: { type: 'string', default: '12' },
      },
    }));
  } catch (error) {
    throw new BadOption(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new BadOption(`--port ${values.port} is not a port number.`);
  }
  if (values.grafana !== '12' && values.grafana !== '13') {
    throw new BadOption(`--grafana ${values.grafana}: only 12 and 13 are known.`);
  }
  if (!URL.canParse(values.prometheus)) {
    throw new BadOption(`--prometheus ${values.prometheus} is not a URL.`);
  }
  const subPath = values['sub-path'].replace(/\/+$/, '');
  if (subPath !== '' && !/^(\/[\w.-]+)+$/.test(subPath)) {
    throw new BadOption(`--sub-path ${values['sub-path']} must look like /grafana.`);
  }
  return {
    port,
    host: values.host,
    allowHosts: values['allow-host'].map((name) => name.toLowerCase()),
    data: values.data === '' ? undefined : values.data,
    prometheus: values.prometheus.replace(/\/+$/, ''),
    subPath,
    secondOrg: values['second-org'],
    legacyStorage: values['legacy-storage'],
    managedFolders: values['managed-folder'],
    page: !values['no-page'],
    grafana: values.grafana === '13' ? 13 : 12,
  };
}
