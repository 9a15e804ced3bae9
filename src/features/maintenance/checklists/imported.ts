import { type ChecklistContent } from '../../../domain/maintenance/checklistItem';

let kept: ChecklistContent | undefined;

/** Handed from the list to the editor; what is typed there is kept by the editor's own draft. */
export function keepImport(content: ChecklistContent): void {
  kept = content;
}

export function keptImport(): ChecklistContent | undefined {
  return kept;
}
