import { useCallback } from 'react';
import { useLocation, useSearch } from 'wouter';

/** The part of the address after `?`, and a way to change some of it in one step; null takes a part away. */
export function useAddress() {
  const search = useSearch();
  const [path, go] = useLocation();
  const change = useCallback(
    (edit: (params: URLSearchParams) => void) => {
      const params = new URLSearchParams(search);
      edit(params);
      const next = params.toString();
      if (next !== new URLSearchParams(search).toString())
        go(next === '' ? path : `${path}?${next}`, { replace: true });
    },
    [search, path, go],
  );
  return { params: new URLSearchParams(search), change };
}
