import { join, relative } from 'node:path';
import { hasArchive, unpack } from '../debian';
import { Failure } from '../failure';
import { KEPT, ROOT } from '../place';
import { which } from '../which';

export interface Binaries {
  prometheus: string;
  promtool: string;
  nodeExporter?: string;
}

const PACKAGES = ['prometheus', 'prometheus-node-exporter'];
const UNPACKED = join(KEPT, 'packages', 'prometheus');
// Debian keeps some daemons in sbin, which a user's PATH may lack.
const FOLDERS = ['/usr/local/bin', '/usr/sbin'];

/**
 * Finds Prometheus on the PATH or in `unpacked`. Debian's and its children's packages are unpacked there and not
 * installed: an installed Prometheus is a service that starts at boot and listens on all addresses.
 */
export function findPrometheus(say: (line: string) => void, unpacked = UNPACKED): Binaries {
  const found = findIn(unpacked);
  if (found) {
    return found;
  }
  if (hasArchive()) {
    const place = relative(ROOT, unpacked);
    say(
      `Prometheus is missing: fetching the distribution’s packages ${PACKAGES.join(' and ')}, to unpack them in ${place}.`
    );
    say('Nothing is installed on this machine, and no service is started or enabled.');
    const fetched = unpack(PACKAGES, unpacked) ? findIn(unpacked) : undefined;
    if (fetched) {
      return fetched;
    }
  }
  throw new Failure(
    'Prometheus is missing: install it so that prometheus and promtool are on the PATH ' +
      '(Debian and Ubuntu: sudo apt-get update, and it is fetched without being installed; macOS: brew install prometheus; others: https://prometheus.io/download), then start again.'
  );
}

function findIn(unpacked: string): Binaries | undefined {
  const folders = [...FOLDERS, join(unpacked, 'usr', 'bin')];
  const prometheus = which('prometheus', folders);
  const promtool = which('promtool', folders);
  const nodeExporter = which('prometheus-node-exporter', folders) ?? which('node_exporter', folders);
  return prometheus && promtool ? { prometheus, promtool, nodeExporter } : undefined;
}
