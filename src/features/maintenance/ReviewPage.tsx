import React from 'react';
import { MaintenanceFrame } from './MaintenanceFrame';

export function ReviewPage() {
  return <MaintenanceFrame tab="reviews" />;
}
