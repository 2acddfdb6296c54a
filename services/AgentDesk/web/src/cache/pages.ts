import type { InfiniteData } from '@tanstack/react-query';
import type { Page } from '../api/types';

export type Pages<T> = InfiniteData<Page<T>>;

/** Options of an infinite query whose pages name the cursor of the next one. */
export const cursorPaging = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: { next?: string | null }) => next ?? undefined,
};

/** The items of all pages, each id once: an item that moved up while paging keeps its first occurrence. */
export function flatten<T extends { id: string }>(pages: Pages<T> | undefined): T[] {
  const seen = new Set<string>();
  return (pages?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((item) => !seen.has(item.id) && Boolean(seen.add(item.id)));
}

export function find<T extends { id: string }>(pages: Pages<T>, id: string): T | undefined {
  for (const page of pages.pages) {
    const item = page.items.find((candidate) => candidate.id === id);
    if (item) return item;
  }
  return undefined;
}

export function without<T extends { id: string }>(pages: Pages<T>, id: string): Pages<T> {
  return {
    ...pages,
    pages: pages.pages.map((page) =>
      page.items.some((item) => item.id === id)
        ? { ...page, items: page.items.filter((item) => item.id !== id) }
        : page,
    ),
  };
}

/** Inserts an item before the first one it precedes. Past the loaded pages it is left out: paging will load it. */
export function insertSorted<T>(pages: Pages<T>, item: T, precedes: (a: T, b: T) => boolean): Pages<T> {
  for (const [pageIndex, page] of pages.pages.entries()) {
    const index = page.items.findIndex((other) => precedes(item, other));
    if (index >= 0) return withPage(pages, pageIndex, page.items.toSpliced(index, 0, item));
  }
  const lastIndex = pages.pages.length - 1;
  const last = pages.pages[lastIndex];
  if (!last || last.next) return pages;
  return withPage(pages, lastIndex, [...last.items, item]);
}

function withPage<T>(pages: Pages<T>, pageIndex: number, items: T[]): Pages<T> {
  return { ...pages, pages: pages.pages.map((page, index) => (index === pageIndex ? { ...page, items } : page)) };
}
