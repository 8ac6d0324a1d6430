import assert from 'node:assert/strict';
import { PATHS, type RouteName } from '../../src/server/contract/paths.ts';
import { replyFaults } from './described.ts';

/** A reply as it came. */
export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into replies of every shape
  readonly body: any;
  readonly headers: Headers;
}

/** What a call is made with. */
export interface CallOptions {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly files?: readonly { readonly name: string; readonly content: string | Uint8Array<ArrayBuffer> }[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A browser as far as a test needs one: it keeps its cookie. */
export interface WebClient {
  readonly address: string;
  cookie: string;
  /** Calls a route. Fails where the reply is not what the description of the API says. */
  call(name: RouteName, options?: CallOptions): Promise<Reply>;
  /** The response itself, for streams. */
  open(name: RouteName, options?: CallOptions, signal?: AbortSignal): Promise<Response>;
}

/** A browser that is not signed in. */
export function newClient(address: string): WebClient {
  const client: WebClient = {
    address,
    cookie: '',
    async open(name, options = {}, signal) {
      const [method = 'GET', path = ''] = PATHS[name].split(' ');
      const { params = {}, query = {}, body, files, headers = {} } = options;
      const url = path.replace(/:(\w+)/g, (_, param: string) => encodeURIComponent(params[param] ?? '-'));
      const asked = new URLSearchParams(query).toString();
      return fetch(`${address}${url}${asked === '' ? '' : `?${asked}`}`, {
        method,
        headers: {
          ...(client.cookie === '' ? {} : { cookie: client.cookie }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(files === undefined ? {} : { body: formOf(files) }),
        ...(signal === undefined ? {} : { signal }),
      });
    },
    async call(name, options) {
      const response = await client.open(name, options);
      const text = await response.text();
      const [cookie = ''] = response.headers.getSetCookie();
      if (cookie !== '') client.cookie = cookie.split(';')[0] ?? '';
      const type = response.headers.get('content-type') ?? '';
      const [method = ''] = PATHS[name].split(' ');
      const { pathname: path } = new URL(response.url);
      assert.deepEqual(replyFaults({ method, path, status: response.status, type, text }), []);
      const isJson = /json/.test(type);
      return {
        status: response.status,
        body: isJson ? JSON.parse(text) : text,
        headers: response.headers,
      };
    },
  };
  return client;
}

function formOf(files: NonNullable<CallOptions['files']>): FormData {
  const form = new FormData();
  for (const { name, content } of files) form.append('file', new Blob([content]), name);
  return form;
}

/** Chooses a password with a one-time link; the client is signed in. */
export async function useLink(client: WebClient, link: string, name: string): Promise<Reply> {
  const token = link.slice(link.lastIndexOf('/') + 1);
  return client.call('use_link', { params: { token }, body: { name, password: passwordOf(name) } });
}

/** The password of a user of the tests. */
export function passwordOf(name: string): string {
  return `password of ${name}`;
}
