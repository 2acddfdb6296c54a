import type { InfiniteData } from '@tanstack/react-query';
import type { Page } from '../api/types';

export type Pages<T> = InfiniteData<Page<T>>;

/** All items of all pages, each id once: an item that moved up while paging is taken where it came first. */
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

/** Puts an item before the first one it precedes; past the loaded pages it is left for the server to bring. */
export function insertSorted<T>(pages: Pages<T>, item: T, precedes: (a: T, b: T) => boolean): Pages<T> {
  for (const [index, page] of pages.pages.entries()) {
    const at = page.items.findIndex((other) => precedes(item, other));
    if (at >= 0) return withPage(pages, index, page.items.toSpliced(at, 0, item));
  }
  const lastIndex = pages.pages.length - 1;
  const last = pages.pages[lastIndex];
  if (!last || last.next) return pages;
  return withPage(pages, lastIndex, [...last.items, item]);
}

function withPage<T>(pages: Pages<T>, index: number, items: T[]): Pages<T> {
  return { ...pages, pages: pages.pages.map((page, at) => (at === index ? { ...page, items } : page)) };
}
