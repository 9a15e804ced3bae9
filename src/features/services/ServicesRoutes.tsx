import React, { lazy } from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../../shared/ui/NotFound';

const ServiceFormPage = lazy(() => import('./pages/ServiceFormPage').then((m) => ({ default: m.ServiceFormPage })));
const ServicesPage = lazy(() => import('./pages/ServicesPage').then((m) => ({ default: m.ServicesPage })));

export function ServicesRoutes() {
  return (
    <Routes>
      <Route index element={<ServicesPage />} />
      <Route path="new" element={<ServiceFormPage />} />
      <Route path=":key" element={<ServiceFormPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
