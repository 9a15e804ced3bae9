import { http, HttpResponse, type JsonBodyType } from 'msw';
import { server } from '../../test/grafana';
import {
  mimirBusy,
  mimirLimit,
  mixedBuckets,
  nativeHistogram,
  prometheus3Annotations,
  prometheus3Buckets,
  thanosPartial,
  truncated,
} from '../../test/prometheus/answers';
import { bucketBounds, countSeries } from './editor';
import { MAX_SERIES, queryInstant, queryRange } from './prometheus';

const PROXY = '*/api/datasources/proxy/*';
const answers = (body: JsonBodyType, status = 200) =>
  server.use(http.post(PROXY, () => HttpResponse.json(body, { status })));
const range = { start: 1_795_000_000, end: 1_795_000_120, step: 60 };

describe('Prometheus 3', () => {
  it('says its warnings and infos beside the value', async () => {
    answers(prometheus3Annotations);
    const { result, warnings } = await queryInstant('p', 'a');
    expect(result).toEqual([{ labels: {}, time: 1_795_000_000, value: 0.5 }]);
    expect(warnings).toEqual([...prometheus3Annotations.warnings, ...prometheus3Annotations.infos]);
  });

  it.each([
    [prometheus3Buckets, [0.5, 1, 10]],
    [mixedBuckets, [0.5, 1]],
  ])('writes whole bounds with a fraction', async (body, bounds) => {
    answers(body);
    expect(await bucketBounds('p', 'h_bucket')).toEqual(bounds);
  });

  it('sends native histograms where no number was asked for', async () => {
    answers(nativeHistogram);
    expect((await queryInstant('p', 'request_duration_seconds')).result).toEqual([]);
  });

  it('is asked for no more series than can be shown, and says that it left some out', async () => {
    let form = '';
    server.use(
      http.post(PROXY, async ({ request }) => {
        form = await request.text();
        return HttpResponse.json(truncated);
      })
    );
    expect((await queryInstant('p', 'a')).warnings).toEqual(['results truncated due to limit']);
    expect(new URLSearchParams(form).get('limit')).toBe(String(MAX_SERIES + 1));
  });
});

describe('Thanos', () => {
  it('says that a store is missing from the answer', async () => {
    answers(thanosPartial);
    const { result, warnings } = await queryRange('p', 'a', range);
    expect(warnings).toEqual(thanosPartial.warnings);
    expect(result[0].values).toEqual([1, NaN, Infinity]);
  });
});

describe('Mimir', () => {
  it('refuses with its own reason', async () => {
    answers(mimirLimit.body, mimirLimit.status);
    await expect(queryInstant('p', 'a')).rejects.toMatchObject({
      kind: 'invalid',
      status: 422,
      message: expect.stringContaining('err-mimir-max-chunks-per-query'),
    });
  });

  it('asks to slow down', async () => {
    answers(mimirBusy.body, mimirBusy.status);
    await expect(queryInstant('p', 'a')).rejects.toMatchObject({ kind: 'throttled', status: 429 });
  });
});

it('refuses a hundred thousand series instead of handing them on', async () => {
  const result = Array.from({ length: 100_000 }, (_, index) => ({ metric: { i: String(index) }, value: [1, '1'] }));
  answers({ status: 'success', data: { resultType: 'vector', result } });
  await expect(queryInstant('p', 'a')).rejects.toMatchObject({ kind: 'manySeries' });
});

it('counts series without asking for them', async () => {
  let query: string | null = '';
  server.use(
    http.post(PROXY, async ({ request }) => {
      query = new URLSearchParams(await request.text()).get('query');
      return HttpResponse.json({
        status: 'success',
        data: { resultType: 'vector', result: [{ metric: {}, value: [1, '100000'] }] },
      });
    })
  );
  expect(await countSeries('p', 'a')).toBe(100_000);
  expect(query).toBe('count(a)');
});

it.each([
  ['HTML', () => HttpResponse.html('<html>Sign in</html>'), 'format'],
  ['an empty 503', () => new HttpResponse(null, { status: 503 }), 'server'],
  ['HTML with 503', () => HttpResponse.html('<html>down</html>', { status: 503 }), 'server'],
  ['another API', () => HttpResponse.json({ data: { resultType: 'streams', result: [] } }), 'format'],
])('tells %s from an answer', async (_, respond, kind) => {
  server.use(http.post(PROXY, respond));
  await expect(queryInstant('p', 'a')).rejects.toMatchObject({ kind });
});
