import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { measurementKey } from '../../../shared/objectives/useMeasurements';

/** Has everything that is measured asked again. */
export function useMeasureAgain(): () => void {
  const client = useQueryClient();
  return useCallback(() => void client.invalidateQueries({ queryKey: measurementKey }), [client]);
}
