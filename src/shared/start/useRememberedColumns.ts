import { useSettings } from '../hooks/useSettings';
import { useSetupSend } from './useStart';

type Columns<F extends string> = Partial<Record<F, string>>;

/** The columns that were chosen for the last file of that sort, as far as this one has them. */
export function useRememberedColumns<F extends string>(of: 'incident' | 'task', fields: readonly F[], there: string[]) {
  const { stored } = useSettings();
  const send = useSetupSend();
  const all = stored?.record?.setup?.columns ?? {};
  const columns: Columns<F> = {};
  for (const field of fields) {
    const column = all[`${of}.${field}`] ?? (of === 'incident' ? all[field] : undefined); // as they were kept before there were tasks
    if (column !== undefined && there.includes(column)) {
      columns[field] = column;
    }
  }
  const remember = (chosen: Columns<F>) => {
    const others = Object.entries(all).filter(([name]) => name.includes('.') && !name.startsWith(`${of}.`));
    const own = fields.flatMap((field) => (chosen[field] ? [[`${of}.${field}`, chosen[field]]] : []));
    send({ type: 'mapColumns', columns: Object.fromEntries([...others, ...own]) });
  };
  return { columns, remember };
}
