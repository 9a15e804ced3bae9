import { type Shelf } from '../record/record';

export const ROTA = 'opsbook-rota';
export const ROTA_SHELF = { kind: 'rota', folders: ['registers'] } as const satisfies Shelf;
