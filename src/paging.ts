import { INT4_MAX } from './int4.js';

/** The position of a page in a list, as clients read it. */
export interface Pagination {
  hasNext: boolean;
  hasPrev: boolean;
  nextNum: number | null;
  page: number;
  pages: number;
  prevNum: number | null;
  perPage: number;
  total: number;
}

/**
 * Describes a page of a list.
 * @param page its number, from 1; it may be past the end
 * @param perPage number of entries on a page
 * @param total number of entries on all pages
 */
export function paginationOf(page: number, perPage: number, total: number): Pagination {
  const pages = Math.ceil(total / perPage);
  const hasNext = page < pages;
  const hasPrev = page > 1;
  return {
    hasNext,
    hasPrev,
    nextNum: hasNext ? page + 1 : null,
    page,
    pages,
    prevNum: hasPrev ? page - 1 : null,
    perPage,
    total,
  };
}

/**
 * The number of entries before a page. It is at most the largest `integer`, where every list has ended.
 * @param page its number, from 1
 */
export const offsetOf = (page: number, perPage: number): number => Math.min((page - 1) * perPage, INT4_MAX);
