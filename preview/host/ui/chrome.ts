import { createContext, useContext } from 'react';
import { type NavModelItem } from '@grafana/data';

interface Chrome {
  /** What the page on screen calls itself; the frame shows it in breadcrumbs and title. */
  setPage(page: NavModelItem | undefined): void;
}

export const ChromeContext = createContext<Chrome>({ setPage() {} });
export const useChrome = () => useContext(ChromeContext);
