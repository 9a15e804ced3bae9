import { PLUGIN_BASE_URL } from '../../constants';
import { type Prefill, toParameters } from '../../domain/incident/declare/link';

const BASE = `${PLUGIN_BASE_URL}/maintenance`;

export const weekPath = (week?: string) => (week ? `${BASE}?week=${week}` : BASE);
export const calendarPath = () => `${BASE}/calendar`;
export const planPath = () => `${BASE}/plan`;
export const weeklyReviewPath = (week?: string) => (week ? `${BASE}/reviews?week=${week}` : `${BASE}/reviews`);
export const runPath = (week: string, run: string) => `${BASE}/runs/${week}/${encodeURIComponent(run)}`;
export const historyPath = () => `${BASE}/history`;
export const checklistsPath = () => `${BASE}/checklists`;
export const checklistPath = (key: string) => `${BASE}/checklists/edit/${encodeURIComponent(key)}`;
export const newChecklistPath = (search: Record<string, string> = {}) =>
  `${BASE}/checklists/new${Object.keys(search).length ? `?${new URLSearchParams(search)}` : ''}`;
export const declarePath = (prefill: Prefill) => `${PLUGIN_BASE_URL}/incidents/new?${toParameters(prefill)}`;
