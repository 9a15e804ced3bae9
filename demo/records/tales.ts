import {
  type DetectedBy,
  type FunctionLost,
  type Nature,
  type ActionType,
  type UsersAffected,
} from '../../src/domain/incident/schema';

export type PersonKey = 'ana' | 'marc' | 'lea' | 'noor';

interface TaleAction {
  title: string;
  type: ActionType;
  nature: Nature;
  owner: string;
  /** Days after the incident. */
  due: number;
  done?: boolean;
}

/** What people wrote about a dip of the past. Minutes count from the impact's start. */
export interface Tale {
  title: string;
  services: string[];
  users: UsersAffected;
  loss: FunctionLost;
  detectedBy: DetectedBy;
  detected: number;
  acknowledged?: number;
  investigating?: number;
  identified?: number;
  /** Minutes from the fix to the confirmed end. */
  confirmed: number;
  commander: PersonKey;
  summary: string;
  notes: Array<{ minute: number; by: PersonKey; text: string; kind?: 'note' | 'decision' | 'deploy' }>;
  cause: string;
  corrective: string;
  preventive?: string;
  lessons?: string;
  actions?: TaleAction[];
  /** How far it got: the review signed and the incident closed, or resolved and its review still to be written. */
  end: 'closed' | 'resolved';
  drill?: boolean;
  voided?: string;
}

/** By the key of the dip (past/story.ts). */
export const TALES: Record<string, Tale> = {
  'redis-memory': {
    title: 'Redis out of memory: a third of the quotes fail',
    services: ['quotes', 'redis'],
    users: 'many',
    loss: 'degraded',
    detectedBy: 'monitoring',
    detected: 2,
    acknowledged: 3,
    investigating: 4,
    identified: 11,
    confirmed: 22,
    commander: 'ana',
    summary: 'About a third of the requests for quotes answered with an error while Redis was restarting in a loop.',
    notes: [
      { minute: 5, by: 'ana', text: 'Logs of quotes: `Connection refused` to backend-redis.' },
      {
        minute: 11,
        by: 'marc',
        text: 'backend-redis was OOM-killed three times. The limit of 256 Mi is reached within a minute.',
      },
      { minute: 13, by: 'ana', kind: 'decision', text: 'Raise the limit to 512 Mi now, look at the cache afterwards.' },
    ],
    cause:
      'The cache had no upper bound on its keys: it grew with the new catalogue until the pod hit its memory limit.',
    corrective: 'Raise the memory limit to 512 Mi\nRestart backend-redis',
    preventive: 'maxmemory with an eviction policy\nAlert on memory above 80 % for ten minutes',
    lessons: 'The same pod had the same fault in January: its preventive actions were still open.',
    actions: [
      {
        title: 'Set maxmemory and allkeys-lru on backend-redis',
        type: 'prevent',
        nature: 'preventive',
        owner: 'Ana',
        due: 7,
        done: true,
      },
      {
        title: 'Alert on Redis memory above 80 %',
        type: 'detect',
        nature: 'preventive',
        owner: 'Marc',
        due: 10,
        done: true,
      },
    ],
    end: 'closed',
  },
  'quotes-release': {
    title: 'Quotes Service down after a release',
    services: ['quotes'],
    users: 'all',
    loss: 'full',
    detectedBy: 'monitoring',
    detected: 5,
    acknowledged: 7,
    investigating: 8,
    identified: 24,
    confirmed: 12,
    commander: 'marc',
    summary: 'No quotes at all for half an hour: the new version did not start, and the old one had been removed.',
    notes: [
      { minute: 0, by: 'marc', kind: 'deploy', text: 'Deployed quotes 2.8.0.' },
      {
        minute: 9,
        by: 'marc',
        text: 'The pods are in CrashLoopBackOff. `kubectl logs --previous`: missing variable QUOTES_CACHE_URL.',
      },
      {
        minute: 25,
        by: 'ana',
        kind: 'decision',
        text: 'Go back to 2.7.4 rather than patch the configuration in place.',
      },
    ],
    cause: 'The release needs a variable that was set in staging by hand and never written into the configuration.',
    corrective: 'Roll back to 2.7.4',
    preventive: 'Refuse to start a rollout when a variable is missing\nRoll out with maxUnavailable 0',
    lessons: 'Staging had been changed by hand, so it proved nothing.',
    actions: [
      {
        title: 'Check required variables before a rollout',
        type: 'prevent',
        nature: 'preventive',
        owner: 'Marc',
        due: 14,
      },
      {
        title: 'maxUnavailable: 0 for all deployments',
        type: 'mitigate',
        nature: 'preventive',
        owner: 'Ana',
        due: 5,
        done: true,
      },
    ],
    end: 'closed',
  },
  'search-index': {
    title: 'Search answers six times slower than usual',
    services: ['search'],
    users: 'many',
    loss: 'degraded',
    detectedBy: 'customer',
    detected: 31,
    acknowledged: 33,
    investigating: 35,
    identified: 62,
    confirmed: 15,
    commander: 'lea',
    summary: 'Searches took well over half a second, some of them two. Nothing failed, and nothing alerted.',
    notes: [
      { minute: 31, by: 'lea', text: 'Two customers write that search hangs.' },
      { minute: 48, by: 'marc', text: 'P95 of search at 1.3 s since 15:20 UTC, error rate unchanged.' },
      { minute: 62, by: 'marc', text: 'The nightly index job runs by day since the clocks changed.' },
    ],
    cause: 'The rebuild of the index is scheduled in local time of the build server and now runs in the busiest hour.',
    corrective: 'Stop the rebuild',
    preventive: 'Schedule it in UTC\nAlert on the share of requests above 0.5 s, not only on errors',
    actions: [{ title: 'Alert on slow searches', type: 'detect', nature: 'preventive', owner: 'Marc', due: 12 }],
    end: 'closed',
  },
  'users-pool': {
    title: 'A quarter of the sign-ins fail',
    services: ['users'],
    users: 'many',
    loss: 'partial',
    detectedBy: 'monitoring',
    detected: 2,
    acknowledged: 6,
    investigating: 7,
    identified: 29,
    confirmed: 14,
    commander: 'ana',
    summary: 'One sign-in in four answered with a database error for forty minutes.',
    notes: [
      {
        minute: 12,
        by: 'ana',
        text: 'Connections to the database: 100 of 100 in use, most of them idle in transaction.',
      },
      { minute: 29, by: 'noor', text: 'They belong to the export that was started at 18:00.' },
      { minute: 36, by: 'ana', kind: 'decision', text: 'Stop the export, Support tells the customer.' },
    ],
    cause: 'A large export kept its transactions open and used up the pool of connections.',
    corrective: 'Stop the export\nRestart the users service',
    preventive: 'A pool of its own for exports\nidle_in_transaction_session_timeout',
    lessons: 'One workload must not be able to take all connections.',
    actions: [
      { title: 'A pool of its own for exports', type: 'prevent', nature: 'preventive', owner: 'Noor', due: 9 },
      {
        title: 'Show pool usage on the dashboard',
        type: 'detect',
        nature: 'corrective',
        owner: 'Ana',
        due: 4,
        done: true,
      },
    ],
    end: 'closed',
  },
  'search-crash': {
    title: 'Search down at night',
    services: ['search'],
    users: 'few',
    loss: 'full',
    detectedBy: 'monitoring',
    detected: 5,
    acknowledged: 28,
    investigating: 31,
    identified: 55,
    confirmed: 9,
    commander: 'noor',
    summary: 'Search did not answer for an hour in the night. The page went unheard for twenty minutes.',
    notes: [
      { minute: 33, by: 'noor', text: 'The pod is evicted again and again: the node has no disk left.' },
      { minute: 55, by: 'noor', text: 'Core dumps of the last weeks fill /var.' },
    ],
    cause: 'Core dumps filled the disk of the node, and Kubernetes evicted the pod.',
    corrective: 'Remove the core dumps\nMove search to another node',
    preventive: 'Limit core dumps\nAlert on disks above 85 %',
    actions: [
      {
        title: 'Limit core dumps on all nodes',
        type: 'prevent',
        nature: 'preventive',
        owner: 'Ana',
        due: 6,
        done: true,
      },
    ],
    end: 'closed',
  },
  'users-leak': {
    title: 'Memory of the machines at 97 %',
    services: ['users'],
    users: 'none',
    loss: 'none',
    detectedBy: 'monitoring',
    detected: 4,
    acknowledged: 15,
    investigating: 20,
    identified: 120,
    confirmed: 30,
    commander: 'marc',
    summary: 'Memory rose to 97 % for two and a half hours. No user noticed.',
    notes: [{ minute: 60, by: 'marc', text: 'The users service grows by 40 MB a minute since the new session store.' }],
    cause: 'Sessions were kept in memory and never dropped.',
    corrective: 'Restart the users service once an hour until the fix is out',
    actions: [
      { title: 'Let sessions expire', type: 'prevent', nature: 'corrective', owner: 'Marc', due: 3, done: true },
    ],
    end: 'closed',
  },
  'quotes-rights': {
    title: 'Some customers may not read their quotes',
    services: ['quotes'],
    users: 'few',
    loss: 'partial',
    detectedBy: 'customer',
    detected: 12,
    acknowledged: 13,
    investigating: 14,
    identified: 21,
    confirmed: 10,
    commander: 'lea',
    summary: 'Customers of one region got “not allowed” for half an hour.',
    notes: [{ minute: 21, by: 'lea', text: 'The new role list lacks the region “south”.' }],
    cause: 'The import of the roles dropped a line with an accent in it.',
    corrective: 'Import the roles again',
    preventive: 'Compare the number of roles before and after an import',
    actions: [{ title: 'Check the import of roles', type: 'process', nature: 'preventive', owner: 'Léa', due: 8 }],
    end: 'closed',
  },
  'redis-gone': {
    title: 'Redis not reachable, quotes slow',
    services: ['redis', 'quotes'],
    users: 'many',
    loss: 'partial',
    detectedBy: 'monitoring',
    detected: 5,
    acknowledged: 8,
    investigating: 9,
    identified: 22,
    confirmed: 13,
    commander: 'ana',
    summary: 'Prometheus lost Redis; quotes went to the database and got slow, one in twelve failed.',
    notes: [
      { minute: 10, by: 'ana', text: '`kubectl describe service backend-redis`: no endpoints.' },
      { minute: 22, by: 'marc', text: 'A label was renamed in the deployment, and the service selects the old one.' },
    ],
    cause: 'A renamed label left the service without endpoints.',
    corrective: 'Put the old label back',
    preventive: 'Compare selectors and labels in the pipeline',
    lessons: 'Quotes survived without its cache. That was luck, not design.',
    actions: [
      {
        title: 'Compare selectors and labels in the pipeline',
        type: 'prevent',
        nature: 'preventive',
        owner: 'Marc',
        due: 10,
      },
    ],
    end: 'closed',
  },
  'batch-job': {
    title: 'Night batch takes all processors',
    services: ['quotes', 'users', 'search'],
    users: 'few',
    loss: 'degraded',
    detectedBy: 'monitoring',
    detected: 6,
    acknowledged: 21,
    investigating: 24,
    identified: 40,
    confirmed: 5,
    commander: 'noor',
    summary: 'All services answered slowly for an hour in the night.',
    notes: [{ minute: 40, by: 'noor', text: 'The billing batch has no CPU limit.' }],
    cause: 'The batch runs without a limit beside the services.',
    corrective: 'Stop the batch and run it again with a limit',
    actions: [{ title: 'CPU limits for all batches', type: 'prevent', nature: 'preventive', owner: 'Noor', due: 7 }],
    end: 'closed',
  },
  'users-node': {
    title: 'Users Service down: its node is gone',
    services: ['users'],
    users: 'all',
    loss: 'partial',
    detectedBy: 'monitoring',
    detected: 5,
    acknowledged: 6,
    investigating: 8,
    identified: 17,
    confirmed: 11,
    commander: 'ana',
    summary: 'Nobody could sign in for forty minutes. Who was signed in could go on.',
    notes: [
      { minute: 17, by: 'ana', text: 'The node answers nothing, and both replicas were on it.' },
      { minute: 20, by: 'ana', kind: 'decision', text: 'Drain the node and let the scheduler place the pods anew.' },
    ],
    cause: 'Both replicas ran on one node, whose network card failed.',
    corrective: 'Drain the node',
    preventive: 'Spread replicas over nodes',
    lessons: 'Two replicas on one node are one replica.',
    actions: [{ title: 'Anti-affinity for all services', type: 'prevent', nature: 'preventive', owner: 'Ana', due: 5 }],
    end: 'resolved',
  },
  'search-timeouts': {
    title: 'One search in ten times out',
    services: ['search'],
    users: 'few',
    loss: 'partial',
    detectedBy: 'monitoring',
    detected: 3,
    acknowledged: 9,
    investigating: 10,
    identified: 37,
    confirmed: 12,
    commander: 'marc',
    summary: 'Searches with many words timed out.',
    notes: [
      { minute: 37, by: 'marc', text: 'Queries of more than six words scan the whole index since the last release.' },
    ],
    cause: 'The planner of the search engine ignores its index from seven terms on.',
    corrective: 'Limit queries to six words',
    actions: [{ title: 'Upgrade the search engine', type: 'prevent', nature: 'corrective', owner: 'Marc', due: 20 }],
    end: 'closed',
  },
  'quotes-names': {
    title: 'Quotes Service not found by name',
    services: ['quotes'],
    users: 'all',
    loss: 'full',
    detectedBy: 'team',
    detected: 3,
    acknowledged: 4,
    investigating: 5,
    identified: 12,
    confirmed: 6,
    commander: 'noor',
    summary: 'For a quarter of an hour nobody could reach the quotes: their name was gone from DNS.',
    notes: [{ minute: 12, by: 'noor', text: 'The zone was written without the quotes entry at 20:20 UTC.' }],
    cause: 'Two changes of the zone were merged in the wrong order.',
    corrective: 'Restore the zone of the day before',
    actions: [
      { title: 'One queue for changes of the zone', type: 'process', nature: 'preventive', owner: 'Noor', due: 9 },
    ],
    end: 'resolved',
  },
};

/** Incidents without a dip: nothing happened to any user. Days count back from now, to whole days. */
export const QUIET_TALES: Array<{ key: string; daysAgo: number; hour: number; minutes: number; tale: Tale }> = [
  {
    key: 'false-alarm',
    daysAgo: 15,
    hour: 8,
    minutes: 20,
    tale: {
      title: 'Alert: search has no traffic',
      services: ['search'],
      users: 'none',
      loss: 'none',
      detectedBy: 'monitoring',
      detected: 1,
      confirmed: 1,
      commander: 'noor',
      summary: 'An alert said that search had no traffic.',
      notes: [{ minute: 9, by: 'noor', text: 'Traffic is as usual; the alert asks for a metric that was renamed.' }],
      cause: 'The alert rule asks for a metric that no longer exists.',
      corrective: 'Correct the rule',
      end: 'closed',
      voided: 'The alert rule was wrong; search worked all the time.',
    },
  },
  {
    key: 'drill',
    daysAgo: 9,
    hour: 13,
    minutes: 25,
    tale: {
      title: 'Drill: one Grafana of two is gone',
      services: ['search'],
      users: 'none',
      loss: 'degraded',
      detectedBy: 'team',
      detected: 1,
      acknowledged: 2,
      investigating: 3,
      identified: 10,
      confirmed: 5,
      commander: 'lea',
      summary: 'Exercise: stop one Grafana and see that the site still answers.',
      notes: [{ minute: 14, by: 'lea', text: 'The load balancer needed 40 s to notice; 10 s were expected.' }],
      cause: 'Exercise.',
      corrective: 'Start it again',
      actions: [
        {
          title: 'Health check of the load balancer every five seconds',
          type: 'mitigate',
          nature: 'preventive',
          owner: 'Léa',
          due: 14,
        },
      ],
      end: 'closed',
      drill: true,
    },
  },
];
