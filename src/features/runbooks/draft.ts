import { type NotUnderstood } from '../../domain/runbook/markdown/imported';
import { type Content } from '../../domain/runbook/schema';

/** What the editor is opened with: from a file, a rule, an incident. */
export interface RunbookDraft {
  content: Content;
  notUnderstood?: NotUnderstood[];
  /** The rule that gets the address of the runbook once it is saved. */
  rule?: { uid: string; folderUid: string; name: string };
}

let kept: RunbookDraft | undefined;

/** Handed from one page to the editor; what is typed there is kept by the editor's own draft. */
export function handOverDraft(draft: RunbookDraft): void {
  kept = draft;
}

export function keptDraft(): RunbookDraft | undefined {
  return kept;
}
