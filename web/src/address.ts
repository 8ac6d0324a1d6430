import { useCallback } from 'react';
import { useLocation, useSearch } from 'wouter';

/** The part of the address after `?` at this very moment, whether or not the page has been drawn with it. */
export function currentParams(): URLSearchParams {
  return new URLSearchParams(window.location.search);
}

/** The part of the address after `?`, and a way to change some of it in one step: what is kept with its entry of the history stays. */
export function useAddress() {
  const search = useSearch();
  const [path, go] = useLocation();
  const change = useCallback(
    (edit: (params: URLSearchParams) => void) => {
      const params = currentParams();
      edit(params);
      const next = params.toString();
      if (next !== currentParams().toString())
        go(next === '' ? path : `${path}?${next}`, { replace: true, state: window.history.state });
    },
    [path, go],
  );
  return { params: new URLSearchParams(search), change };
}
