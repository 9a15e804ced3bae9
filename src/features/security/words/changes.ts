import { t } from '@grafana/i18n';
import { type AuditChange, type Audited } from '../../../domain/security/snapshot';
import { momentText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';

export function auditedName(of: Audited): string {
  switch (of) {
    case 'sources':
      return t('security.audited.sources', 'Data source');
    case 'people':
      return t('security.audited.people', 'Administrator or unused account');
    case 'folderPermissions':
      return t('security.audited.folder-permissions', 'Permission of a folder');
    case 'sourcePermissions':
      return t('security.audited.source-permissions', 'Permission of a data source');
    case 'plugins':
      return t('security.audited.plugins', 'Plugin');
    case 'serviceAccounts':
      return t('security.audited.service-accounts', 'Service account');
    case 'tokens':
      return t('security.audited.tokens', 'Token');
    case 'contactPoints':
      return t('security.audited.contact-points', 'Contact point');
    case 'silences':
      return t('security.audited.silences', 'Silence longer than a day');
    case 'pausedRules':
      return t('security.audited.paused-rules', 'Paused alert rule');
    case 'publicDashboards':
      return t('security.audited.public-dashboards', 'Public dashboard');
    case 'toggles':
      return t('security.audited.toggles', 'Feature toggle');
    case 'server':
      return t('security.audited.server', 'Grafana');
  }
}

/** How many of a kind were not looked at: of folders, accounts and data sources, whatever of theirs is meant. */
export function leftText(of: Audited, left: number): string {
  switch (of) {
    case 'folderPermissions':
      return t('security.left.folders', '', {
        count: left,
        defaultValue_one: '{{count}} folder',
        defaultValue_other: '{{count}} folders',
      });
    case 'sourcePermissions':
      return t('security.left.sources', '', {
        count: left,
        defaultValue_one: '{{count}} data source',
        defaultValue_other: '{{count}} data sources',
      });
    case 'tokens':
      return t('security.left.accounts', '', {
        count: left,
        defaultValue_one: '{{count}} service account',
        defaultValue_other: '{{count}} service accounts',
      });
    default:
      return `${auditedName(of)}: ${left}`;
  }
}

/** A change in words: what became of it. */
export function auditChangeText({ of, kind, field = '', before, after, values = {} }: AuditChange): string {
  const told = Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${auditWord(name)}: ${auditWord(value)}`)
    .join(', ');
  if (of === 'people' && kind !== 'changed') {
    return kind === 'added'
      ? t('security.change.among', 'is one now ({{told}})', verbatim({ told }))
      : t('security.change.not-among', 'is none any more ({{told}} before)', verbatim({ told }));
  }
  switch (kind) {
    case 'added':
      return told
        ? t('security.change.added-with', 'added ({{told}})', verbatim({ told }))
        : t('security.change.added', 'added');
    case 'removed':
      return told
        ? t('security.change.removed-with', 'removed ({{told}})', verbatim({ told }))
        : t('security.change.removed', 'removed');
    case 'changed': {
      const text = (value: string | undefined) => (value ? auditWord(value) : t('security.change.none', 'nothing'));
      return t(
        'security.change.changed',
        '{{field}}: {{before}} → {{after}}',
        verbatim({ field: auditWord(field), before: text(before), after: text(after) })
      );
    }
  }
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** The words that facts are kept in, as people say them; what is none of them stays. */
function auditWord(word: string): string {
  switch (word) {
    case 'name':
      return t('security.word.name', 'name');
    case 'type':
      return t('security.word.type', 'type');
    case 'host':
      return t('security.word.host', 'host');
    case 'tls':
      return t('security.word.tls', 'certificate');
    case 'clientCertificate':
      return t('security.word.client-certificate', 'client certificate');
    case 'ownAuthority':
      return t('security.word.own-authority', 'authority of its own');
    case 'access':
      return t('security.word.access', 'access');
    case 'readOnly':
      return t('security.word.read-only', 'read-only');
    case 'role':
      return t('security.word.role', 'role');
    case 'signedIn':
      return t('security.word.signed-in', 'signed in');
    case 'disabled':
      return t('security.word.disabled', 'disabled');
    case 'enabled':
      return t('security.word.enabled', 'enabled');
    case 'permission':
      return t('security.word.permission', 'permission');
    case 'version':
      return t('security.word.version', 'version');
    case 'signature':
      return t('security.word.signature', 'signature');
    case 'created':
      return t('security.word.created', 'created');
    case 'expires':
      return t('security.word.expires', 'expires');
    case 'revoked':
      return t('security.word.revoked', 'revoked');
    case 'from':
      return t('security.word.from', 'from');
    case 'until':
      return t('security.word.until', 'until');
    case 'state':
      return t('security.word.state', 'state');
    case 'edition':
      return t('security.word.edition', 'edition');
    case 'anonymous':
      return t('security.word.anonymous', 'anonymous access');
    case 'loginForm':
      return t('security.word.login-form', 'login form');
    case 'yes':
      return t('security.word.yes', 'yes');
    case 'no':
      return t('security.word.no', 'no');
    case 'on':
      return t('security.word.on', 'on');
    case 'never':
      return t('security.word.never', 'never');
    case 'checked':
      return t('security.word.checked', 'checked');
    case 'not checked':
      return t('security.word.not-checked', 'not checked');
    case 'none':
      return t('security.word.none', 'none');
    default:
      return INSTANT.test(word) ? momentText(word) : word;
  }
}
