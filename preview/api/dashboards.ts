import type { FastifyInstance, FastifyRequest } from 'fastify';
import { EDIT, findFolder, folderLevel, namespaceOf, requireRole, signedIn, VIEW } from '../access';
import { accessDenied, refuse, Refusal } from '../answers';
import type { Grafana } from '../grafana';
import { asObject, asText, type JsonObject } from '../store/json';
import { newUid, type Version } from '../store/store';
import { access, createRecord, deleteRecord, metadataOf, readAsV1, replaceRecord, specOf } from './records';
import { slug } from './search';

/** The older dashboard API, on the same records. */
export function dashboards(app: FastifyInstance, grafana: Grafana) {
  const { store, options } = grafana;

  function existing(request: FastifyRequest) {
    const person = signedIn(request);
    const { uid } = request.params as { uid: string };
    const version = store.shelf(namespaceOf(person.orgId)).get(uid);
    if (!version) {
      throw refuse(404, 'Dashboard not found', { status: 'not-found' });
    }
    return { person, version };
  }

  const loginOf = (annotation: unknown) => store.users.find(({ uid }) => `user:${uid}` === annotation)?.login ?? '';
  const urlOf = (version: Version) => `${options.subPath}/d/${version.name}/${slug(version.title)}`;

  app.get('/api/dashboards/uid/:uid', (request) => {
    const { person, version } = existing(request);
    if (folderLevel(store, person, version.folder) < VIEW) {
      throw accessDenied('dashboards:read');
    }
    const metadata = metadataOf(version);
    const annotations = asObject(metadata.annotations);
    const folder = findFolder(store, person.orgId, version.folder);
    const may = access(grafana, person, version.folder);
    return {
      meta: {
        type: 'db',
        ...may,
        slug: slug(version.title),
        url: urlOf(version),
        expires: '0001-01-01T00:00:00Z',
        created: metadata.creationTimestamp,
        updated: annotations['grafana.app/updatedTimestamp'] ?? metadata.creationTimestamp,
        updatedBy: loginOf(version.updatedBy),
        createdBy: loginOf(annotations['grafana.app/createdBy']),
        version: version.generation,
        hasAcl: false,
        isFolder: false,
        apiVersion: 'v0alpha1',
        folderId: folder?.id ?? 0,
        folderUid: folder?.uid ?? '',
        folderTitle: folder?.title ?? 'General',
        folderUrl: folder ? `${options.subPath}/dashboards/f/${folder.uid}/${slug(folder.title)}` : '',
        provisioned: false,
        provisionedExternalId: '',
      },
      dashboard: { ...specOf(version), id: version.id, uid: version.name, version: version.generation },
    };
  });

  app.post('/api/dashboards/db', (request) => {
    const person = signedIn(request);
    const namespace = namespaceOf(person.orgId);
    const body = asObject(request.body);
    const dashboard: JsonObject = asObject(body.dashboard);
    const name = asText(dashboard.uid) || newUid();
    const current = store.shelf(namespace).get(name);
    if (current && body.overwrite !== true && dashboard.version !== current.generation) {
      throw refuse(412, 'The dashboard has been changed by someone else', { status: 'version-mismatch' });
    }
    const sent = readAsV1(name, dashboard, { folder: asText(body.folderUid), message: asText(body.message) });
    const stamp = { manager: 'grafana', apiVersion: 'v1beta1' };
    let version: Version;
    try {
      version = current
        ? replaceRecord(grafana, person, namespace, { ...sent, resourceVersion: '' }, current, stamp)
        : createRecord(grafana, person, namespace, sent, stamp);
    } catch (error) {
      if (error instanceof Refusal && error.status === 403) {
        throw accessDenied(current ? 'dashboards:write' : 'dashboards:create');
      }
      throw error;
    }
    return {
      id: version.id,
      uid: version.name,
      url: urlOf(version),
      status: 'success',
      version: version.generation,
      slug: slug(version.title),
      folderUid: version.folder,
    };
  });

  app.delete('/api/dashboards/uid/:uid', (request) => {
    const { person, version } = existing(request);
    if (folderLevel(store, person, version.folder) < EDIT) {
      throw accessDenied('dashboards:delete');
    }
    deleteRecord(grafana, person, namespaceOf(person.orgId), version);
    return { message: `Dashboard ${version.title} deleted`, title: version.title, uid: version.name };
  });

  app.get('/api/dashboards/tags', (request) => {
    const person = signedIn(request);
    const counts = new Map<string, number>();
    store
      .shelf(namespaceOf(person.orgId))
      .all()
      .flatMap(({ tags }) => tags)
      .forEach((tag) => counts.set(tag, (counts.get(tag) ?? 0) + 1));
    return [...counts].map(([term, count]) => ({ term, count }));
  });

  app.get('/api/dashboards/home', (request) => {
    signedIn(request);
    return { meta: { isHome: true, canSave: false }, dashboard: { title: 'Home', panels: [] } };
  });

  app.get('/api/dashboards/public-dashboards', (request) => {
    requireRole(request, 'Viewer', 'dashboards:read');
    return { publicDashboards: [], totalCount: 0, page: 1, perPage: 1000 };
  });
}
