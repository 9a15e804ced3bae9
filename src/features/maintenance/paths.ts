import { PLUGIN_BASE_URL } from '../../constants';

const BASE = `${PLUGIN_BASE_URL}/maintenance`;

export const weekPath = (week?: string) => (week ? `${BASE}?week=${week}` : BASE);
export const planPath = () => `${BASE}/plan`;
export const reviewPath = (week?: string) => (week ? `${BASE}/reviews?week=${week}` : `${BASE}/reviews`);
export const runPath = (week: string, run: string) => `${BASE}/runs/${week}/${run}`;
export const declarePath = (title: string) => `${PLUGIN_BASE_URL}/incidents/new?${new URLSearchParams({ title })}`;
