import { useMemo } from 'react';
import { sampleTitleIn } from '../../domain/improvement/defaults';
import { emptyRoadmap, IMPROVEMENTS, improvementsKind, itemsInOrder } from '../../domain/improvement/register';
import { type RoadmapItem } from '../../domain/improvement/schema';
import { newId } from '../../grafana/ids';
import { textLanguage } from '../../grafana/user';
import { useRecord } from '../records/useRecord';
import { useSend } from '../records/useSend';

const recordId = newId();
const initial = () => emptyRoadmap(recordId);
const NO_ITEMS: Array<[string, RoadmapItem]> = [];

/** The roadmap, in its order. */
export function useRoadmap() {
  const view = useRecord(improvementsKind, IMPROVEMENTS, { initial });
  const send = useSend(improvementsKind, IMPROVEMENTS, { initial });
  const { record } = view;
  const items = useMemo(
    () =>
      record
        ? itemsInOrder(record).map(([key, item]): [string, RoadmapItem] => [
            key,
            { ...item, title: sampleTitleIn(key, item.title, textLanguage()) },
          ])
        : NO_ITEMS,
    [record]
  );
  return { ...view, items, send };
}
