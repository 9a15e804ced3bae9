import type { FastifyInstance } from 'fastify';
import {
  atLeast,
  EDIT,
  folderLevel,
  folderLevels,
  namespaceOf,
  requireRole,
  signedIn,
  VIEW,
  type Person,
} from '../access';
import { accessDenied, refuse } from '../answers';
import type { Grafana } from '../grafana';
import { asArray, asNumber, asObject, asText, asTexts, type JsonObject } from '../store/json';
import type { Annotation } from '../store/store';
import { avatarUrl } from './avatar';

/** `[annotations] tags_length`: brackets, quotes, commas and the bytes of the tags. */
const TAGS_LENGTH = 500;

const tagsLength = (tags: string[]) =>
  2 + tags.reduce((sum, tag) => sum + Buffer.byteLength(tag) + 2, 0) + Math.max(0, tags.length - 1);

/** `key:value:more` is cut to `key:value`; empty ones and doubles go. */
function readTags(value: unknown): string[] {
  const tags = asArray(value)
    .map((tag) =>
      String(tag)
        .split(':')
        .slice(0, 2)
        .map((part) => part.trim())
        .filter(Boolean)
        .join(':')
    )
    .filter(Boolean);
  return [...new Set(tags)];
}

/** A filter `key` matches any value of that key. */
const hasTag = (tags: string[], wanted: string) =>
  tags.some((tag) => tag === wanted || (!wanted.includes(':') && tag.startsWith(`${wanted}:`)));

export function annotations(app: FastifyInstance, grafana: Grafana) {
  const { store, options } = grafana;

  const folderOf = (person: Person, dashboardUID: string) =>
    store.shelf(namespaceOf(person.orgId)).get(dashboardUID)?.folder;

  function mayWrite(person: Person, dashboardUID: string): boolean {
    const folder = folderOf(person, dashboardUID);
    return folder === undefined ? atLeast(person, 'Editor') : folderLevel(store, person, folder) >= EDIT;
  }

  function asDto(annotation: Annotation): JsonObject {
    const user = store.users.get(annotation.userId);
    return {
      id: annotation.id,
      ...annotation.alert,
      dashboardUID: annotation.dashboardUID,
      ...(annotation.panelId && { panelId: annotation.panelId }),
      created: annotation.created,
      updated: annotation.updated,
      time: annotation.time,
      timeEnd: annotation.timeEnd,
      ...(annotation.text && { text: annotation.text }),
      ...(annotation.tags.length > 0 && { tags: annotation.tags }),
      ...(user && { login: user.login, email: user.email, avatarUrl: avatarUrl(user.email, options.subPath) }),
      data: annotation.data,
    };
  }

  function readTimes(body: JsonObject, before?: Annotation) {
    const time = asNumber(body.time) || before?.time || Date.now();
    const timeEnd = asNumber(body.timeEnd) || (before && before.timeEnd >= time ? before.timeEnd : time);
    return { time: Math.min(time, timeEnd), timeEnd: Math.max(time, timeEnd) };
  }

  function checked(tags: string[]): string[] {
    if (tagsLength(tags) > TAGS_LENGTH) {
      throw refuse(400, 'tags length exceeds the maximum allowed', {
        messageId: 'annotations.tag-limit-exceeded',
        statusCode: 400,
        traceID: '',
      });
    }
    return tags;
  }

  app.get('/api/annotations', (request) => {
    const person = requireRole(request, 'Viewer', 'annotations:read');
    const query = asObject(request.query);
    const level = folderLevels(store, person);
    const tags = asTexts(query.tags);
    const from = asNumber(query.from) ?? 0;
    const to = asNumber(query.to) ?? 0;
    const userId = asNumber(query.userId);
    const panelId = asNumber(query.panelId);
    const dashboardUID = asText(query.dashboardUID);
    const limit = asNumber(query.limit) || 100;
    const found = store.annotations
      .values()
      .filter(
        (annotation) =>
          annotation.orgId === person.orgId &&
          (query.type === 'alert' ? annotation.alert : query.type !== 'annotation' || !annotation.alert) &&
          (dashboardUID === '' || annotation.dashboardUID === dashboardUID) &&
          (!userId || annotation.userId === userId) &&
          (!panelId || annotation.panelId === panelId) &&
          (from <= 0 || to <= 0 || (annotation.time <= to && annotation.timeEnd >= from)) &&
          (tags.length === 0 ||
            (query.matchAny === 'true'
              ? tags.some((tag) => hasTag(annotation.tags, tag))
              : tags.every((tag) => hasTag(annotation.tags, tag)))) &&
          (annotation.dashboardUID === '' || level(folderOf(person, annotation.dashboardUID) ?? '') >= VIEW)
      )
      .sort((a, b) => b.timeEnd - a.timeEnd || b.time - a.time);
    return (limit < 0 ? found : found.slice(0, limit)).map(asDto);
  });

  app.get('/api/annotations/tags', (request) => {
    const person = requireRole(request, 'Viewer', 'annotations:read');
    const query = asObject(request.query);
    const counts = new Map<string, number>();
    for (const { orgId, tags } of store.annotations.values()) {
      if (orgId === person.orgId) {
        tags
          .filter((tag) => tag.includes(asText(query.tag)))
          .forEach((tag) => counts.set(tag, (counts.get(tag) ?? 0) + 1));
      }
    }
    return {
      result: { tags: [...counts].map(([tag, count]) => ({ tag, count })).slice(0, asNumber(query.limit) ?? 100) },
    };
  });

  app.get('/api/annotations/:id', (request) => {
    const person = requireRole(request, 'Viewer', 'annotations:read');
    return asDto(existing(person, request.params));
  });

  function existing(person: Person, params: unknown): Annotation {
    const annotation = store.annotations.get(asText(asObject(params).id));
    if (!annotation || annotation.orgId !== person.orgId) {
      throw refuse(404, 'Annotation not found');
    }
    return annotation;
  }

  app.post('/api/annotations', (request) => {
    const person = signedIn(request);
    const body = asObject(request.body);
    const dashboardUID = asText(body.dashboardUID);
    if (!mayWrite(person, dashboardUID)) {
      throw accessDenied('annotations:create');
    }
    if (dashboardUID !== '' && folderOf(person, dashboardUID) === undefined) {
      throw refuse(500, 'Failed to save annotation');
    }
    if (asText(body.text) === '') {
      throw refuse(400, 'Failed to save annotation');
    }
    const tags = checked(readTags(body.tags));
    const created = Date.now();
    const id = store.next('annotation');
    store.annotations.put(id, {
      id,
      orgId: person.orgId,
      userId: person.user.id,
      dashboardUID,
      panelId: asNumber(body.panelId) ?? 0,
      created,
      updated: created,
      ...readTimes(body),
      text: asText(body.text),
      tags,
      data: asObject(body.data),
    });
    return { id, message: 'Annotation added' };
  });

  for (const method of ['PUT', 'PATCH'] as const) {
    app.route({
      method,
      url: '/api/annotations/:id',
      handler(request) {
        const person = signedIn(request);
        if (!atLeast(person, 'Viewer')) {
          throw accessDenied('annotations:write');
        }
        const before = existing(person, request.params);
        if (!mayWrite(person, before.dashboardUID)) {
          throw accessDenied('annotations:write');
        }
        const body = asObject(request.body);
        const text = method === 'PUT' || asText(body.text) !== '' ? asText(body.text) : before.text;
        const tags = method === 'PUT' || body.tags !== undefined ? checked(readTags(body.tags)) : before.tags;
        store.annotations.put(before.id, {
          ...before,
          ...readTimes(body, before),
          text,
          tags,
          ...(body.data !== undefined && { data: asObject(body.data) }),
          updated: Date.now(),
        });
        return method === 'PUT' ? { id: before.id, message: 'Annotation updated' } : { message: 'Annotation patched' };
      },
    });
  }

  app.delete('/api/annotations/:id', (request) => {
    const person = requireRole(request, 'Editor', 'annotations:delete');
    const { id } = request.params as { id: string };
    // as measured on Grafana: id 0 means every annotation of the organisation that is on no dashboard
    store.annotations
      .values()
      .filter(
        (annotation) =>
          annotation.orgId === person.orgId &&
          !annotation.alert &&
          (id === '0' ? annotation.dashboardUID === '' : String(annotation.id) === id)
      )
      .forEach((annotation) => store.annotations.delete(annotation.id));
    return { message: 'Annotation deleted' };
  });
}
