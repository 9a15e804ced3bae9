import { pictureKind } from '../../../domain/incident/picture';
import { useRecord } from '../../../shared/records/useRecord';

export function usePicture(name: string) {
  return useRecord(pictureKind, name, { watch: false });
}
