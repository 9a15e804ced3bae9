import { type Language } from '../text/language';
import { emptyServices, type ServicesRegister } from './services';

/** The demo's services as a team's record: it comes with the demo, and tests begin with it. `id` is the record's UUID. */
export function demoServices(language: Language, id: string): ServicesRegister {
  const services = Object.fromEntries(
    DEMO.map(({ key, description, objectives }) => [
      key,
      {
        name: key,
        team: 'DevOps',
        description: description[language],
        objectives,
        labels: { namespace: 'haddock', service: key },
        dashboards: [],
        runbooks: [],
      },
    ])
  );
  return { ...emptyServices(id), services };
}

const TRAFFIC = ['error-rate', 'latency-p95', 'availability', 'request-rate'];

const DEMO: Array<{ key: string; description: Record<Language, string>; objectives: string[] }> = [
  {
    key: 'quotes',
    description: { en: 'Serves the quotes; keeps them in Redis.', fr: 'Sert les citations ; les garde dans Redis.' },
    objectives: TRAFFIC,
  },
  {
    key: 'users',
    description: { en: 'Accounts and sign-in.', fr: 'Comptes et connexion.' },
    objectives: TRAFFIC,
  },
  {
    key: 'search',
    description: { en: 'Search over the quotes.', fr: 'Recherche dans les citations.' },
    objectives: TRAFFIC,
  },
  {
    key: 'redis',
    description: { en: 'backend-redis: the cache behind the others.', fr: 'backend-redis : le cache des autres.' },
    objectives: ['availability'],
  },
];
