import { type Promised, type WeekCommand } from '../../../domain/maintenance/week';
import { type Draft } from '../../../shared/records/useSend';

/** What is typed about one date of a task. */
export const EMPTY = { note: '', evidence: '', reason: '', doneAt: '', minutes: '', costCode: '', why: '' };
export type TypedSettling = typeof EMPTY;

export interface SettlingPartProps {
  form: TypedSettling;
  promise: Promised;
  zone: string;
  isWrong: (field: string) => boolean;
  onChange: (part: Partial<TypedSettling>) => void;
  onSend: (draft: Draft<WeekCommand>) => void;
}
