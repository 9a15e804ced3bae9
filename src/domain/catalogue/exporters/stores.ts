import { type Words } from '../../text/language';
import { type Exporter } from '../exporter';

const LABELS = ['service', 'app', 'job'] as const;
const BESIDE = ['namespace'] as const;

function ofExporter(own: string): Words {
  return {
    en: `up says that the exporter answers, ${own} that the server does.`,
    fr: `up dit que l’exporteur répond, ${own} que le serveur répond.`,
  };
}

export const STORES: readonly Exporter[] = [
  {
    key: 'redis',
    name: 'Redis exporter',
    source: 'https://github.com/oliver006/redis_exporter',
    signs: ['redis_up'],
    means: {
      redis_up: { en: '1 when Redis answered the last look.', fr: '1 si Redis a répondu à la dernière interrogation.' },
      redis_memory_used_bytes: { en: 'Memory that Redis holds.', fr: 'Mémoire que détient Redis.' },
    },
    traps: [
      ofExporter('redis_up'),
      {
        en: 'redis_memory_max_bytes is 0 where there is no limit.',
        fr: 'redis_memory_max_bytes vaut 0 quand il n’y a pas de limite.',
      },
    ],
    services: { metric: 'redis_up', labels: LABELS, beside: BESIDE },
    objectives: [{ like: 'availability', needs: ['redis_up'], indicator: { kind: 'probe', selector: 'redis_up' } }],
    checks: [
      {
        key: 'redis',
        title: { en: 'Redis connections', fr: 'Connexions Redis' },
        instruction: { en: 'Every Redis accepts connections.', fr: 'Chaque Redis accepte les connexions.' },
        needs: ['redis_up'],
        expr: 'min(redis_up)',
        comparison: '==',
        threshold: 1,
      },
    ],
  },
  {
    key: 'postgres',
    name: 'PostgreSQL server exporter',
    source: 'https://github.com/prometheus-community/postgres_exporter',
    signs: ['pg_up'],
    means: {
      pg_up: { en: '1 when the last query worked.', fr: '1 si la dernière requête a réussi.' },
      pg_stat_activity_count: { en: 'Connections, by database and state.', fr: 'Connexions, par base et état.' },
    },
    traps: [
      ofExporter('pg_up'),
      {
        en: 'Replicas report rollbacks and commits of their own: add the label of the primary.',
        fr: 'Les réplicas comptent leurs propres commits et rollbacks : ajouter l’étiquette du primaire.',
      },
    ],
    services: { metric: 'pg_up', labels: LABELS, beside: BESIDE },
    objectives: [{ like: 'availability', needs: ['pg_up'], indicator: { kind: 'probe', selector: 'pg_up' } }],
    checks: [
      {
        key: 'postgres-connections',
        title: { en: 'PostgreSQL connections', fr: 'Connexions PostgreSQL' },
        instruction: {
          en: 'Under 80 % of max_connections.',
          fr: 'Moins de 80 % de max_connections.',
        },
        needs: ['pg_stat_activity_count', 'pg_settings_max_connections'],
        expr: '100 * max(sum by (job, instance) (pg_stat_activity_count) / sum by (job, instance) (pg_settings_max_connections))',
        comparison: '<',
        threshold: 80,
        unit: '%',
      },
    ],
  },
  {
    key: 'mysql',
    name: 'MySQL server exporter',
    source: 'https://github.com/prometheus/mysqld_exporter',
    signs: ['mysql_up'],
    means: {
      mysql_up: { en: '1 when MySQL answered.', fr: '1 si MySQL a répondu.' },
      mysql_global_status_threads_connected: { en: 'Open connections.', fr: 'Connexions ouvertes.' },
    },
    traps: [ofExporter('mysql_up')],
    services: { metric: 'mysql_up', labels: LABELS, beside: BESIDE },
    objectives: [{ like: 'availability', needs: ['mysql_up'], indicator: { kind: 'probe', selector: 'mysql_up' } }],
    checks: [
      {
        key: 'mysql-connections',
        title: { en: 'MySQL connections', fr: 'Connexions MySQL' },
        instruction: { en: 'Under 80 % of max_connections.', fr: 'Moins de 80 % de max_connections.' },
        needs: ['mysql_global_status_threads_connected', 'mysql_global_variables_max_connections'],
        expr: '100 * max(mysql_global_status_threads_connected / mysql_global_variables_max_connections)',
        comparison: '<',
        threshold: 80,
        unit: '%',
      },
    ],
  },
  {
    key: 'kafka',
    name: 'Kafka exporter',
    source: 'https://github.com/danielqsj/kafka_exporter',
    signs: ['kafka_brokers', 'kafka_consumergroup_lag'],
    means: {
      kafka_consumergroup_lag: {
        en: 'Messages that a group has not read yet, by topic and partition.',
        fr: 'Messages qu’un groupe n’a pas encore lus, par topic et partition.',
      },
      kafka_topic_partition_under_replicated_partition: {
        en: '1 for a partition with fewer replicas than asked for.',
        fr: '1 pour une partition avec moins de réplicas que demandé.',
      },
    },
    traps: [
      {
        en: 'Lag is in messages, not in time: how long it takes depends on the group.',
        fr: 'Le retard est en messages, pas en temps : sa durée dépend du groupe.',
      },
      {
        en: 'Several exporters on one cluster report the same lag: take the maximum, not the sum.',
        fr: 'Plusieurs exporteurs sur un cluster donnent le même retard : prendre le maximum, pas la somme.',
      },
    ],
    objectives: [],
    checks: [
      {
        key: 'kafka-replicas',
        title: { en: 'Kafka replicas', fr: 'Réplicas Kafka' },
        instruction: { en: 'No partition lacks a replica.', fr: 'Aucune partition ne manque de réplica.' },
        needs: ['kafka_topic_partition_under_replicated_partition'],
        expr: 'sum(kafka_topic_partition_under_replicated_partition)',
        comparison: '==',
        threshold: 0,
      },
    ],
  },
  {
    key: 'kafka-jmx',
    name: 'Kafka (JMX exporter)',
    source: 'https://github.com/prometheus/jmx_exporter/blob/main/examples/kafka-2_0_0.yml',
    signs: [
      'kafka_server_replicamanager_underreplicatedpartitions',
      'kafka_controller_kafkacontroller_offlinepartitionscount',
    ],
    means: {
      kafka_server_replicamanager_underreplicatedpartitions: {
        en: 'Partitions led by this broker that lack a replica.',
        fr: 'Partitions menées par ce broker auxquelles il manque un réplica.',
      },
      kafka_controller_kafkacontroller_offlinepartitionscount: {
        en: 'Partitions without a leader: nobody can read or write them.',
        fr: 'Partitions sans leader : personne ne peut les lire ni y écrire.',
      },
    },
    traps: [
      {
        en: 'Names depend on the rules of the JMX exporter: others write them with capitals or a _value at the end.',
        fr: 'Les noms dépendent des règles de l’exporteur JMX : d’autres les écrivent avec des majuscules ou un _value final.',
      },
      {
        en: 'Only the active controller counts offline partitions; the other brokers say 0.',
        fr: 'Seul le contrôleur actif compte les partitions hors ligne ; les autres brokers disent 0.',
      },
    ],
    objectives: [],
    checks: [
      {
        key: 'kafka-under-replicated',
        title: { en: 'Under-replicated Kafka partitions', fr: 'Partitions Kafka sous-répliquées' },
        instruction: { en: 'No broker leads one.', fr: 'Aucun broker n’en mène.' },
        needs: ['kafka_server_replicamanager_underreplicatedpartitions'],
        expr: 'sum(kafka_server_replicamanager_underreplicatedpartitions)',
        comparison: '==',
        threshold: 0,
      },
      {
        key: 'kafka-offline',
        title: { en: 'Kafka partitions without a leader', fr: 'Partitions Kafka sans leader' },
        instruction: { en: 'There is none.', fr: 'Il n’y en a aucune.' },
        needs: ['kafka_controller_kafkacontroller_offlinepartitionscount'],
        expr: 'max(kafka_controller_kafkacontroller_offlinepartitionscount)',
        comparison: '==',
        threshold: 0,
      },
    ],
  },
  {
    key: 'rabbitmq',
    name: 'RabbitMQ',
    source: 'https://www.rabbitmq.com/docs/prometheus',
    signs: ['rabbitmq_identity_info', 'rabbitmq_build_info'],
    means: {
      rabbitmq_queue_messages_ready: {
        en: 'Messages that wait to be delivered.',
        fr: 'Messages qui attendent d’être livrés.',
      },
      rabbitmq_alarms_memory_used_watermark: {
        en: '1 while publishers are blocked for memory.',
        fr: '1 tant que les émetteurs sont bloqués faute de mémoire.',
      },
    },
    traps: [
      {
        en: 'By default numbers are summed over all queues: single ones are at /metrics/per-object.',
        fr: 'Par défaut, les chiffres sont sommés sur toutes les files : le détail est sous /metrics/per-object.',
      },
    ],
    objectives: [],
    checks: [
      {
        key: 'rabbitmq-alarms',
        title: { en: 'RabbitMQ alarms', fr: 'Alarmes RabbitMQ' },
        instruction: {
          en: 'No node blocks publishers for memory.',
          fr: 'Aucun nœud ne bloque les émetteurs faute de mémoire.',
        },
        needs: ['rabbitmq_alarms_memory_used_watermark'],
        expr: 'max(rabbitmq_alarms_memory_used_watermark)',
        comparison: '==',
        threshold: 0,
      },
      {
        key: 'rabbitmq-disk',
        title: { en: 'RabbitMQ disk alarms', fr: 'Alarmes disque de RabbitMQ' },
        instruction: {
          en: 'No node blocks publishers for want of disk space.',
          fr: 'Aucun nœud ne bloque les émetteurs faute d’espace disque.',
        },
        needs: ['rabbitmq_alarms_free_disk_space_watermark'],
        expr: 'max(rabbitmq_alarms_free_disk_space_watermark)',
        comparison: '==',
        threshold: 0,
      },
    ],
  },
  {
    key: 'rabbitmq-exporter',
    name: 'RabbitMQ exporter (kbudde, before 3.8)',
    source: 'https://github.com/kbudde/rabbitmq_exporter/blob/main/metrics.md',
    signs: ['rabbitmq_up', 'rabbitmq_node_mem_alarm'],
    means: {
      rabbitmq_up: {
        en: '1 when RabbitMQ answered the last look.',
        fr: '1 si RabbitMQ a répondu à la dernière interrogation.',
      },
      rabbitmq_node_mem_alarm: {
        en: '1 while publishers are blocked for memory.',
        fr: '1 tant que les émetteurs sont bloqués faute de mémoire.',
      },
    },
    traps: [
      ofExporter('rabbitmq_up'),
      {
        en: 'Each node’s exporter tells of the whole cluster: take the maximum, not the sum, or only self="1".',
        fr: 'L’exporteur de chaque nœud parle de tout le cluster : prendre le maximum, pas la somme, ou seulement self="1".',
      },
    ],
    services: { metric: 'rabbitmq_up', labels: LABELS, beside: BESIDE },
    objectives: [
      { like: 'availability', needs: ['rabbitmq_up'], indicator: { kind: 'probe', selector: 'rabbitmq_up' } },
    ],
    checks: [
      {
        key: 'rabbitmq-alarms',
        title: { en: 'RabbitMQ alarms', fr: 'Alarmes RabbitMQ' },
        instruction: {
          en: 'No node blocks publishers for memory.',
          fr: 'Aucun nœud ne bloque les émetteurs faute de mémoire.',
        },
        needs: ['rabbitmq_node_mem_alarm'],
        expr: 'max(rabbitmq_node_mem_alarm)',
        comparison: '==',
        threshold: 0,
      },
      {
        key: 'rabbitmq-disk',
        title: { en: 'RabbitMQ disk alarms', fr: 'Alarmes disque de RabbitMQ' },
        instruction: {
          en: 'No node blocks publishers for want of disk space.',
          fr: 'Aucun nœud ne bloque les émetteurs faute d’espace disque.',
        },
        needs: ['rabbitmq_node_disk_free_alarm'],
        expr: 'max(rabbitmq_node_disk_free_alarm)',
        comparison: '==',
        threshold: 0,
      },
    ],
  },
];
