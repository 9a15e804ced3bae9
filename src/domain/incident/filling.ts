import { type Filling } from '../record/record';
import { type IncidentCommand } from './commands';

const FILLINGS: Record<IncidentCommand['type'], Filling> = {
  note: 'adds',
  dismissSuggestion: 'adds',
  supersede: 'adds',
  capture: 'adds',
  addAction: 'adds',
  addTask: 'adds',
  addLink: 'adds',
  linkAlert: 'adds',
  absorb: 'adds',
  setGraphs: 'adds',
  postUpdate: 'edits',
  setTitle: 'edits',
  setServices: 'edits',
  setSection: 'edits',
  setImpact: 'edits',
  setPriority: 'edits',
  setDetectedBy: 'edits',
  setZone: 'edits',
  setDrill: 'edits',
  setCadence: 'edits',
  setCosts: 'edits',
  setAnnotation: 'edits',
  removeLink: 'edits',
  setStatus: 'ends',
  reopen: 'ends',
  void: 'ends',
  setSeverity: 'ends',
  setMilestone: 'ends',
  clearMilestone: 'ends',
  assignRole: 'ends',
  updateAction: 'ends',
  updateTask: 'ends',
  setReview: 'ends',
};

/** A full incident takes no more notes, but it can still be resolved, reviewed and closed. */
export function fillingOf({ type }: IncidentCommand): Filling {
  return FILLINGS[type];
}
