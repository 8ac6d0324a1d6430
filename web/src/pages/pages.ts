import {
  type Icon,
  IconAdjustments,
  IconBooks,
  IconBulb,
  IconChartBar,
  IconFileImport,
  IconFileText,
  IconHistory,
  IconPackages,
  IconReceipt,
  IconScale,
  IconSettings,
  IconTableOptions,
  IconTruck,
  IconUsers,
} from '@tabler/icons-react';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { RouteName } from '../../../src/server/contract/paths.ts';

/** A page: where it lies, what shows it, and its place in the menu. */
export interface Page {
  /** Name in the menu: a key of the words of the shell. A hidden page has that of the page it belongs to. */
  readonly name: PageName;
  /** Address below the book, or below `/` for pages of the program. */
  readonly path: string;
  readonly of: 'book' | 'program';
  readonly part: 'part_work' | 'part_files' | 'part_book' | 'part_program';
  readonly icon: Icon;
  /** Second key after `g`. */
  readonly key: string | null;
  /** The route that it lives by: who may not call it is not shown the page. */
  readonly needs: RouteName;
  /** A page that other pages lead to, without a place in the menu. */
  readonly isHidden?: boolean;
  readonly show: LazyExoticComponent<ComponentType>;
}

/** The pages that have a name in the menu. */
export type PageName =
  | 'overview'
  | 'cases'
  | 'orders'
  | 'statement_lines'
  | 'in_transit'
  | 'records'
  | 'import'
  | 'imports'
  | 'templates'
  | 'rules'
  | 'lessons'
  | 'settings'
  | 'books'
  | 'users';

/** All pages in the order of the menu; each is a chunk of its own. A page of a book is shown at its first path that fits. */
export const PAGES: readonly Page[] = [
  {
    name: 'overview',
    path: 'overview',
    of: 'book',
    part: 'part_work',
    icon: IconChartBar,
    key: 'o',
    needs: 'overview',
    show: lazy(() => import('./overview/page.tsx')),
  },
  {
    name: 'cases',
    path: 'cases',
    of: 'book',
    part: 'part_work',
    icon: IconScale,
    key: 'e',
    needs: 'list_page',
    show: lazy(() => import('./cases/page.tsx')),
  },
  {
    name: 'orders',
    path: 'orders',
    of: 'book',
    part: 'part_work',
    icon: IconReceipt,
    key: 'd',
    needs: 'list_page',
    show: lazy(() => import('./orders/page.tsx')),
  },
  {
    name: 'statement_lines',
    path: 'statement-lines',
    of: 'book',
    part: 'part_work',
    icon: IconFileText,
    key: 'l',
    needs: 'list_page',
    show: lazy(() => import('./statement-lines/page.tsx')),
  },
  {
    name: 'in_transit',
    path: 'in-transit',
    of: 'book',
    part: 'part_work',
    icon: IconTruck,
    key: 't',
    needs: 'list_page',
    show: lazy(() => import('./in-transit/page.tsx')),
  },
  {
    name: 'records',
    path: 'records',
    of: 'book',
    part: 'part_work',
    icon: IconPackages,
    key: 'p',
    needs: 'list_page',
    show: lazy(() => import('./records/page.tsx')),
  },
  {
    name: 'records',
    path: 'records/:kind',
    of: 'book',
    part: 'part_work',
    icon: IconPackages,
    key: null,
    needs: 'list_page',
    isHidden: true,
    show: lazy(() => import('./records/page.tsx')),
  },
  {
    name: 'orders',
    path: 'orders/:order_no',
    of: 'book',
    part: 'part_work',
    icon: IconReceipt,
    key: null,
    needs: 'order',
    isHidden: true,
    show: lazy(() => import('./order/page.tsx')),
  },
  {
    name: 'orders',
    path: 'refunds',
    of: 'book',
    part: 'part_work',
    icon: IconFileText,
    key: null,
    needs: 'list_page',
    isHidden: true,
    show: lazy(() => import('./refunds/page.tsx')),
  },
  {
    name: 'cases',
    path: 'case-events',
    of: 'book',
    part: 'part_work',
    icon: IconFileText,
    key: null,
    needs: 'list_page',
    isHidden: true,
    show: lazy(() => import('./case-events/page.tsx')),
  },
  {
    name: 'import',
    path: 'import',
    of: 'book',
    part: 'part_files',
    icon: IconFileImport,
    key: 'i',
    needs: 'coverage',
    show: lazy(() => import('./import/page.tsx')),
  },
  {
    name: 'imports',
    path: 'imports',
    of: 'book',
    part: 'part_files',
    icon: IconHistory,
    key: 'h',
    needs: 'list_imports',
    show: lazy(() => import('./imports/page.tsx')),
  },
  {
    name: 'import',
    path: 'import/:upload_id',
    of: 'book',
    part: 'part_files',
    icon: IconFileImport,
    key: null,
    needs: 'draft_template',
    isHidden: true,
    show: lazy(() => import('./teach/page.tsx')),
  },
  {
    name: 'templates',
    path: 'templates',
    of: 'book',
    part: 'part_files',
    icon: IconTableOptions,
    key: 'f',
    needs: 'templates',
    show: lazy(() => import('./templates/page.tsx')),
  },
  {
    name: 'rules',
    path: 'rules',
    of: 'book',
    part: 'part_book',
    icon: IconAdjustments,
    key: 'r',
    needs: 'rules',
    show: lazy(() => import('./rules/page.tsx')),
  },
  {
    name: 'lessons',
    path: 'lessons',
    of: 'book',
    part: 'part_book',
    icon: IconBulb,
    key: 'n',
    needs: 'lessons',
    show: lazy(() => import('./lessons/page.tsx')),
  },
  {
    name: 'settings',
    path: 'settings',
    of: 'book',
    part: 'part_book',
    icon: IconSettings,
    key: 's',
    needs: 'book',
    show: lazy(() => import('./settings/page.tsx')),
  },
  {
    name: 'books',
    path: 'books',
    of: 'program',
    part: 'part_program',
    icon: IconBooks,
    key: 'b',
    needs: 'list_books',
    show: lazy(() => import('./books/page.tsx')),
  },
  {
    name: 'users',
    path: 'users',
    of: 'program',
    part: 'part_program',
    icon: IconUsers,
    key: 'u',
    needs: 'list_users',
    show: lazy(() => import('./users/page.tsx')),
  },
  {
    name: 'settings',
    path: 'me',
    of: 'program',
    part: 'part_program',
    icon: IconSettings,
    key: null,
    needs: 'update_me',
    isHidden: true,
    show: lazy(() => import('./me/page.tsx')),
  },
];
