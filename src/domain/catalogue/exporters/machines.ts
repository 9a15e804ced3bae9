import { type Exporter } from '../exporter';

const CPU = '100 * (1 - avg(rate(node_cpu_seconds_total{mode="idle"}[5m])))';
const MEMORY = '100 * (1 - sum(node_memory_MemAvailable_bytes) / sum(node_memory_MemTotal_bytes))';
/** Held in memory, or images that are full by nature. */
const IMAGES = 'tmpfs|ramfs|squashfs|overlay|iso9660|erofs|udf';
const FULLEST = `max(100 * (1 - node_filesystem_avail_bytes{fstype!~"${IMAGES}"} / node_filesystem_size_bytes{fstype!~"${IMAGES}"}))`;

export const MACHINES: readonly Exporter[] = [
  {
    key: 'node',
    name: 'Node exporter',
    source: 'https://github.com/prometheus/node_exporter',
    signs: ['node_cpu_seconds_total', 'node_uname_info'],
    // before 0.16: https://github.com/prometheus/node_exporter/blob/master/docs/V0_16_UPGRADE_GUIDE.md
    otherNames: {
      node_cpu: 'node_cpu_seconds_total',
      node_memory_MemAvailable: 'node_memory_MemAvailable_bytes',
      node_memory_MemTotal: 'node_memory_MemTotal_bytes',
      node_filesystem_avail: 'node_filesystem_avail_bytes',
      node_filesystem_size: 'node_filesystem_size_bytes',
    },
    means: {
      node_cpu_seconds_total: {
        en: 'Seconds that each processor spent in each mode.',
        fr: 'Secondes passées par chaque processeur dans chaque mode.',
      },
      node_memory_MemAvailable_bytes: {
        en: 'What can be had without swapping; MemFree leaves out the caches.',
        fr: 'Ce qui est disponible sans échange ; MemFree ne compte pas les caches.',
      },
      node_filesystem_avail_bytes: {
        en: 'Free for others than root, by mount point.',
        fr: 'Libre hors réserve de root, par point de montage.',
      },
    },
    traps: [
      {
        en: 'node_filesystem_free_bytes counts what is reserved for root: avail is what can be used.',
        fr: 'node_filesystem_free_bytes compte la réserve de root : avail est ce qui est utilisable.',
      },
      {
        en: 'In a container it sees the host’s mounts only when they are given to it.',
        fr: 'Dans un conteneur, il ne voit les montages de l’hôte que s’ils lui sont donnés.',
      },
    ],
    objectives: [
      {
        like: 'cpu',
        needs: ['node_cpu_seconds_total'],
        isShared: true,
        indicator: { kind: 'gauge', expr: CPU },
      },
      {
        like: 'memory',
        needs: ['node_memory_MemAvailable_bytes', 'node_memory_MemTotal_bytes'],
        isShared: true,
        indicator: { kind: 'gauge', expr: MEMORY },
      },
    ],
    checks: [
      {
        key: 'disk',
        title: { en: 'Disk space', fr: 'Espace disque' },
        instruction: { en: 'The fullest disk stays under 85 %.', fr: 'Le disque le plus rempli reste sous 85 %.' },
        needs: ['node_filesystem_avail_bytes', 'node_filesystem_size_bytes'],
        expr: FULLEST,
        comparison: '<',
        threshold: 85,
        unit: '%',
      },
      {
        key: 'memory',
        title: { en: 'Memory in use', fr: 'Mémoire utilisée' },
        instruction: {
          en: 'On the fullest machine memory use stays under 80 %.',
          fr: 'Sur la machine la plus chargée, l’utilisation de la mémoire reste sous 80 %.',
        },
        needs: ['node_memory_MemAvailable_bytes', 'node_memory_MemTotal_bytes'],
        expr: 'max(100 * (1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes))',
        comparison: '<',
        threshold: 80,
        unit: '%',
      },
    ],
  },
  {
    key: 'kube-state-metrics',
    name: 'kube-state-metrics',
    source: 'https://github.com/kubernetes/kube-state-metrics/tree/main/docs/metrics/workload',
    signs: ['kube_deployment_status_replicas_available', 'kube_pod_status_phase'],
    means: {
      kube_deployment_status_replicas_available: {
        en: 'Pods of a deployment that are available.',
        fr: 'Pods d’un déploiement qui sont disponibles.',
      },
      kube_pod_status_phase: {
        en: 'One series for each phase of each pod, 1 for the one that it is in.',
        fr: 'Une série par phase de chaque pod, à 1 pour la phase en cours.',
      },
    },
    traps: [
      {
        en: 'A finished job’s pod is not running either: phase="Running" at 0 is no failure by itself.',
        fr: 'Le pod d’un job terminé ne tourne pas non plus : phase="Running" à 0 n’est pas une panne en soi.',
      },
      {
        en: 'With --shards a restart of one instance hides its objects for a while.',
        fr: 'Avec --shards, le redémarrage d’une instance masque ses objets un moment.',
      },
    ],
    services: {
      metric: 'kube_deployment_status_replicas_available',
      labels: ['deployment'],
      beside: ['namespace'],
    },
    objectives: [
      {
        like: 'availability',
        needs: ['kube_deployment_status_condition'],
        indicator: { kind: 'probe', selector: 'kube_deployment_status_condition{condition="Available",status="true"}' },
      },
    ],
    checks: [
      {
        key: 'pods',
        title: { en: 'State of the pods', fr: 'État des pods' },
        instruction: {
          en: 'No pod has failed, is unknown or waits to be placed.',
          fr: 'Aucun pod n’est en échec, inconnu ou en attente de placement.',
        },
        needs: ['kube_pod_status_phase'],
        expr: 'sum(kube_pod_status_phase{phase=~"Failed|Unknown|Pending"})',
        comparison: '==',
        threshold: 0,
      },
    ],
  },
  {
    key: 'cadvisor',
    name: 'cAdvisor (kubelet)',
    source: 'https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md',
    signs: ['container_memory_working_set_bytes', 'container_cpu_usage_seconds_total'],
    means: {
      container_memory_working_set_bytes: {
        en: 'What the kernel counts before it kills for memory.',
        fr: 'Ce que le noyau compte avant de tuer pour manque de mémoire.',
      },
      container_spec_memory_limit_bytes: {
        en: 'The limit; 0 where there is none.',
        fr: 'La limite ; 0 quand il n’y en a pas.',
      },
    },
    traps: [
      {
        en: 'Series without a container label are sums over the pod: they count everything twice.',
        fr: 'Les séries sans étiquette container sont des sommes sur le pod : elles comptent tout deux fois.',
      },
      {
        en: 'container and pod were called container_name and pod_name before Kubernetes 1.16; outside of it there is only name.',
        fr: 'container et pod s’appelaient container_name et pod_name avant Kubernetes 1.16 ; en dehors, il n’y a que name.',
      },
      {
        en: 'A limit of 0 means no limit: dividing by it gives infinity.',
        fr: 'Une limite à 0 veut dire aucune limite : la division donne l’infini.',
      },
    ],
    objectives: [],
    checks: [
      {
        key: 'container-memory',
        title: { en: 'Containers near their memory limit', fr: 'Conteneurs proches de leur limite de mémoire' },
        instruction: {
          en: 'None uses more than 90 % of its limit.',
          fr: 'Aucun n’utilise plus de 90 % de sa limite.',
        },
        needs: ['container_memory_working_set_bytes', 'container_spec_memory_limit_bytes'],
        expr: '100 * max(container_memory_working_set_bytes / (container_spec_memory_limit_bytes > 0))',
        comparison: '<',
        threshold: 90,
        unit: '%',
      },
    ],
  },
  {
    key: 'blackbox',
    name: 'Blackbox exporter',
    source: 'https://github.com/prometheus/blackbox_exporter',
    signs: ['probe_success'],
    means: {
      probe_success: { en: '1 when the probe passed.', fr: '1 si la sonde a réussi.' },
      probe_ssl_earliest_cert_expiry: {
        en: 'When the first certificate of the chain expires.',
        fr: 'Quand expire le premier certificat de la chaîne.',
      },
    },
    traps: [
      {
        en: 'up is 1 as long as the exporter answers, whatever the probed site does.',
        fr: 'up vaut 1 tant que l’exporteur répond, quoi que fasse le site sondé.',
      },
    ],
    services: { metric: 'probe_success', labels: ['service', 'instance'], beside: ['job'] },
    objectives: [
      { like: 'availability', needs: ['probe_success'], indicator: { kind: 'probe', selector: 'probe_success' } },
    ],
    checks: [
      {
        key: 'health',
        title: { en: 'Health tests', fr: 'Tests de santé' },
        instruction: { en: 'Every probe passes.', fr: 'Toutes les sondes réussissent.' },
        needs: ['probe_success'],
        expr: 'min(probe_success)',
        comparison: '==',
        threshold: 1,
      },
      {
        key: 'certificates',
        title: { en: 'Certificates', fr: 'Certificats' },
        instruction: {
          en: 'None expires within two weeks.',
          fr: 'Aucun n’expire dans les deux semaines.',
        },
        needs: ['probe_ssl_earliest_cert_expiry'],
        expr: '(min(probe_ssl_earliest_cert_expiry) - time()) / 86400',
        comparison: '>',
        threshold: 14,
        unit: 'd',
      },
    ],
  },
];
