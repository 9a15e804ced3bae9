import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { ServerMemory } from '../../grafana/objectives/serverMemory';

const memories = new WeakMap<QueryClient, ServerMemory>();

/** What is known of the data sources, for as long as the answers are kept. */
export function useServerMemory(): ServerMemory {
  const client = useQueryClient();
  const memory = memories.get(client) ?? new ServerMemory();
  memories.set(client, memory);
  return memory;
}
