import { check, command, noteStep, query, type Source } from './source';
import { deployment, namespace, pod, service, typed, BACKUP_AGE, CPU_USED, DISK_USED, ERROR_PERCENT } from './typical';

const KUBECTL = {
  en: 'Access with kubectl, and sufficient rights.',
  fr: 'Un accès kubectl, et des droits suffisants.',
};
const ON_FAILURE = {
  en: 'Read the logs, look at the resources that are left, ask the support team.',
  fr: 'Lire les journaux, regarder les ressources disponibles, demander à l’équipe support.',
};

/** Procedures for common repairs; nothing in them empties a namespace. */
export const PROCEDURES: Source[] = [
  {
    key: 'restart-a-service',
    kind: 'procedure',
    form: 'meaning',
    title: { en: 'Restart a service', fr: 'Redémarrer un service' },
    parameters: { namespace, service, pod, host: typed('Host', 'Hôte', 'localhost') },
    sections: {
      prerequisites: KUBECTL,
      mitigation: {
        en: 'A pod that is deleted is started again by its deployment.',
        fr: 'Un pod supprimé est relancé par son déploiement.',
      },
      onFailure: ON_FAILURE,
    },
    steps: [
      command('state', 'See the state', 'Voir l’état', 'kubectl get pods -n <namespace>'),
      command('find', 'Find the pod', 'Trouver le pod', 'kubectl get pods -n <namespace> | grep <service>'),
      command('restart', 'Restart it', 'Le redémarrer', 'kubectl delete pod <pod> -n <namespace>'),
      command('verify', 'Watch it start', 'Le regarder démarrer', 'kubectl get pods -n <namespace> -w'),
      command('logs', 'Read its logs', 'Lire ses journaux', 'kubectl logs <pod> -n <namespace>'),
      command('health', 'Test it', 'Le tester', 'curl http://<host>/<service>/health'),
      query('errors', 'It answers without errors', 'Il répond sans erreurs', ERROR_PERCENT, '<', 1, {
        unit: '%',
      }),
    ],
  },
  {
    key: 'update-a-component',
    kind: 'procedure',
    form: 'meaning',
    title: { en: 'Update a component', fr: 'Mettre à jour un composant' },
    parameters: {
      namespace,
      deployment,
      container: typed('Container', 'Conteneur'),
      image: typed('Image', 'Image', 'app'),
      tag: typed('Version', 'Version'),
      dockerfile: typed('Dockerfile', 'Dockerfile', 'Dockerfile'),
      context: typed('Build context', 'Contexte de construction', '.'),
    },
    sections: {
      prerequisites: {
        en: 'A staging environment; a backup that can be restored.',
        fr: 'Un environnement de préproduction ; une sauvegarde restaurable.',
      },
      mitigation: {
        en: 'Plan, test, back up, deploy, verify, document.',
        fr: 'Planifier, tester, sauvegarder, déployer, vérifier, documenter.',
      },
      onFailure: { en: 'Go back to the version before.', fr: 'Revenir à la version précédente.' },
    },
    steps: [
      check('plan', 'The components to update are known', 'Les composants à mettre à jour sont connus'),
      check('test', 'The update was tested in staging', 'La mise à jour a été testée en préproduction'),
      check('backup', 'Data and configuration are backed up', 'Données et configuration sont sauvegardées'),
      {
        key: 'agreed',
        title: { en: 'Somebody else agrees', fr: 'Une autre personne est d’accord' },
        step: { kind: 'approval' },
      },
      command(
        'pull',
        'Fetch the image of a component of somebody else’s',
        'Récupérer l’image d’un composant tiers',
        'docker pull <image>:<tag>'
      ),
      command(
        'build',
        'Build the image of one of one’s own',
        'Construire l’image d’un composant maison',
        'docker build -t <image>:<tag> -f <dockerfile> <context>'
      ),
      command(
        'deploy',
        'Deploy it',
        'Le déployer',
        'kubectl set image deployment/<deployment> <container>=<image>:<tag> -n <namespace>'
      ),
      query('targets', 'Every target answers', 'Toutes les cibles répondent', 'sum(up == bool 0)', '==', 0),
      query(
        'errors',
        'There are no more errors than before',
        'Il n’y a pas plus d’erreurs qu’avant',
        ERROR_PERCENT,
        '<',
        1,
        { unit: '%' }
      ),
      check('document', 'What changed is documented', 'Ce qui a changé est documenté'),
    ],
  },
  {
    key: 'scale-a-service',
    kind: 'procedure',
    form: 'meaning',
    title: { en: 'Scale a service', fr: 'Adapter le nombre de réplicas' },
    parameters: {
      namespace,
      deployment,
      replicas: typed('Replicas', 'Réplicas', '3'),
      min: typed('Fewest replicas', 'Réplicas au moins', '2'),
      max: typed('Most replicas', 'Réplicas au plus', '5'),
      cpu: typed('CPU in %', 'CPU en %', '80'),
    },
    sections: {
      prerequisites: KUBECTL,
      mitigation: {
        en: 'By hand for now, by an autoscaler for good.',
        fr: 'À la main dans l’immédiat, par un autoscaler ensuite.',
      },
      onFailure: ON_FAILURE,
    },
    steps: [
      command('load', 'See the load', 'Voir la charge', 'kubectl top pods -n <namespace>'),
      {
        key: 'how',
        title: { en: 'By hand or by an autoscaler?', fr: 'À la main ou par un autoscaler ?' },
        step: (language) => ({
          kind: 'decision',
          options: [
            { label: { en: 'By hand', fr: 'À la main' }[language], to: 'scale' },
            { label: { en: 'By an autoscaler', fr: 'Par un autoscaler' }[language], to: 'autoscale' },
          ],
        }),
      },
      command(
        'scale',
        'Scale it',
        'Adapter le nombre',
        'kubectl scale deployment <deployment> --replicas=<replicas> -n <namespace>'
      ),
      command('verify', 'See the pods', 'Voir les pods', 'kubectl get pods -n <namespace>', { to: 'cpu-left' }),
      command(
        'autoscale',
        'Create the autoscaler',
        'Créer l’autoscaler',
        'kubectl autoscale deployment <deployment> --min=<min> --max=<max> --cpu-percent=<cpu> -n <namespace>'
      ),
      command('watch', 'Watch it', 'Le regarder agir', 'kubectl get hpa -n <namespace> -w'),
      command('adjust', 'Adjust it', 'L’ajuster', 'kubectl edit hpa <deployment> -n <namespace>'),
      query('cpu-left', 'There is CPU left', 'Il reste du CPU', CPU_USED, '<', 70, {
        unit: '%',
      }),
    ],
  },
  {
    key: 'clean-up',
    kind: 'procedure',
    form: 'meaning',
    title: { en: 'Clean up', fr: 'Nettoyer' },
    parameters: { namespace },
    sections: {
      prerequisites: KUBECTL,
      mitigation: {
        en: 'Finished pods, then what Docker no longer uses. `docker system prune -a --volumes` also deletes the data of volumes that no container uses: look at `docker volume ls` first.',
        fr: 'Les pods terminés, puis ce que Docker n’utilise plus. `docker system prune -a --volumes` supprime aussi les données des volumes qu’aucun conteneur n’utilise : regarder d’abord `docker volume ls`.',
      },
    },
    steps: [
      query(
        'disk',
        'The fullest disk stays under 85 %',
        'Le disque le plus rempli reste sous 85 %',
        DISK_USED,
        '<',
        85,
        { unit: '%' }
      ),
      command(
        'succeeded',
        'Delete pods that succeeded',
        'Supprimer les pods réussis',
        'kubectl delete pods --field-selector=status.phase==Succeeded -n <namespace>'
      ),
      command(
        'failed',
        'Delete pods that failed',
        'Supprimer les pods échoués',
        'kubectl delete pods --field-selector=status.phase==Failed -n <namespace>'
      ),
      command('containers', 'Delete stopped containers', 'Supprimer les conteneurs arrêtés', 'docker container prune'),
      command('images', 'Delete unused images', 'Supprimer les images inutilisées', 'docker image prune -a'),
      {
        key: 'agreed',
        title: { en: 'Somebody else looked at the volumes', fr: 'Une autre personne a regardé les volumes' },
        step: { kind: 'approval' },
      },
      command('volumes', 'Delete unused volumes', 'Supprimer les volumes inutilisés', 'docker volume prune'),
    ],
  },
  {
    key: 'back-up-redis',
    kind: 'procedure',
    form: 'meaning',
    title: { en: 'Back up Redis', fr: 'Sauvegarder Redis' },
    services: ['redis'],
    parameters: { namespace, pod },
    sections: {
      prerequisites: KUBECTL,
      mitigation: { en: 'Daily at 02:00: `0 2 * * *`.', fr: 'Chaque jour à 02:00 : `0 2 * * *`.' },
      onFailure: ON_FAILURE,
    },
    steps: [
      command(
        'save',
        'Write the snapshot',
        'Écrire l’instantané',
        'kubectl exec -it <pod> -n <namespace> -- redis-cli bgsave'
      ),
      command(
        'copy',
        'Take it out',
        'Le récupérer',
        'kubectl cp <namespace>/<pod>:/data/dump.rdb ./backup/redis-$(date +%Y%m%d).rdb'
      ),
      query(
        'age',
        'The oldest last success is younger than 26 hours',
        'La plus ancienne dernière réussite a moins de 26 heures',
        BACKUP_AGE,
        '<',
        93_600,
        { unit: 's' }
      ),
    ],
  },
  {
    key: 'back-up-kubernetes',
    kind: 'procedure',
    form: 'meaning',
    title: { en: 'Back up and restore Kubernetes', fr: 'Sauvegarder et restaurer Kubernetes' },
    parameters: { namespace, file: typed('File to restore', 'Fichier à restaurer') },
    sections: {
      prerequisites: KUBECTL,
      mitigation: { en: 'The file of secrets has to be encrypted.', fr: 'Le fichier des secrets doit être chiffré.' },
    },
    steps: [
      command(
        'full',
        'Export everything',
        'Tout exporter',
        'kubectl get all -n <namespace> -o yaml > backup/<namespace>-full-$(date +%Y%m%d).yaml'
      ),
      command(
        'core',
        'Export the core',
        'Exporter l’essentiel',
        'kubectl get deployments,services,ingress -n <namespace> -o yaml > backup/<namespace>-core-$(date +%Y%m%d).yaml'
      ),
      command(
        'secrets',
        'Export the secrets, to be encrypted',
        'Exporter les secrets, à chiffrer',
        'kubectl get secrets -n <namespace> -o yaml > backup/<namespace>-secrets-$(date +%Y%m%d).yaml'
      ),
      check('encrypted', 'The file of secrets is encrypted', 'Le fichier des secrets est chiffré'),
      {
        key: 'restore-now',
        title: { en: 'Restore now?', fr: 'Restaurer maintenant ?' },
        step: (language) => ({
          kind: 'decision',
          options: [
            { label: { en: 'No', fr: 'Non' }[language], to: 'end' },
            { label: { en: 'Yes', fr: 'Oui' }[language], to: 'restore' },
          ],
        }),
      },
      command('restore', 'Restore', 'Restaurer', 'kubectl apply -f <file>'),
      command('verify', 'See what is there', 'Voir ce qui est là', 'kubectl get all -n <namespace>'),
    ],
  },
  {
    key: 'archive-code',
    kind: 'procedure',
    form: 'meaning',
    title: { en: 'Archive the source code', fr: 'Archiver le code source' },
    parameters: {
      name: typed('Name', 'Nom', 'app'),
      recipient: typed('Recipient of the key', 'Destinataire de la clé'),
      archive: typed('Archive', 'Archive'),
    },
    sections: {
      mitigation: {
        en: 'An archive, encrypted for whom it is meant.',
        fr: 'Une archive, chiffrée pour son destinataire.',
      },
    },
    steps: [
      command('pack', 'Pack it', 'L’empaqueter', 'tar -czvf <name>-$(date +%Y%m%d).tar.gz .'),
      command('encrypt', 'Encrypt it', 'La chiffrer', 'gpg --encrypt --recipient <recipient> <archive>'),
    ],
  },
  {
    key: 'read-and-rotate-logs',
    kind: 'procedure',
    form: 'meaning',
    title: { en: 'Read and rotate logs', fr: 'Lire et faire tourner les journaux' },
    parameters: {
      namespace,
      pod,
      app: typed('Label app', 'Étiquette app'),
      config: typed('Configuration of logrotate', 'Configuration de logrotate', '/etc/logrotate.d/app'),
    },
    sections: {
      diagnosis: {
        en: 'Rotation: daily, keep 7, missingok, compress, delaycompress, notifempty, copytruncate.',
        fr: 'Rotation : quotidienne, 7 conservés, missingok, compress, delaycompress, notifempty, copytruncate.',
      },
    },
    steps: [
      command('follow', 'Follow them', 'Les suivre', 'kubectl logs -f --timestamps <pod> -n <namespace>'),
      command(
        'previous',
        'Those of the container before',
        'Ceux du conteneur précédent',
        'kubectl logs --previous <pod> -n <namespace>'
      ),
      command('all', 'Those of all its pods', 'Ceux de tous ses pods', 'kubectl logs -l app=<app> -n <namespace>'),
      command('rotate', 'Rotate by hand', 'Rotation à la main', 'logrotate -f <config>'),
    ],
  },
  {
    key: 'high-availability-check',
    kind: 'procedure',
    form: 'meaning',
    title: { en: 'Check high availability', fr: 'Vérifier la haute disponibilité' },
    parameters: { domain: typed('Domain', 'Domaine', 'localhost') },
    sections: {
      prerequisites: {
        en: 'At least two Grafanas behind the load balancer.',
        fr: 'Au moins deux Grafana derrière le répartiteur de charge.',
      },
      diagnosis: {
        en: 'One instance is stopped on purpose: announce it.',
        fr: 'Une instance est arrêtée exprès : l’annoncer.',
      },
    },
    steps: [
      noteStep('replication', 'See the replication in PostgreSQL', 'Voir la réplication dans PostgreSQL', {
        en: '```sql\nSELECT * FROM pg_stat_replication;\n```',
        fr: '```sql\nSELECT * FROM pg_stat_replication;\n```',
      }),
      command('answers', 'The load balancer answers', 'Le répartiteur répond', 'curl -I https://<domain>'),
      {
        key: 'agreed',
        title: { en: 'Somebody else agrees', fr: 'Une autre personne est d’accord' },
        step: { kind: 'approval' },
      },
      command('stop', 'Stop one Grafana', 'Arrêter un Grafana', 'docker compose stop grafana-1'),
      command('still', 'It still answers', 'Il répond encore', 'curl -I https://<domain>'),
      command('start', 'Start it again', 'Le redémarrer', 'docker compose start grafana-1'),
    ],
  },
];
