import { type Language } from '../language';

type Item =
  | 'admin-password'
  | 'anonymous-sign-up'
  | 'https'
  | 'two-factor'
  | 'rbac'
  | 'data-source-credentials'
  | 'audit-logs'
  | 'firewall'
  | 'certificates'
  | 'secrets'
  | 'version'
  | 'sanitising'
  | 'content-security-policy'
  | 'embedding'
  | 'token-expiry'
  | 'public-sharing'
  | 'unsigned-plugins'
  | 'advisor';

/** What is looked at, on the page and in its review. */
export const SECURITY_ITEMS: Record<Language, Record<Item, string>> = {
  en: {
    'admin-password': 'Admin password changed',
    'anonymous-sign-up': 'Anonymous access and sign-up off',
    https: 'HTTPS',
    'two-factor': 'Two-factor authentication',
    rbac: 'RBAC permissions',
    'data-source-credentials': 'Data sources with secured credentials',
    'audit-logs': 'Audit logs',
    firewall: 'Firewall',
    certificates: 'Valid certificates',
    secrets: 'Secrets in environment variables',
    version: 'Grafana up to date',
    sanitising: 'HTML sanitising on',
    'content-security-policy': 'Content security policy',
    embedding: 'Embedding off',
    'token-expiry': 'Tokens expire',
    'public-sharing': 'Public dashboards and snapshots',
    'unsigned-plugins': 'Unsigned plugins',
    advisor: 'Grafana Advisor',
  },
  fr: {
    'admin-password': 'Mot de passe admin changé',
    'anonymous-sign-up': 'Accès anonyme et inscription désactivés',
    https: 'HTTPS',
    'two-factor': 'Authentification à deux facteurs',
    rbac: 'Permissions RBAC',
    'data-source-credentials': 'Sources de données aux identifiants sécurisés',
    'audit-logs': 'Journaux d’audit',
    firewall: 'Pare-feu',
    certificates: 'Certificats valides',
    secrets: 'Secrets dans les variables d’environnement',
    version: 'Grafana à jour',
    sanitising: 'Nettoyage du HTML activé',
    'content-security-policy': 'Politique de sécurité du contenu',
    embedding: 'Intégration dans d’autres sites désactivée',
    'token-expiry': 'Jetons à durée limitée',
    'public-sharing': 'Tableaux de bord et instantanés publics',
    'unsigned-plugins': 'Plugins non signés',
    advisor: 'Grafana Advisor',
  },
};
