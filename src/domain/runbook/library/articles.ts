import { command, noteStep, query, type Source } from './source';
import {
  container,
  deployment,
  namespace,
  pod,
  typed,
  CPU_USED,
  ERROR_PERCENT,
  LATENCY_P95,
  MEMORY_USED,
} from './typical';

/** Articles to find a cause by, their queries on the demo's metrics. */
export const ARTICLES: Source[] = [
  {
    key: 'crashloopbackoff',
    kind: 'article',
    form: 'symptoms',
    title: { en: 'Pod in CrashLoopBackOff', fr: 'Pod en CrashLoopBackOff' },
    alerts: ['PodDown', 'KubePodCrashLooping'],
    parameters: { namespace, pod },
    sections: {
      symptoms: {
        en: '- The pod restarts in a loop.\n- `kubectl get pods` shows the state `CrashLoopBackOff`.',
        fr: '- Le pod redémarre en boucle.\n- `kubectl get pods` montre l’état `CrashLoopBackOff`.',
      },
      causes: {
        en: '- An error in the code.\n- A wrong configuration.\n- Too few resources.\n- A missing dependency.',
        fr: '- Une erreur dans le code.\n- Une mauvaise configuration.\n- Des ressources insuffisantes.\n- Une dépendance manquante.',
      },
      solutions: {
        en: 'Typical limits are 1 CPU and 512Mi of memory, requests 500m and 256Mi. A pod that was killed for its memory shows `OOMKilled` as its last state.',
        fr: 'Les limites habituelles sont 1 CPU et 512Mi de mémoire, les demandes 500m et 256Mi. Un pod tué pour sa mémoire montre `OOMKilled` comme dernier état.',
      },
      onFailure: {
        en: 'Go back to the last version that ran, and ask those who wrote it.',
        fr: 'Revenir à la dernière version qui tournait, et demander à ceux qui l’ont écrite.',
      },
    },
    steps: [
      query('up', 'Every target answers', 'Toutes les cibles répondent', 'sum(up == bool 0)', '==', 0),
      query('memory', 'There is memory left', 'Il reste de la mémoire', MEMORY_USED, '<', 80, {
        unit: '%',
        onFail: 'limits',
      }),
      command(
        'previous',
        'Read what it said before it died',
        'Lire ses derniers mots',
        'kubectl logs <pod> -n <namespace> --previous'
      ),
      command(
        'describe',
        'Read its events and its last state',
        'Lire ses événements et son dernier état',
        'kubectl describe pod <pod> -n <namespace>',
        {
          to: 'restart',
        }
      ),
      noteStep('limits', 'Raise its limits', 'Relever ses limites', {
        en: 'In the deployment: limits `cpu: 1`, `memory: 512Mi`; requests `cpu: 500m`, `memory: 256Mi`.',
        fr: 'Dans le déploiement : limites `cpu: 1`, `memory: 512Mi` ; demandes `cpu: 500m`, `memory: 256Mi`.',
      }),
      command('restart', 'Let it start again', 'Le laisser redémarrer', 'kubectl delete pod <pod> -n <namespace>'),
      query('recovered', 'It answers again', 'Il répond de nouveau', 'sum(up == bool 0)', '==', 0),
    ],
  },
  {
    key: 'redis-refuses-connections',
    kind: 'article',
    form: 'symptoms',
    title: { en: 'Redis refuses connections', fr: 'Redis refuse les connexions' },
    services: ['redis'],
    alerts: ['RedisDown'],
    parameters: { namespace, pod },
    sections: {
      symptoms: {
        en: '- “Connection refused” in the logs.\n- Services cannot connect to Redis.',
        fr: '- « Connection refused » dans les journaux.\n- Des services ne parviennent pas à se connecter à Redis.',
      },
      causes: {
        en: '- Redis is not started.\n- A problem of the network.\n- A wrong configuration.\n- It was killed when its memory reached the limit.',
        fr: '- Redis n’est pas démarré.\n- Un problème de réseau.\n- Une mauvaise configuration.\n- Il a été tué quand sa mémoire a atteint la limite.',
      },
      solutions: {
        en: 'Restart the pod; if it was killed for its memory, raise the limit first and check that the data is whole.',
        fr: 'Redémarrer le pod ; s’il a été tué pour sa mémoire, relever d’abord la limite et vérifier l’intégrité des données.',
      },
      contact: { en: 'DevOps', fr: 'DevOps' },
    },
    steps: [
      query(
        'redis',
        'Every Redis accepts connections',
        'Chaque Redis accepte les connexions',
        'min(redis_up)',
        '==',
        1,
        { onFail: 'pods', onNoData: 'pods' }
      ),
      noteStep('elsewhere', 'Redis answers: look at the network', 'Redis répond : regarder le réseau', {
        en: 'The services reach another address, or a rule of the firewall is in between.',
        fr: 'Les services visent une autre adresse, ou une règle de pare-feu s’interpose.',
      }),
      command(
        'ping',
        'Reach Redis from the service',
        'Joindre Redis depuis le service',
        'kubectl exec -it <pod> -n <namespace> -- ping backend-redis'
      ),
      command(
        'service',
        'Look at its service',
        'Regarder son service',
        'kubectl describe service backend-redis -n <namespace>',
        { to: 'errors' }
      ),
      command(
        'pods',
        'Look at the pods of Redis',
        'Regarder les pods de Redis',
        'kubectl get pods -n <namespace> | grep redis'
      ),
      command('restart', 'Restart the pod', 'Redémarrer le pod', 'kubectl delete pod <pod> -n <namespace>'),
      {
        key: 'rest',
        title: { en: 'Let it start', fr: 'Le laisser démarrer' },
        step: { kind: 'wait', seconds: 60 },
      },
      query(
        'back',
        'Redis accepts connections again',
        'Redis accepte de nouveau les connexions',
        'min(redis_up)',
        '==',
        1
      ),
      query('errors', 'The errors have stopped', 'Les erreurs ont cessé', ERROR_PERCENT, '<', 1, {
        unit: '%',
      }),
    ],
  },
  {
    key: 'degraded-performance',
    kind: 'article',
    form: 'symptoms',
    title: { en: 'Degraded performance', fr: 'Performances dégradées' },
    alerts: ['HighLatencyP95', 'HighCpuUsage', 'CriticalCpuUsage'],
    parameters: { namespace, deployment },
    sections: {
      symptoms: {
        en: '- High response times.\n- High use of CPU or memory.\n- Requests that time out.',
        fr: '- Des temps de réponse élevés.\n- Un CPU ou une mémoire très utilisés.\n- Des requêtes qui dépassent leur délai.',
      },
      causes: {
        en: '- More load than usual.\n- Too few resources.\n- Inefficient queries.',
        fr: '- Une charge inhabituelle.\n- Des ressources insuffisantes.\n- Des requêtes inefficaces.',
      },
      solutions: {
        en: 'In the short term more replicas; then indexes, a cache, and the code.',
        fr: 'À court terme davantage de réplicas ; ensuite des index, un cache, et le code.',
      },
    },
    steps: [
      query(
        'latency',
        '95 % of the answers take less than 500 ms',
        '95 % des réponses prennent moins de 500 ms',
        LATENCY_P95,
        '<',
        0.5,
        { unit: 's' }
      ),
      query('cpu', 'There is CPU left', 'Il reste du CPU', CPU_USED, '<', 70, {
        unit: '%',
        onFail: 'top',
      }),
      query('memory', 'There is memory left', 'Il reste de la mémoire', MEMORY_USED, '<', 80, {
        unit: '%',
        onFail: 'top',
      }),
      noteStep(
        'code',
        'Resources are there: look at queries and code',
        'Les ressources sont là : regarder les requêtes et le code',
        {
          en: 'Missing indexes, a cold cache, a version that is slower than the one before.',
          fr: 'Des index manquants, un cache froid, une version plus lente que la précédente.',
        },
        'end'
      ),
      command('top', 'See which pod uses them', 'Voir quel pod les consomme', 'kubectl top pods -n <namespace>'),
      command(
        'scale',
        'Add replicas',
        'Ajouter des réplicas',
        'kubectl scale deployment <deployment> --replicas=3 -n <namespace>'
      ),
      command(
        'autoscale',
        'Or let them be added',
        'Ou les laisser s’ajouter',
        'kubectl autoscale deployment <deployment> --min=2 --max=5 --cpu-percent=80 -n <namespace>'
      ),
      query('better', 'The answers are fast again', 'Les réponses sont de nouveau rapides', LATENCY_P95, '<', 0.5, {
        unit: 's',
      }),
    ],
  },
  {
    key: 'no-connectivity',
    kind: 'article',
    form: 'symptoms',
    title: { en: 'No connectivity', fr: 'Pas de connectivité' },
    parameters: { host: typed('Host', 'Hôte', 'localhost'), port: typed('Port', 'Port', '3000') },
    sections: {
      symptoms: {
        en: 'Connections are refused or time out.',
        fr: 'Les connexions sont refusées ou dépassent leur délai.',
      },
      causes: {
        en: '- Rules of the firewall.\n- The network between the servers.\n- The service is not started, or its port is closed.',
        fr: '- Des règles de pare-feu.\n- Le réseau entre les serveurs.\n- Le service n’est pas démarré, ou son port est fermé.',
      },
    },
    steps: [
      query('targets', 'Prometheus reaches its targets', 'Prometheus joint ses cibles', 'sum(up == bool 0)', '==', 0),
      command('port', 'Try the port', 'Essayer le port', 'nc -vz <host> <port>'),
      command('route', 'Follow the way', 'Suivre le chemin', 'traceroute <host>'),
      noteStep(
        'firewall',
        'Read the rules of the firewall on both sides',
        'Lire les règles de pare-feu des deux côtés'
      ),
    ],
  },
  {
    key: 'service-not-reachable',
    kind: 'article',
    form: 'symptoms',
    title: { en: 'Service not reachable', fr: 'Service injoignable' },
    parameters: { port: typed('Port', 'Port', '3000') },
    sections: {
      symptoms: { en: 'The port is closed.', fr: 'Le port est fermé.' },
      causes: {
        en: 'The service is not started, or listens on another port.',
        fr: 'Le service n’est pas démarré, ou écoute un autre port.',
      },
    },
    steps: [
      command('started', 'Is it started?', 'Est-il démarré ?', 'docker compose ps'),
      command('listening', 'Is the port open?', 'Le port est-il ouvert ?', 'ss -ltn sport = :<port>'),
    ],
  },
  {
    key: 'target-down',
    kind: 'article',
    form: 'symptoms',
    title: { en: 'Target down in Prometheus', fr: 'Cible DOWN dans Prometheus' },
    alerts: ['TargetDown', 'InstanceDown', 'ServiceDown'],
    parameters: {
      instance: {
        from: 'alert',
        label: 'instance',
        name: { en: 'Instance', fr: 'Instance' },
        preset: 'localhost:5000',
      },
    },
    sections: {
      symptoms: { en: 'A target is shown as DOWN.', fr: 'Une cible est affichée DOWN.' },
      causes: {
        en: '- `/metrics` is not exposed.\n- Its port cannot be reached from Prometheus.',
        fr: '- `/metrics` n’est pas exposé.\n- Son port est injoignable depuis Prometheus.',
      },
    },
    steps: [
      query('up', 'The target answers now', 'La cible répond maintenant', 'min(up{instance="<instance>"})', '==', 1, {
        to: 'end',
        onFail: 'metrics',
        onNoData: 'metrics',
      }),
      command('metrics', 'Read its metrics', 'Lire ses métriques', 'curl -s http://<instance>/metrics'),
      command(
        'port',
        'Is it reachable from Prometheus?',
        'Est-elle joignable depuis Prometheus ?',
        'docker compose exec prometheus wget -qO- http://<instance>/metrics'
      ),
    ],
  },
  {
    key: 'data-source-failing',
    kind: 'article',
    form: 'symptoms',
    title: { en: 'Data source failing', fr: 'Source de données en échec' },
    parameters: {
      url: typed('Address of the data source', 'Adresse de la source de données', 'http://prometheus:9090'),
    },
    sections: {
      symptoms: {
        en: 'Panels show an error instead of data.',
        fr: 'Les panneaux montrent une erreur au lieu des données.',
      },
      causes: {
        en: 'Its address is wrong, or the network between Grafana and it.',
        fr: 'Son adresse est fausse, ou le réseau entre Grafana et elle.',
      },
    },
    steps: [
      query('answers', 'Prometheus answers', 'Prometheus répond', 'vector(1)', '==', 1, {
        to: 'end',
        onFail: 'reach',
        onNoData: 'reach',
      }),
      command(
        'reach',
        'Reach it from Grafana',
        'La joindre depuis Grafana',
        'docker compose exec grafana wget -qO- <url>/-/healthy'
      ),
    ],
  },
  {
    key: 'container-unhealthy',
    kind: 'article',
    form: 'symptoms',
    title: { en: 'Container unhealthy', fr: 'Conteneur « unhealthy »' },
    parameters: { container },
    sections: {
      symptoms: { en: '`docker ps` shows `unhealthy`.', fr: '`docker ps` affiche `unhealthy`.' },
      causes: {
        en: 'Its health check fails: the service or what it depends on.',
        fr: 'Son contrôle de santé échoue : le service ou ce dont il dépend.',
      },
    },
    steps: [
      command('logs', 'Read its logs', 'Lire ses journaux', 'docker logs --tail=100 <container>'),
      command(
        'health',
        'Read what its check said',
        'Lire ce que son contrôle a dit',
        'docker inspect <container> | grep -A 10 Health'
      ),
    ],
  },
  {
    key: 'port-in-use',
    kind: 'article',
    form: 'symptoms',
    title: { en: 'Port already in use', fr: 'Port déjà utilisé' },
    parameters: { port: typed('Port', 'Port', '3000') },
    sections: {
      symptoms: {
        en: 'A service does not start: “address already in use”.',
        fr: 'Un service ne démarre pas : « address already in use ».',
      },
      causes: { en: 'Another process listens on the port.', fr: 'Un autre processus écoute le port.' },
    },
    steps: [
      command('who', 'Find the process', 'Trouver le processus', 'lsof -i :<port>'),
      noteStep('free', 'Stop it, or choose another port', 'L’arrêter, ou choisir un autre port'),
    ],
  },
  {
    key: 'out-of-memory',
    kind: 'article',
    form: 'symptoms',
    title: { en: 'Out of memory', fr: 'Mémoire épuisée' },
    alerts: ['HighMemoryUsage', 'CriticalMemoryUsage'],
    sections: {
      symptoms: {
        en: 'Processes are killed; `OOMKilled` in the state of a container.',
        fr: 'Des processus sont tués ; `OOMKilled` dans l’état d’un conteneur.',
      },
      causes: {
        en: 'A limit that is too low, or memory that is never given back.',
        fr: 'Une limite trop basse, ou de la mémoire jamais rendue.',
      },
    },
    steps: [
      query(
        'memory',
        'Memory use stays under 95 %',
        'L’utilisation de la mémoire reste sous 95 %',
        MEMORY_USED,
        '<',
        95,
        { unit: '%' }
      ),
      command('who', 'See who uses it', 'Voir qui l’utilise', 'docker stats --no-stream'),
      noteStep('limit', 'Raise the limit, or restart the largest', 'Relever la limite, ou redémarrer le plus gros'),
    ],
  },
  {
    key: 'slow-grafana',
    kind: 'article',
    form: 'symptoms',
    title: { en: 'Slow Grafana', fr: 'Grafana lent' },
    sections: {
      symptoms: {
        en: 'Dashboards take more than 5 s to load.',
        fr: 'Les tableaux de bord mettent plus de 5 s à se charger.',
      },
      causes: {
        en: '- Slow queries.\n- Too many panels.\n- Too few resources.',
        fr: '- Des requêtes lentes.\n- Trop de panneaux.\n- Des ressources insuffisantes.',
      },
    },
    steps: [
      query(
        'scrapes',
        'Prometheus scrapes fast',
        'Prometheus collecte vite',
        'max(scrape_duration_seconds)',
        '<',
        0.5,
        { unit: 's' }
      ),
      command('resources', 'See its resources', 'Voir ses ressources', 'docker stats --no-stream'),
      command('logs', 'Read its logs', 'Lire ses journaux', 'docker compose logs --tail=100 grafana'),
      command('restart', 'Restart it', 'Le redémarrer', 'docker compose restart grafana'),
    ],
  },
  {
    key: 'image-too-large',
    kind: 'article',
    form: 'symptoms',
    title: { en: 'Image too large', fr: 'Image trop volumineuse' },
    parameters: { image: typed('Image', 'Image', 'app:latest') },
    sections: {
      symptoms: { en: 'Deployments wait for the image.', fr: 'Les déploiements attendent l’image.' },
      causes: { en: 'Build tools and caches stay in it.', fr: 'Des outils de construction et des caches y restent.' },
    },
    steps: [
      command('layers', 'See its layers', 'Voir ses couches', 'docker history <image>'),
      noteStep('stages', 'Build in several stages', 'Construire en plusieurs étapes', {
        en: 'Only what runs belongs into the last stage.',
        fr: 'Seul ce qui tourne a sa place dans la dernière étape.',
      }),
    ],
  },
  {
    key: 'autoscaler-performance',
    kind: 'article',
    form: 'symptoms',
    title: { en: 'The autoscaler does not keep up', fr: 'L’autoscaler ne suit pas' },
    parameters: { namespace, hpa: typed('Autoscaler', 'Autoscaler') },
    sections: {
      symptoms: { en: 'Load grows, replicas do not.', fr: 'La charge croît, les réplicas non.' },
      causes: {
        en: 'Its bounds, or metrics that it does not get.',
        fr: 'Ses bornes, ou des métriques qu’il ne reçoit pas.',
      },
    },
    steps: [
      command('top', 'See the use of each pod', 'Voir l’utilisation de chaque pod', 'kubectl top pods -n <namespace>'),
      command(
        'why',
        'Read why it does not scale',
        'Lire pourquoi il n’adapte pas',
        'kubectl describe hpa <hpa> -n <namespace>'
      ),
    ],
  },
  {
    key: 'security-findings',
    kind: 'article',
    form: 'symptoms',
    title: { en: 'Security findings', fr: 'Failles de sécurité' },
    parameters: {
      namespace,
      image: typed('Image', 'Image', 'app:latest'),
      account: typed('Service account', 'Compte de service', 'default'),
    },
    sections: {
      symptoms: { en: 'A scan reports HIGH or CRITICAL.', fr: 'Une analyse signale HIGH ou CRITICAL.' },
      causes: { en: 'Old packages; rights that are too wide.', fr: 'Des paquets anciens ; des droits trop larges.' },
    },
    steps: [
      command('scan', 'Scan the image', 'Analyser l’image', 'trivy image <image>'),
      command(
        'rights',
        'List the rights of the service account',
        'Lister les droits du compte de service',
        'kubectl auth can-i --list --as=system:serviceaccount:<namespace>:<account>'
      ),
    ],
  },
];
