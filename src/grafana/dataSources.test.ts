import { setDataSourceSrv } from '@grafana/runtime';
import { http, HttpResponse } from 'msw';
import { server } from '../test/grafana';
import { dataSources, resolvePrometheus } from './dataSources';
import { metricType } from './prometheus/editor';
import { queryInstant, queryRange } from './prometheus/prometheus';

interface Source {
  uid: string;
  type: string;
  isDefault?: boolean;
  jsonData?: Record<string, unknown>;
}

const GRAFANA: Source = { uid: 'grafana', type: 'datasource' };
const AMAZON = 'grafana-amazonprometheus-datasource';

/** As Grafana does: asked for a type without a filter, its own one stands at the end. */
function has(...sources: Source[]) {
  const list = [...sources, GRAFANA].map((source) => ({ name: source.uid, ...source }));
  setDataSourceSrv({ getList: () => list } as unknown as Parameters<typeof setDataSourceSrv>[0]);
}

interface Asked {
  method: string;
  path: string;
  address: URLSearchParams;
  form: URLSearchParams;
}

function listens(refuses: (method: string) => number | undefined = () => undefined): Asked[] {
  const asked: Asked[] = [];
  server.use(
    http.all('*/api/datasources/*', async ({ request }) => {
      const { pathname, searchParams } = new URL(request.url);
      const form = new URLSearchParams(await request.text());
      asked.push({ method: request.method, path: pathname, address: searchParams, form });
      const status = refuses(request.method);
      const resultType = pathname.endsWith('query_range') ? 'matrix' : 'vector';
      return status
        ? HttpResponse.json({ message: 'refused' }, { status })
        : HttpResponse.json({ status: 'success', data: { resultType, result: [] } });
    })
  );
  return asked;
}

afterEach(() => server.resetHandlers());

describe('which data sources there are', () => {
  it('every type that speaks Prometheus, never Grafana’s own', () => {
    has(
      { uid: 'a', type: 'prometheus' },
      { uid: 'b', type: AMAZON },
      { uid: 'c', type: 'grafana-azureprometheus-datasource' }
    );
    expect(dataSources().map(({ uid }) => uid)).toEqual(['a', 'b', 'c']);
    expect(dataSources('loki')).toEqual([]);
  });

  it('the one that exists is asked when none is chosen', () => {
    has({ uid: 'b', type: AMAZON }, { uid: 'logs', type: 'loki', isDefault: true });
    expect(resolvePrometheus({})?.uid).toBe('b');
  });

  it('of several without a default none is guessed', () => {
    has({ uid: 'a', type: 'prometheus' }, { uid: 'b', type: AMAZON });
    expect(resolvePrometheus({})).toBeUndefined();
    expect(resolvePrometheus({ prometheusUid: 'b' })?.uid).toBe('b');
  });
});

describe('how they are asked', () => {
  it('by POST where their settings say nothing else', async () => {
    has({ uid: 'post', type: 'prometheus', jsonData: { httpMethod: 'POST' } });
    const asked = listens();
    await queryInstant('post', 'up');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ method: 'POST', path: '/api/datasources/proxy/uid/post/api/v1/query' });
    expect(asked[0].form.get('query')).toBe('up');
    expect([...asked[0].address]).toEqual([]);
  });

  it('by GET, with their own parameters, as their settings say', async () => {
    const jsonData = { httpMethod: 'GET', customQueryParameters: 'dedup=true&max_source_resolution=5m' };
    has({ uid: 'get', type: 'prometheus', jsonData });
    const asked = listens();
    await queryRange('get', 'up', { start: 1, end: 2, step: 1 });
    await metricType('get', 'up');
    expect(asked.map(({ method }) => method)).toEqual(['GET', 'GET']);
    expect(asked[0].address.get('query')).toBe('up');
    asked.forEach(({ address }) => {
      expect(address.get('dedup')).toBe('true');
      expect(address.get('max_source_resolution')).toBe('5m');
    });
  });

  it('parameters go along with a POST too', async () => {
    has({ uid: 'thanos', type: 'prometheus', jsonData: { customQueryParameters: 'dedup=false' } });
    const asked = listens();
    await queryInstant('thanos', 'up');
    expect(asked[0].method).toBe('POST');
    expect(asked[0].address.get('dedup')).toBe('false');
  });

  it('by GET where the server takes no POST, found out once', async () => {
    has({ uid: 'read-only', type: 'prometheus' });
    const asked = listens((method) => (method === 'POST' ? 405 : undefined));
    await queryInstant('read-only', 'up');
    await queryInstant('read-only', 'up');
    expect(asked.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET']);
  });

  it('a cloud’s through its own backend, which signs and adds its parameters', async () => {
    has({ uid: 'aws', type: AMAZON, jsonData: { customQueryParameters: 'a=b' } });
    const asked = listens();
    await queryInstant('aws', 'up');
    expect(asked[0].path).toBe('/api/datasources/uid/aws/resources/api/v1/query');
    expect([...asked[0].address]).toEqual([]);
  });
});

describe('Grafana’s variables of time', () => {
  it.each([
    [{}, 15, 'rate(a[60s])'],
    [{}, 300, 'rate(a[315s])'],
    [{ timeInterval: '1m' }, 60, 'rate(a[240s])'],
    [{ timeInterval: '>10s' }, 10, 'rate(a[40s])'],
  ])('with %j and a step of %i s', async (jsonData, step, query) => {
    has({ uid: 'p', type: 'prometheus', jsonData });
    const asked = listens();
    await queryRange('p', 'rate(a[$__rate_interval])', { start: 0, end: 3600, step });
    expect(asked[0].form.get('query')).toBe(query);
  });

  it('at one moment', async () => {
    has({ uid: 'p', type: 'prometheus' });
    const asked = listens();
    await queryInstant('p', 'increase(a[$__range]) + rate(a[$__rate_interval])');
    expect(asked[0].form.get('query')).toBe('increase(a[3600s]) + rate(a[60s])');
  });
});
