import { parseArgs } from 'node:util';
import { Failure } from './failure';

export interface StartOptions {
  port: number;
  /** What to listen on. */
  host: string;
  /** Names it may be called by besides localhost and addresses. */
  allowHosts: string[];
  /** No sample records. */
  empty: boolean;
  /** Neither service, past, traffic nor sample records. */
  noDemo: boolean;
  /** Keep dist/ as it is, however old. */
  noBuild: boolean;
  grafana: '12' | '13';
  /** A folder for records and metrics instead of one in .opsbook/. */
  data?: string;
  /** '' or '/grafana'. */
  subPath: string;
  secondOrg: boolean;
  legacyStorage: boolean;
}

export const USAGE = `npm start -- [options]
  --port N            address to open in the browser, 3000
  --host ADDRESS      address to listen on, 127.0.0.1; anybody who reaches another one can sign in as admin
  --allow-host NAME   a name to be called by, besides localhost and IP addresses; may be repeated
  --empty             no sample records
  --no-demo           only Grafana's stand-in, and a Prometheus that scrapes itself
  --grafana 13        with the packages of Grafana 13 (React 19)
  --data FOLDER       keep records and metrics there instead of in .opsbook/
  --sub-path /PATH    serve below a path
  --second-org        with a second organisation
  --legacy-storage    as a Grafana that keeps dashboards in its old tables
  --no-build          take dist/ as it is`;

export function readStartOptions(args: string[]): StartOptions | 'help' {
  const { values } = parse(args);
  if (values.help) {
    return 'help';
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Failure(`--port ${values.port}: a port is a whole number from 1 to 65535.`);
  }
  if (values.grafana !== '12' && values.grafana !== '13') {
    throw new Failure(`--grafana ${values.grafana}: only 12 and 13 are known.`);
  }
  return {
    port,
    host: values.host,
    allowHosts: values['allow-host'],
    empty: values.empty,
    noDemo: values['no-demo'],
    noBuild: values['no-build'],
    grafana: values.grafana,
    data: values.data,
    subPath: values['sub-path'].replace(/\/+$/, ''),
    secondOrg: values['second-org'],
    legacyStorage: values['legacy-storage'],
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string', default: '3000' },
        host: { type: 'string', default: '127.0.0.1' },
        'allow-host': { type: 'string', multiple: true, default: [] },
        empty: { type: 'boolean', default: false },
        'no-demo': { type: 'boolean', default: false },
        'no-build': { type: 'boolean', default: false },
        grafana: { type: 'string', default: '12' },
        data: { type: 'string' },
        'sub-path': { type: 'string', default: '' },
        'second-org': { type: 'boolean', default: false },
        'legacy-storage': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    });
  } catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}
