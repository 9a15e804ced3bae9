import type { FastifyInstance } from 'fastify';
import { findFolder, folderLevels, foldersOf, inNamespace, namespaceOf, signedIn, VIEW, type Person } from '../access';
import { internalError, refuse } from '../answers';
import type { Grafana } from '../grafana';
import { asNumber, asObject, asText, asTexts, type JsonObject } from '../store/json';
import type { Version } from '../store/store';
import { GROUP } from './records';

const words = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Every word of the query begins a word of the title; accents count. */
function titleMatcher(query: string): (title: string) => boolean {
  const wanted = words(query);
  return (title) => {
    const found = words(title);
    return wanted.every((word) => found.some((other) => other.startsWith(word)));
  };
}

/** `tags` must all be there; `*` stands for any characters. */
function tagMatcher(tags: string[]): (own: string[]) => boolean {
  const tests = tags.map((tag) => {
    if (!tag.includes('*')) {
      return (own: string[]) => own.includes(tag);
    }
    const pattern = new RegExp(
      `^${tag
        .split('*')
        .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
        .join('.*')}$`,
      's'
    );
    return (own: string[]) => own.some((candidate) => pattern.test(candidate));
  });
  return (own) => tests.every((test) => test(own));
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const sorts: Record<string, (a: Hit, b: Hit) => number> = {
  name: (a, b) => order(a.name, b.name),
  '-name': (a, b) => order(b.name, a.name),
  title: (a, b) => order(a.title.toLowerCase(), b.title.toLowerCase()) || order(a.name, b.name),
  '-title': (a, b) => order(b.title.toLowerCase(), a.title.toLowerCase()) || order(b.name, a.name),
};

interface Hit {
  resource: 'dashboards' | 'folders';
  name: string;
  title: string;
  tags: string[];
  folder: string;
  version?: Version;
}

interface Wanted {
  query: string;
  tags: string[];
  folders: string[];
  names: string[];
  type: string;
}

/** The dashboards and folders that this person sees and that fit, in order of their titles. */
function find({ store }: Grafana, person: Person, { query, tags, folders, names, type }: Wanted): Hit[] {
  const level = folderLevels(store, person);
  const inTitle = query === '' || query === '*' ? () => true : titleMatcher(query.replaceAll('*', ' '));
  const inTags = tagMatcher(tags);
  const places = new Set(folders.map((uid) => (uid === 'general' ? '' : uid)));
  const chosen = new Set(names);
  const fits = (hit: Hit) =>
    inTags(hit.tags) &&
    (places.size === 0 || places.has(hit.folder)) &&
    (chosen.size === 0 || chosen.has(hit.name)) &&
    inTitle(hit.title) &&
    level(hit.resource === 'folders' ? hit.name : hit.folder) >= VIEW;
  const dashboards =
    type === 'folder'
      ? []
      : store
          .shelf(namespaceOf(person.orgId))
          .all()
          .map((version): Hit => ({
            resource: 'dashboards',
            name: version.name,
            title: version.title,
            tags: version.tags,
            folder: version.folder,
            version,
          }));
  const folderHits =
    type === 'dashboard' || tags.length > 0
      ? []
      : foldersOf(store, person.orgId).map(({ uid, title, parentUid }): Hit => ({
          resource: 'folders',
          name: uid,
          title,
          tags: [],
          folder: parentUid,
        }));
  return [...folderHits, ...dashboards].filter(fits).sort(sorts.title);
}

function facets(hits: Hit[], limit: number): JsonObject {
  const counts = new Map<string, number>();
  hits.flatMap(({ tags }) => tags).forEach((tag) => counts.set(tag, (counts.get(tag) ?? 0) + 1));
  const terms = [...counts]
    .map(([term, count]) => ({ term, count }))
    .sort((a, b) => b.count - a.count || order(a.term, b.term));
  return {
    tags: {
      field: 'tags',
      total: terms.reduce((sum, { count }) => sum + count, 0),
      missing: hits.filter(({ tags }) => tags.length === 0).length,
      terms: terms.slice(0, limit),
    },
  };
}

export const slug = (title: string) =>
  title
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replace(/[\s_-]+/g, '-') || '-';

export function search(app: FastifyInstance, grafana: Grafana) {
  const { store, options } = grafana;

  app.get(`/apis/${GROUP}/v0alpha1/namespaces/:namespace/search`, (request) => {
    const { person } = inNamespace(request);
    const query = asObject(request.query);
    const limit = asNumber(query.limit) ?? 50;
    const offset = asNumber(query.offset) ?? 0;
    if (limit < 0 || offset < 0) {
      throw internalError('search request size and offset must not be negative');
    }
    const started = performance.now();
    const hits = find(grafana, person, {
      query: asText(query.query),
      tags: asTexts(query.tag),
      folders: asTexts(query.folder),
      names: asTexts(query.name),
      type: asText(query.type),
    });
    const sort = asText(query.sort);
    if (sorts[sort] && !(options.legacyStorage && sort.endsWith('name'))) {
      hits.sort(sorts[sort]);
    }
    const scored = asText(query.query) !== '';
    return {
      totalHits: hits.length,
      hits: hits.slice(offset, offset + limit).map(({ resource, name, title, tags, folder, version }) => ({
        resource,
        name,
        title,
        ...(!options.legacyStorage && version?.description !== undefined && { description: version.description }),
        ...(tags.length > 0 && { tags }),
        ...(folder !== '' && { folder }),
        ...(options.legacyStorage && version && { field: { 'grafana.app/deprecatedInternalID': version.id } }),
        ...(scored && !options.legacyStorage && { score: 1 }),
      })),
      ...(asTexts(query.facet).includes('tags') && { facets: facets(hits, asNumber(query.facetLimit) ?? 50) }),
      ...(!options.legacyStorage && {
        queryCost: Math.round((performance.now() - started) * 1000),
        ...(hits.length > 0 && { maxScore: 1 }),
      }),
    };
  });

  app.get(`/apis/${GROUP}/v0alpha1/namespaces/:namespace/search/sortable`, (request) => {
    inNamespace(request);
    return {
      fields: [
        { field: 'title', display: 'Title (A-Z)', type: 'string' },
        { field: '-title', display: 'Title (Z-A)', type: 'string' },
      ],
    };
  });

  app.get('/api/search', (request) => {
    const person = signedIn(request);
    const query = asObject(request.query);
    const limit = asNumber(query.limit) ?? 1000;
    if (limit > 5000) {
      throw refuse(422, 'Limit is above maximum allowed (5000), use page parameter to access hits beyond limit', {
        status: 'error',
      });
    }
    const page = asNumber(query.page) ?? 1;
    const type = asText(query.type);
    const hits = find(grafana, person, {
      query: asText(query.query),
      tags: asTexts(query.tag),
      folders: asTexts(query.folderUIDs)
        .flatMap((uids) => uids.split(','))
        .filter(Boolean),
      names: asTexts(query.dashboardUIDs)
        .flatMap((uids) => uids.split(','))
        .filter(Boolean),
      type: type === 'dash-db' ? 'dashboard' : type === 'dash-folder' ? 'folder' : '',
    });
    if (query.sort === 'alpha-desc') {
      hits.reverse();
    }
    return hits
      .slice((page - 1) * limit, page * limit)
      .map(({ resource, name, title, tags, folder: place, version }) => {
        const folder = place === '' ? undefined : findFolder(store, person.orgId, place);
        const isFolder = resource === 'folders';
        return {
          id: version?.id ?? findFolder(store, person.orgId, name)?.id ?? 0,
          uid: name,
          orgId: person.orgId,
          title,
          uri: `db/${slug(title)}`,
          url: isFolder
            ? `${options.subPath}/dashboards/f/${name}/${slug(title)}`
            : `${options.subPath}/d/${name}/${slug(title)}`,
          slug: '',
          type: isFolder ? 'dash-folder' : 'dash-db',
          tags,
          isStarred: false,
          ...(!options.legacyStorage && version?.description !== undefined && { description: version.description }),
          ...(folder && {
            folderId: folder.id,
            folderUid: folder.uid,
            folderTitle: folder.title,
            folderUrl: `${options.subPath}/dashboards/f/${folder.uid}/${slug(folder.title)}`,
          }),
          sortMeta: 0,
          isDeleted: false,
        };
      });
  });
}
