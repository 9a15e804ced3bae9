import { z } from 'zod/mini';
import { type Matcher } from '../promql/promql';
import { type Changes, changeBy } from '../record/changes';
import { safeUrl, storedUrl } from '../record/limits';
import { newest } from '../record/log';
import { type Outcome, type Reason, refuse } from '../record/outcome';
import { own } from '../record/own';
import { type Command, type Described, instant, person, recordBase, type RecordKind, slug } from '../record/record';
import { problemOf, readable } from '../record/unreadable';
import { cell, row, tableHead } from '../text/markdown';
import { oneLine } from '../text/oneLine';

const line = z.string().check(z.maxLength(200));

const serviceLink = z.object({ title: line, url: storedUrl });
export type ServiceLink = z.infer<typeof serviceLink>;

/** What a team says of one of its services. */
export const serviceDefinition = z.object({
  name: line.check(z.minLength(1)),
  /** Who owns it. */
  team: z.optional(line),
  description: z.optional(z.string().check(z.maxLength(20_000))),
  /** Keys in the register of objectives. */
  objectives: z._default(z.array(z.string().check(z.maxLength(100))).check(z.maxLength(50)), []),
  /** Uid of the Prometheus that has its series, where it is not the app's. */
  dataSource: z.optional(z.string().check(z.maxLength(100))),
  /** Labels that all of its series and alerts carry. */
  labels: z._default(z.record(z.string().check(z.maxLength(100)), line), {}),
  dashboards: z._default(z.array(serviceLink).check(z.maxLength(20)), []),
  runbooks: z._default(z.array(serviceLink).check(z.maxLength(20)), []),
  /** Its incidents are marked on dashboards, as annotations with the tag `service:<key>`. */
  annotate: z.optional(z.boolean()),
});
export type ServiceDefinition = z.infer<typeof serviceDefinition>;

const service = z.extend(serviceDefinition, {
  /** Id of the last command that changed it. */
  revision: z.optional(z.string()),
});
export type Service = z.infer<typeof service>;

const logEntry = z.object({ at: instant, by: person, type: z.string(), service: z.string() });

const servicesRegister = z.extend(recordBase, {
  /** By slug, as incidents and tags name them. */
  services: z.record(z.string(), service),
  log: z._default(z.record(z.string(), logEntry), {}),
});
export type ServicesRegister = z.infer<typeof servicesRegister>;

export type ServicesCommand = Command &
  (
    | {
        type: 'save';
        service: string;
        definition: ServiceDefinition;
        /** The revision that the form was opened on. */
        seen?: string;
        /** The service must not exist yet. */
        isNew?: boolean;
      }
    | { type: 'remove'; service: string; seen?: string }
    /** Those that are not there yet, by their key. */
    | { type: 'adopt'; services: Record<string, ServiceDefinition> }
  );

export const SERVICES = 'opsbook-services';
const MAX_SERVICES = 500;
/** So that the tag `service:<key>` has at most 50 bytes. */
const KEY_LENGTH = 40;

export const servicesKind: RecordKind<ServicesRegister, ServicesCommand> = {
  kind: 'services',
  version: 1,
  schema: servicesRegister,
  folders: ['registers'],
  describe,
  apply: readable(servicesRegister, apply),
};

/** How a service of this name is known in tags and records; empty where no letter or digit is left. */
export function serviceKey(name: string): string {
  return slug(name).slice(0, KEY_LENGTH).replace(/-+$/, '');
}

const CHANGES: Changes<ServicesRegister, ServicesCommand> = {
  save(register, command) {
    const { service: key, definition, isNew, seen, id } = command;
    const current = own(register.services, key);
    const reasons = checkService(definition);
    if (reasons.length > 0) {
      return refuse(...reasons);
    }
    if (isNew && current) {
      return refuse({ code: 'service.exists', values: { name: current.name }, field: 'name' });
    }
    if (!isNew && current?.revision !== seen) {
      return refuse({ code: current ? 'service.moved' : 'service.removed' });
    }
    if (!current && Object.keys(register.services).length >= MAX_SERVICES) {
      return refuse({ code: 'service.tooMany', values: { limit: MAX_SERVICES } });
    }
    const saved = { ...definition, name: oneLine(definition.name), revision: id };
    return logged(register, command, { ...register.services, [key]: saved });
  },

  remove(register, command) {
    const current = own(register.services, command.service);
    const { [command.service]: _, ...services } = register.services;
    if (!current) {
      return { ok: register };
    }
    return current.revision === command.seen ? logged(register, command, services) : refuse({ code: 'service.moved' });
  },

  adopt,
};

function adopt(register: ServicesRegister, command: ServicesCommand & { type: 'adopt' }): Outcome<ServicesRegister> {
  const added = Object.entries(command.services).filter(([key]) => !own(register.services, key));
  const reasons = added.flatMap(([, definition]) => checkService(definition));
  if (added.length === 0) {
    return { ok: register };
  }
  if (Object.keys(register.services).length + added.length > MAX_SERVICES) {
    reasons.push({ code: 'service.tooMany', values: { limit: MAX_SERVICES } });
  }
  const services = added.map(([key, each]): [string, Service] => [
    key,
    { ...each, name: oneLine(each.name), revision: command.id },
  ]);
  return reasons.length > 0
    ? refuse(...reasons)
    : logged(register, command, { ...register.services, ...Object.fromEntries(services) });
}

function apply(register: ServicesRegister, command: ServicesCommand): Outcome<ServicesRegister> {
  return own(register.log, command.id) ? { ok: register } : changeBy(CHANGES, register, command);
}

/** The register with `services` in it, and in its log, which keeps the last entries only, who did so. */
function logged(
  register: ServicesRegister,
  command: ServicesCommand,
  services: ServicesRegister['services']
): { ok: ServicesRegister } {
  const { id, at, by, type } = command;
  const key = type === 'adopt' ? Object.keys(command.services).join(', ') : command.service;
  const log = newest({ ...register.log, [id]: { at, by, type, service: key } });
  return { ok: { ...register, services, log } };
}

/** Any name that can be typed as name=value: Prometheus 3 takes `app.kubernetes.io/name` too. */
const LABEL = new RegExp(String.raw`^[^\s\p{C}="]+$`, 'u');

/** Why a service cannot be saved as it is. */
export function checkService(value: ServiceDefinition): Reason[] {
  const reasons: Reason[] = [];
  if (!oneLine(value.name)) {
    reasons.push({ code: 'required', field: 'name' });
  } else if (!serviceKey(value.name)) {
    reasons.push({ code: 'service.name', field: 'name' });
  }
  for (const label of Object.keys(value.labels)) {
    if (!LABEL.test(label)) {
      reasons.push({ code: 'service.label', values: { label }, field: 'labels' });
    }
  }
  for (const field of ['dashboards', 'runbooks'] as const) {
    if (value[field].some(({ url }) => !safeUrl.safeParse(url).success)) {
      reasons.push({ code: 'service.link', field });
    }
  }
  if (reasons.length > 0) {
    return reasons;
  }
  const issues = serviceDefinition.safeParse(value).error?.issues ?? [];
  return issues.map((issue) => ({ ...problemOf(issue), field: String(issue.path[0] ?? 'name') }));
}

/** By name, as people read them. */
export function listed(register: ServicesRegister): Array<[string, Service]> {
  return Object.entries(register.services).sort(([, one], [, other]) => one.name.localeCompare(other.name));
}

/** The affected services that the register knows. */
export function knownServices(
  register: ServicesRegister | undefined,
  affected: Record<string, string>
): Array<[string, Service]> {
  return Object.keys(affected).flatMap((key) => {
    const found = register && own(register.services, key);
    return found ? [[key, found] as [string, Service]] : [];
  });
}

/** Labels as matchers that select the series of any of the services; only labels that all of them have. */
export function matchersOf(services: Service[]): Matcher[] {
  const [first, ...others] = services;
  return Object.keys(first?.labels ?? {}).flatMap((label): Matcher[] => {
    if (!others.every(({ labels }) => Object.hasOwn(labels, label))) {
      return [];
    }
    const values = [...new Set(services.map(({ labels }) => labels[label]))];
    return values.length === 1
      ? [{ label, operator: '=', value: values[0] }]
      : [{ label, operator: '=~', value: values.map(escapeRegex).join('|') }];
  });
}

/** The service whose labels an alert carries: the one that says the most; undefined where none or several do. */
export function serviceOfAlert(
  register: ServicesRegister | undefined,
  labels: Record<string, string>
): [string, Service] | undefined {
  const matching = Object.entries(register?.services ?? {})
    .map(([key, each]) => ({ key, each, own: Object.entries(each.labels) }))
    .filter(
      ({ own }) =>
        own.length > 0 && own.every(([label, value]) => (labels[label] ?? labels[plainLabel(label)]) === value)
    );
  const most = Math.max(0, ...matching.map(({ own }) => own.length));
  const best = matching.filter(({ own }) => own.length === most);
  return best.length === 1 ? [best[0].key, best[0].each] : undefined;
}

/** `service.name` as tools that know no UTF-8 names pass it on: `service_name`. */
function plainLabel(label: string): string {
  return label.replace(/[^a-zA-Z0-9_]/g, '_');
}

/** Slugs of the affected services whose incidents are to be marked on dashboards. */
export function marked(register: ServicesRegister | undefined, affected: Record<string, string>): string[] {
  return knownServices(register, affected).flatMap(([key, { annotate }]) => (annotate ? [key] : []));
}

function describe(register: ServicesRegister): Described {
  const services = listed(register);
  const rows = services.map(([, { name, team, objectives, labels, dashboards, runbooks }]) =>
    row(
      [
        name,
        team ?? '',
        objectives.join(', '),
        Object.entries(labels)
          .map(([label, value]) => `${label}=${value}`)
          .join(', '),
        [...dashboards, ...runbooks].map(({ title, url }) => `${title || url} (${url})`).join(', '),
      ].map(cell)
    )
  );
  return {
    title: 'Services',
    tags: [],
    head: { services: String(services.length) },
    markdown: ['# Services', '', ...tableHead(['Service', 'Team', 'Objectives', 'Labels', 'Links']), ...rows].join(
      '\n'
    ),
  };
}

/** Text as a regular expression of Prometheus (RE2) that matches just it. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** What a team starts from. `id` is the record's UUID. */
export function emptyServices(id: string): ServicesRegister {
  return { schema: servicesKind.version, id, kind: servicesKind.kind, services: {}, log: {} };
}
