import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { atLeast, type Person } from '../access';
import { refuse, Refusal, status } from '../answers';
import type { Bundle } from '../bundle';
import type { Grafana } from '../grafana';
import { root } from '../plugin';
import { asArray, asObject, asText, type JsonObject } from '../store/json';
import type { Role } from '../store/store';
import { bootUser, frontendSettings, settingOf } from './settings';

const ROLES: Role[] = ['Viewer', 'Editor', 'Admin', 'None'];
const CACHED_AN_HOUR = 'public, max-age=3600';
const FOREVER = 'public, max-age=31536000, immutable';

const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="14" fill="none" stroke="#f05a28" stroke-width="4"/><circle cx="16" cy="16" r="5" fill="#f05a28"/></svg>`;

const drawn = (path: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="${path}"/></svg>`;

/** Icons that Grafana has and @grafana/ui does not ship; any other of them is an empty square. */
const missingIcons: Record<string, string> = {
  spinner: drawn('M12 3a9 9 0 1 1-9 9'),
  'check-square': drawn('M4 4h16v16H4zM8 12l3 3 5-6'),
  'pause-circle': drawn('M12 3a9 9 0 1 0 0 18 9 9 0 1 0 0-18M10 9v6M14 9v6'),
  globe: drawn('M12 3a9 9 0 1 0 0 18 9 9 0 1 0 0-18M3 12h18M12 3c-5 6-5 12 0 18M12 3c5 6 5 12 0 18'),
  home: drawn('M4 11l8-7 8 7v9H4z'),
};
const anyIcon = drawn('M5 5h14v14H5z');

/** The fonts that @grafana/ui asks for and does not ship. */
const fontFiles = join(root, 'node_modules', '@fontsource');
const fonts: Record<string, string> = {
  'inter/Inter-Regular.woff2': 'inter/files/inter-latin-400-normal.woff2',
  'inter/Inter-Italic.woff2': 'inter/files/inter-latin-400-italic.woff2',
  'inter/Inter-Medium.woff2': 'inter/files/inter-latin-500-normal.woff2',
  'inter/Inter-MediumItalic.woff2': 'inter/files/inter-latin-500-italic.woff2',
  'roboto/*': 'roboto-mono/files/roboto-mono-latin-400-normal.woff2',
};

/** What may stand in a script element. */
const inScript = (value: unknown) =>
  JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

/** The plugin's place in the menu, from the pages in its plugin.json that this person may open. */
function pluginEntry(grafana: Grafana, person: Person): JsonObject {
  const { plugin, options } = grafana;
  const meta = plugin.meta();
  const pages = asArray(meta.includes)
    .map(asObject)
    .filter(
      ({ type, addToNav, role }) =>
        type === 'page' && addToNav === true && atLeast(person, ROLES.find((known) => known === role) ?? 'Viewer')
    );
  const url = (path: unknown) => `${options.subPath}${asText(path)}`;
  const start = url(pages.find(({ defaultNav }) => defaultNav === true)?.path ?? `/a/${plugin.id}`);
  return {
    id: `plugin-page-${plugin.id}`,
    text: meta.name,
    img: `${options.subPath}/public/plugins/${plugin.id}/${asText(asObject(asObject(meta.info).logos).small)}`,
    url: start,
    pluginId: plugin.id,
    isSection: true,
    children: pages
      .map((page) => ({
        text: page.name,
        url: url(page.path),
        icon: page.icon,
        pluginId: plugin.id,
        id: `standalone-plugin-page-${asText(page.path)}`,
      }))
      .filter((page) => page.url !== start),
  };
}

function navTree(grafana: Grafana, person: Person | null): JsonObject[] {
  if (!person) {
    return [];
  }
  const { subPath } = grafana.options;
  const { enabled, pinned } = settingOf(grafana, person.orgId);
  const apps = enabled && pinned ? [pluginEntry(grafana, person)] : [];
  return [
    { id: 'home', text: 'Home', url: `${subPath}/`, icon: 'home-alt' },
    { id: 'dashboards/browse', text: 'Dashboards', url: `${subPath}/dashboards`, icon: 'apps' },
    ...(atLeast(person, 'Editor')
      ? [{ id: 'explore', text: 'Explore', url: `${subPath}/explore`, icon: 'compass' }]
      : []),
    { id: 'alerting', text: 'Alerting', url: `${subPath}/alerting/list`, icon: 'bell' },
    ...(apps.length > 0
      ? [{ id: 'apps', text: 'More apps', url: `${subPath}/apps`, icon: 'layer-group', children: apps }]
      : []),
    ...(person.role === 'Admin' ? [{ id: 'cfg', text: 'Administration', url: `${subPath}/admin`, icon: 'cog' }] : []),
  ];
}

/** As `?theme=light` shows a page to whoever prefers the other one. */
function themed(user: JsonObject, asked: string): JsonObject {
  return asked === 'light' || asked === 'dark' ? { ...user, theme: asked, lightTheme: asked === 'light' } : user;
}

/** The HTML, what lies under `/public`, and the answers to addresses that nobody knows. */
export async function page(app: FastifyInstance, grafana: Grafana, bundle: Bundle | undefined) {
  const { options, plugin } = grafana;

  function html(request: FastifyRequest): string {
    const person = request.person;
    const base = `${options.subPath}/`;
    const user = themed(bootUser(grafana, person), asText(asObject(request.query).theme));
    const boot = {
      settings: frontendSettings(grafana, person, `${request.protocol}://${request.host}${base}`),
      user,
      navTree: navTree(grafana, person),
      assets: { light: '', dark: '' },
    };
    const dark = user.theme !== 'light';
    return `<!doctype html>
<html lang="${asText(user.language)}" data-theme="${dark ? 'dark' : 'light'}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Grafana</title>
    <base href="${base}" />
    <link rel="icon" type="image/svg+xml" href="public/img/preview.svg" />
    ${bundle ? bundle.preload.map((chunk) => `<link rel="modulepreload" href="public/build/preview/${chunk}" />`).join('') : ''}
    ${bundle ? `<link rel="stylesheet" href="public/build/preview/${bundle.styles}" />` : ''}
    <style>html { background: ${dark ? '#111217' : '#f4f5f5'}; } body { margin: 0; }</style>
    <script>
      window.__i18next_supportNoticeShown = true; // i18next would advertise itself in the console
      window.__grafana_public_path__ = '${base}public/';
      window.grafanaBootData = ${inScript(boot)};
    </script>
  </head>
  <body class="theme-${dark ? 'dark' : 'light'}">
    <div id="reactRoot">${bundle ? '' : 'This stand-in was started without its page.'}</div>
    ${bundle ? `<script type="module" src="public/build/preview/${bundle.script}"></script>` : ''}
  </body>
</html>`;
  }

  const sendHtml = (request: FastifyRequest, reply: FastifyReply) =>
    reply.type('text/html; charset=utf-8').send(html(request));

  await app.register(fastifyStatic, { root: plugin.dist, serve: false });

  app.get('/public/plugins/:id/*', (request, reply) => {
    const { id } = request.params as { id: string };
    const path = asText(asObject(request.params)['*']);
    if (id === 'prometheus') {
      return reply.type('image/svg+xml').header('cache-control', CACHED_AN_HOUR).send(logo);
    }
    if (id !== plugin.id || !existsSync(join(plugin.dist, path))) {
      throw refuse(404, 'Plugin file not found');
    }
    if (path === 'module.js' || path === 'plugin.json') {
      // a development Grafana does the same: a rebuilt plugin shows after a reload
      const content = readFileSync(join(plugin.dist, path));
      const tag = `"${createHash('sha1').update(content).digest('hex')}"`;
      reply
        .header('cache-control', 'no-cache')
        .header('etag', tag)
        .type(path.endsWith('.js') ? 'text/javascript' : 'application/json');
      return request.headers['if-none-match'] === tag ? reply.code(304).send() : reply.send(content);
    }
    return reply
      .header('cache-control', path.includes('locales/') ? 'no-cache' : CACHED_AN_HOUR)
      .sendFile(path, plugin.dist, { cacheControl: false });
  });

  if (bundle) {
    app.get('/public/build/preview/*', (request, reply) =>
      reply
        .header('cache-control', FOREVER)
        .sendFile(asText(asObject(request.params)['*']).replace(/^[^/]+\//, ''), bundle.directory, {
          cacheControl: false,
        })
    );
    const icons = join(bundle.grafanaUi, 'dist', 'public', 'img', 'icons');
    for (const prefix of ['/public/build/img/icons/*', '/public/img/icons/*']) {
      app.get(prefix, (request, reply) => {
        const icon = asText(asObject(request.params)['*']);
        reply.header('cache-control', CACHED_AN_HOUR);
        if (existsSync(join(icons, icon))) {
          return reply.sendFile(icon, icons, { cacheControl: false });
        }
        const [, name = ''] = /\/([\w-]+)\.svg$/.exec(icon) ?? [];
        return reply.type('image/svg+xml').send(missingIcons[name] ?? anyIcon);
      });
    }
  }
  for (const [url, file] of Object.entries(fonts)) {
    app.get(`/public/fonts/${url}`, (_request, reply) =>
      reply.header('cache-control', CACHED_AN_HOUR).sendFile(file, fontFiles, { cacheControl: false })
    );
  }
  app.get('/public/img/preview.svg', (_request, reply) =>
    reply.type('image/svg+xml').header('cache-control', CACHED_AN_HOUR).send(logo)
  );

  app.get('/login', (request, reply) =>
    request.person ? reply.redirect(`${options.subPath}/`) : sendHtml(request, reply)
  );

  app.setNotFoundHandler((request, reply) => {
    const [path] = request.url.split('?');
    if (path.startsWith('/apis/')) {
      throw request.person
        ? status(404, 'NotFound', 'the server could not find the requested resource', {})
        : new Refusal(401, { message: 'Unauthorized' });
    }
    if (path.startsWith('/api/')) {
      throw refuse(404, 'Not found');
    }
    if (path.startsWith('/public/') || request.method !== 'GET') {
      throw refuse(404, 'Not found');
    }
    if (!request.person) {
      return reply.redirect(
        `${options.subPath}/login${path === '/' ? '' : `?redirectTo=${encodeURIComponent(request.url)}`}`
      );
    }
    return sendHtml(request, reply);
  });
}
