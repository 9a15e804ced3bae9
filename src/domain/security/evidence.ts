import { type Instant } from '../record/record';

export type GrafanaRole = 'serverAdmin' | 'orgAdmin';

/** Something read, or why it could not be: `role` is the one that may, `why` what went wrong. */
export type Known<T> =
  { value: T } | { missing: 'forbidden' | 'failed' | 'absent' | 'unconfigured'; role?: GrafanaRole; why?: string };

/** One thing that was found out: `unknown` keeps an item from passing, `note` says something beside the verdict. */
export interface Fact {
  code: string;
  values?: Record<string, string | number>;
  verdict: 'good' | 'bad' | 'unknown' | 'note';
  /** Role that could find it out. */
  needs?: GrafanaRole;
}

/** What Grafana tells every browser; absent where a version leaves it out. `true` means allowed or on. */
export interface FrontendFacts {
  anonymous?: boolean;
  signUp?: boolean;
  orgCreate?: boolean;
  loginForm?: boolean;
  strongPasswords?: boolean;
  /** Names of the configured single sign-on ways. */
  singleSignOn: string[];
  rbac?: boolean;
  viewersCanEdit?: boolean;
  unsanitised?: boolean;
  publicDashboards?: boolean;
  snapshots?: boolean;
  /** Days after which tokens have to expire; -1 for never. */
  tokenDays?: number;
  version: string;
  latest?: string;
  hasUpdate?: boolean;
}

/** The few server settings that are looked at; nothing else of them is kept. */
export interface ServerFacts {
  allowOrgCreate?: boolean;
  cookieSecure?: boolean;
  protocol?: string;
  strictTransport?: boolean;
  contentSecurityPolicy?: boolean;
  allowEmbedding?: boolean;
  unsignedPlugins?: string;
}

export interface UserFact {
  login: string;
  role: string;
  lastSeen: Instant;
  created?: Instant;
  disabled: boolean;
}

export interface DataSourceFact {
  name: string;
  url: string;
  /** Of its plugin. */
  type?: string;
  access: string;
  tlsSkipVerify: boolean;
  basicAuth: boolean;
  /** Names of the fields that Grafana keeps encrypted; absent when they could not be read. */
  secured?: string[];
}

/** One thing that Grafana's Advisor found, by its own names of check and step. */
export interface AdvisorFailure {
  check: string;
  step: string;
  item: string;
  severity: string;
}

/** What came of the check of an item of the team's own. */
export type OwnAnswer = { values: number[] } | { setting: string | undefined };

export interface SecurityEvidence {
  at: Instant;
  page: { protocol: string };
  frontend: Known<FrontendFacts>;
  server: Known<ServerFacts>;
  /** Whether the answers of this Grafana carry Strict-Transport-Security. */
  strictTransport: Known<boolean>;
  users: Known<UserFact[]>;
  /** The login `admin` that every new Grafana has. */
  adminLogin: Known<'active' | 'disabled' | 'absent'>;
  dataSources: Known<DataSourceFact[]>;
  certificates: Known<Array<{ instance: string; seconds: number }>>;
  ports: Known<Array<{ instance: string; open: boolean }>>;
  auditLogs: Known<{ entries: number; source: string }>;
  /** The last answer of each of the Advisor's checks; `count`: what they looked at. */
  advisor?: Known<{ failures: AdvisorFailure[]; count: number }>;
  /** By the key of an own item. */
  own?: Record<string, Known<OwnAnswer>>;
}
