import { getAppEvents } from '@grafana/runtime';
import { emptyObjectives, OBJECTIVES } from '../../domain/objective/register';
import { ROOT_FOLDER } from '../../grafana/records/folders';
import { grafana } from '../../test/grafana';
import { removeRulesOfGone } from './objectiveRules';

const KEY = `${ROOT_FOLDER.uid}/opsbook-objective-cpu`;
const ours = { labels: { opsbook: 'objective', objective: 'cpu' }, grafana_alert: { uid: 'u', title: 'CPU' } };
const stored = { state: 'ok' as const, name: OBJECTIVES, record: emptyObjectives('x') };
const pauses = [1, 1];

function told(): string[] {
  const heard: string[] = [];
  jest.spyOn(getAppEvents(), 'publish').mockImplementation((event) => void heard.push(JSON.stringify(event)));
  return heard;
}

afterEach(() => jest.restoreAllMocks());

beforeEach(() => grafana.ruleGroups.set(KEY, { name: 'opsbook-objective-cpu', rules: [ours] }));

it('takes the rules of an objective that is gone away, after a failure too', async () => {
  grafana.fails(/\/api\/ruler\//, 500, { times: 1 });
  await removeRulesOfGone(stored, pauses);
  expect(grafana.ruleGroups.size).toBe(0);
});

it('leaves what somebody else put into their group', async () => {
  const theirs = { labels: {}, grafana_alert: { uid: 't', title: 'Mine' } };
  grafana.ruleGroups.set(KEY, { name: 'opsbook-objective-cpu', rules: [ours, theirs] });
  await removeRulesOfGone(stored, pauses);
  expect(grafana.ruleGroups.get(KEY)?.rules).toEqual([theirs]);
});

it.each([403, 500])('says that they are still there where Grafana answers %s', async (status) => {
  const heard = told();
  grafana.fails(/\/api\/ruler\//, status);
  await removeRulesOfGone(stored, pauses);
  expect(heard.join()).toMatch(/still in the folder “Opsbook”/);
  expect(grafana.ruleGroups.size).toBe(1);
});
