import { type Resource } from '../../src/domain/record/resource';
import { Failure } from '../failure';

interface Answer {
  status: number;
  body: unknown;
}

/** Grafana's HTTP API as the records need it, in the name of one person. */
export class Grafana {
  private dashboards?: Promise<{ path: string; apiVersion: string; search: string }>;

  constructor(
    private readonly url: string,
    private readonly user: string | undefined
  ) {}

  async ensureFolder(folder: { uid: string; title: string; parentUid?: string }) {
    const { status, body } = await this.ask('POST', '/api/folders', folder);
    // 412 and 409: it is there already.
    if (![200, 409, 412].includes(status)) {
      throw this.failure(`could not make the folder “${folder.title}”`, status, body);
    }
  }

  /** False when the name is taken. */
  async create(resource: Resource): Promise<boolean> {
    const { path, apiVersion } = await this.api();
    const { status, body } = await this.ask('POST', path, { apiVersion, kind: 'Dashboard', ...resource });
    if (status === 409) {
      return false;
    }
    if (status >= 300) {
      throw this.failure(`could not create ${resource.metadata.name}`, status, body);
    }
    return true;
  }

  /** Undefined when there is none. */
  async read(name: string): Promise<Resource | undefined> {
    const { path } = await this.api();
    const { status, body } = await this.ask('GET', `${path}/${name}`);
    if (status === 404) {
      return undefined;
    }
    if (status !== 200) {
      throw this.failure(`could not read ${name}`, status, body);
    }
    return body as Resource;
  }

  async delete(name: string) {
    const { path } = await this.api();
    const { status, body } = await this.ask('DELETE', `${path}/${name}`);
    if (status >= 300 && status !== 404) {
      throw this.failure(`could not remove ${name}`, status, body);
    }
  }

  /** Names of all records with this tag, by name from the highest. */
  async namesWithTag(tag: string, limit = 1000): Promise<string[]> {
    const { search } = await this.api();
    const query = new URLSearchParams({ type: 'dashboard', tag, limit: String(limit), sort: '-name' });
    const { status, body } = await this.ask('GET', `${search}?${query}`);
    if (status !== 200) {
      throw this.failure('could not search', status, body);
    }
    const { hits }: { hits?: Array<{ name: string }> } = body ?? {};
    return (hits ?? []).map(({ name }) => name);
  }

  private api() {
    this.dashboards ??= this.discover();
    return this.dashboards;
  }

  private async discover() {
    const settings = await this.ask('GET', '/api/frontend/settings');
    const group = await this.ask('GET', '/apis/dashboard.grafana.app');
    if (settings.status !== 200 || group.status !== 200) {
      const { status, body } = settings.status === 200 ? group : settings;
      throw this.failure('did not let us in', status, body);
    }
    const { namespace = 'default' }: { namespace?: string } = settings.body ?? {};
    const { versions = [] }: { versions?: Array<{ version: string }> } = group.body ?? {};
    const version = versions.some((served) => served.version === 'v1') ? 'v1' : 'v1beta1';
    return {
      apiVersion: `dashboard.grafana.app/${version}`,
      path: `/apis/dashboard.grafana.app/${version}/namespaces/${namespace}/dashboards`,
      search: `/apis/dashboard.grafana.app/v0alpha1/namespaces/${namespace}/search`,
    };
  }

  private async ask(method: string, path: string, data?: unknown): Promise<Answer> {
    const headers: Record<string, string> = { accept: 'application/json', 'content-type': 'application/json' };
    if (this.user) {
      headers.authorization = `Basic ${Buffer.from(this.user).toString('base64')}`;
    }
    let response: Response;
    try {
      response = await fetch(this.url + path, {
        method,
        headers,
        body: data === undefined ? undefined : JSON.stringify(data),
        signal: AbortSignal.timeout(30_000),
      });
    } catch (error) {
      throw new Failure(`Grafana does not answer on ${this.url}: ${reasonOf(error)}.`);
    }
    const text = await response.text();
    try {
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    } catch {
      throw new Failure(
        `${this.url} does not answer like a Grafana: ${method} ${path} gave ${response.status} and no JSON.`
      );
    }
  }

  private failure(what: string, status: number, body: unknown): Failure {
    const { message }: { message?: string } = typeof body === 'object' && body ? body : {};
    return new Failure(`Grafana on ${this.url} ${what} (${status}${message ? `: ${message}` : ''}).`);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return error.cause instanceof Error ? error.cause.message : error.message;
}
