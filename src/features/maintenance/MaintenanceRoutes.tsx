import React, { lazy } from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from '../../shared/ui/NotFound';
import { ChecklistRunPage } from './pages/ChecklistRunPage';
import { ChecklistsPage } from './pages/ChecklistsPage';
import { PlanPage } from './pages/PlanPage';
import { WeekPage } from './pages/WeekPage';

// it reads the heads of incidents, which bring a good part of the incidents' domain along
const ReviewPage = lazy(() => import('./pages/WeeklyReviewPage').then((m) => ({ default: m.WeeklyReviewPage })));

const CalendarPage = lazy(() => import('./pages/CalendarPage').then((m) => ({ default: m.CalendarPage })));
const WindowsPage = lazy(() => import('./pages/WindowsPage').then((m) => ({ default: m.WindowsPage })));
const WindowFormPage = lazy(() => import('./pages/WindowFormPage').then((m) => ({ default: m.WindowFormPage })));
const WindowPage = lazy(() => import('./pages/WindowPage').then((m) => ({ default: m.WindowPage })));
const HistoryPage = lazy(() => import('./pages/HistoryPage').then((m) => ({ default: m.HistoryPage })));
// the editor of queries and the preview are for those who write checklists
const ChecklistPage = lazy(() => import('./pages/ChecklistPage').then((m) => ({ default: m.ChecklistPage })));

export function MaintenanceRoutes() {
  return (
    <Routes>
      <Route index element={<WeekPage />} />
      <Route path="plan" element={<PlanPage />} />
      <Route path="checklists" element={<ChecklistsPage />} />
      <Route path="checklists/new" element={<ChecklistPage />} />
      <Route path="checklists/edit/:key" element={<ChecklistPage />} />
      <Route path="history" element={<HistoryPage />} />
      <Route path="reviews" element={<ReviewPage />} />
      <Route path="calendar" element={<CalendarPage />} />
      <Route path="windows" element={<WindowsPage />} />
      <Route path="windows/new" element={<WindowFormPage />} />
      <Route path="windows/:name" element={<WindowPage />} />
      <Route path="windows/:name/edit" element={<WindowFormPage />} />
      <Route path="runs/:week/:run" element={<ChecklistRunPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
