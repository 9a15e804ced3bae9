import { offeredRoadmap } from '../../src/domain/improvement/defaults';
import { quarterOf, shiftQuarter } from '../../src/domain/improvement/due';
import { emptyRoadmap, improvementsKind, type RoadmapCommand } from '../../src/domain/improvement/register';
import { type Roadmap } from '../../src/domain/improvement/schema';
import { isRefused } from '../../src/domain/record/outcome';
import { DAY_MS } from '../../src/domain/time/units';
import { idOf, PEOPLE } from './identity';

/** What became of some items, days ago: the first quarter is the one that is over. */
const MOVES: Array<{ item: string; state: 'inProgress' | 'done'; days: number }> = [
  { item: 'prometheus-and-grafana', state: 'done', days: 75 },
  { item: 'documented-procedures', state: 'done', days: 30 },
  { item: 'alerts-and-notifications', state: 'inProgress', days: 20 },
  { item: 'autoscaling', state: 'done', days: 9 },
];
const ADOPTED_DAYS = 120;

/** The sample roadmap as a team has it that adopted it four months ago: some of it done, some late. */
export function sampleRoadmap(now: number): Roadmap {
  const at = (days: number) => new Date(now - days * DAY_MS).toISOString();
  const first = shiftQuarter(quarterOf(at(0)), -1);
  const command = (part: object, days: number, ...words: string[]) =>
    ({ ...part, id: idOf('roadmap', ...words), at: at(days), by: PEOPLE.ana }) as RoadmapCommand;
  const items = Object.fromEntries(
    offeredRoadmap('en', first).map(({ key, fields, state }) => [
      key,
      {
        state,
        fields: key === 'redis-backups' ? { ...fields, incidents: ['inc-2024-001'] } : fields,
      },
    ])
  );
  const commands = [
    command({ type: 'adopt', items }, ADOPTED_DAYS, 'adopt'),
    ...MOVES.map(({ item, state, days }) =>
      command({ type: 'move', item, state, seen: items[item].state }, days, item)
    ),
  ];
  return commands.reduce<Roadmap>(
    (record, each) => {
      const outcome = improvementsKind.apply(record, each);
      if (isRefused(outcome)) {
        throw new Error(`the sample roadmap refuses ${each.type}: ${JSON.stringify(outcome.refused)}`);
      }
      return outcome.ok;
    },
    { ...emptyRoadmap(idOf('roadmap')), demo: true }
  );
}
