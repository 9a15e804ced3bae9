import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { atLeast, mayWriteSomewhere, requireRole, type Person } from '../access';
import { accessDenied, refuse } from '../answers';
import type { Grafana } from '../grafana';
import { asArray, asObject, asText, type JsonObject } from '../store/json';
import type { Silence } from '../store/store';

const BASE = '/api/alertmanager/grafana/api/v2';
const READ = 'any of alert.instances:read, alert.silences:read';
const WRITE = `all of ${READ}, any of alert.instances:create, alert.instances:write, alert.silences:create, alert.silences:write`;

type State = 'active' | 'pending' | 'expired';

function stateOf({ startsAt, endsAt }: Pick<Silence, 'startsAt' | 'endsAt'>, now = Date.now()): State {
  return Date.parse(endsAt) <= now ? 'expired' : Date.parse(startsAt) > now ? 'pending' : 'active';
}

const refused = (status: number, messageId: string, message: string) =>
  refuse(status, message, { messageId, statusCode: status, traceID: '' });

const invalid = (message: string) =>
  refused(400, 'alerting.notifications.silences.badRequest', `invalid silence: ${message}`);

/** Silences of Grafana's own Alertmanager: made, prolonged and ended as it does, over its own rules of what replaces what. */
export function silences(app: FastifyInstance, { store }: Grafana) {
  const asDto = (silence: Silence): JsonObject => {
    const { orgId: _org, ...own } = silence;
    return { ...own, status: { state: stateOf(silence) } };
  };

  /** *Edit* on a folder lets a person silence single rules of it, so that the route takes them in and the service refuses. */
  function mayChange(request: FastifyRequest, action: 'create' | 'update'): Person {
    const person = requireRole(request, 'Viewer', WRITE);
    if (!atLeast(person, 'Editor')) {
      throw mayWriteSomewhere(store, person)
        ? refused(403, 'alerting.unauthorized', `user is not authorized to ${action} a general silence`)
        : accessDenied(WRITE);
    }
    return person;
  }

  function existing(person: Person, id: string): Silence {
    const silence = store.silences.get(id);
    if (!silence || silence.orgId !== person.orgId) {
      throw refused(404, 'alerting.notifications.silences.notFound', `silence ${id} not found`);
    }
    return silence;
  }

  const idOf = (request: FastifyRequest) => (request.params as { id: string }).id;

  app.get(`${BASE}/silences`, (request) => {
    const person = requireRole(request, 'Viewer', READ);
    return store.silences
      .values()
      .filter(({ orgId }) => orgId === person.orgId)
      .map(asDto);
  });

  app.get(`${BASE}/silence/:id`, (request) => asDto(existing(requireRole(request, 'Viewer', READ), idOf(request))));

  app.post(`${BASE}/silences`, (request, reply) => {
    const id = asText(asObject(request.body).id);
    const person = mayChange(request, id ? 'update' : 'create');
    const asked = readSilence(asObject(request.body), person.orgId);
    const previous = id ? existing(person, id) : undefined;
    const now = Date.now();
    const kept = previous && mayUpdate(previous, asked, now) ? previous : undefined;
    if (previous && !kept) {
      expire(previous);
    }
    const silence = {
      ...asked,
      id: kept?.id ?? randomUUID(),
      // a new one does not begin in the past
      startsAt: kept || Date.parse(asked.startsAt) > now ? asked.startsAt : new Date(now).toISOString(),
      updatedAt: new Date(now).toISOString(),
    };
    store.silences.put(silence.id, silence);
    reply.code(202);
    return { silenceID: silence.id };
  });

  app.delete(`${BASE}/silence/:id`, (request) => {
    const person = mayChange(request, 'update');
    expire(existing(person, idOf(request)));
    return { message: 'silence deleted' };
  });

  function expire(silence: Silence): void {
    const state = stateOf(silence);
    const now = new Date().toISOString();
    if (state !== 'expired') {
      const startsAt = state === 'pending' ? now : silence.startsAt;
      store.silences.put(silence.id, { ...silence, startsAt, endsAt: now, updatedAt: now });
    }
  }
}

function readSilence(body: JsonObject, orgId: number): Omit<Silence, 'id' | 'updatedAt'> {
  for (const field of ['comment', 'createdBy', 'endsAt', 'matchers', 'startsAt']) {
    if (body[field] === undefined) {
      throw refuse(400, 'silence failed validation', { error: `${field} in body is required` });
    }
  }
  const matchers = asArray(body.matchers).map((value) => {
    const { name, value: text, isRegex, isEqual } = asObject(value);
    return { name: asText(name), value: asText(text), isRegex: isRegex === true, isEqual: isEqual !== false };
  });
  const [startsAt, endsAt] = [Date.parse(asText(body.startsAt)), Date.parse(asText(body.endsAt))];
  if (matchers.length === 0) {
    throw invalid('at least one matcher required');
  }
  if (matchers.every(({ value, isEqual }) => isEqual && value === '')) {
    throw invalid('at least one matcher must not match the empty string');
  }
  if (!(startsAt < endsAt)) {
    throw invalid('start time must be before end time: unable to create silence');
  }
  if (endsAt < Date.now()) {
    throw invalid("end time can't be in the past: unable to create silence");
  }
  return {
    orgId,
    matchers,
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
    createdBy: asText(body.createdBy),
    comment: asText(body.comment),
  };
}

/** What can be changed in place; anything else ends the silence and makes another, with another id. */
function mayUpdate(before: Silence, after: Omit<Silence, 'id' | 'updatedAt'>, now: number): boolean {
  if (JSON.stringify(before.matchers) !== JSON.stringify(after.matchers)) {
    return false;
  }
  switch (stateOf(before, now)) {
    case 'active':
      return before.startsAt === after.startsAt && Date.parse(after.endsAt) >= now;
    case 'pending':
      return Date.parse(after.startsAt) >= now;
    case 'expired':
      return false;
  }
}

/** Ids of the active silences of an organisation that hold an alert with these labels. */
export function silencedBy(all: Silence[], orgId: number, labels: Record<string, string>, now = Date.now()): string[] {
  return all
    .filter((silence) => silence.orgId === orgId && stateOf(silence, now) === 'active')
    .filter(({ matchers }) => matchers.every((matcher) => holds(matcher, labels)))
    .map(({ id }) => id);
}

function holds({ name, value, isRegex, isEqual }: JsonObject, labels: Record<string, string>): boolean {
  const own = labels[asText(name)] ?? '';
  const matches = isRegex === true ? new RegExp(`^(?:${asText(value)})$`).test(own) : own === asText(value);
  return matches === (isEqual !== false);
}
