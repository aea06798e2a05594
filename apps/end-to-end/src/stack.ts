import { connect, type Client } from '@longbox/client';
import type { STORES } from './start-stack.ts';

/**
 * What jest's global set-up says about the stack that it started: the endpoint, and a token of each kind for each store. Each test file
 * has a store of its own, so that files do not see each other's carts and stock.
 */
export interface StackFacts {
  readonly url: string;
  readonly pid: number;
  readonly stores: Readonly<Record<string, StoreFacts>>;
}

export interface StoreFacts {
  readonly staffToken: string;
  readonly readerToken: string;
  readonly customerToken: string;
  readonly otherCustomerToken: string;
  readonly partnerKey: string;
}

export type StoreSlug = (typeof STORES)[number];

declare const LONGBOX_MODE: string;

function facts(): StackFacts {
  const text = process.env[`LONGBOX_STACK_${LONGBOX_MODE}`];
  if (!text) throw new Error(`no ${LONGBOX_MODE} stack was started: run these tests through \`npm test\``);
  return JSON.parse(text) as StackFacts;
}

/** Clients of one store, one of each kind. */
export function clientsOf(slug: StoreSlug) {
  const { url, stores } = facts();
  const store = stores[slug];
  if (!store) throw new Error(`the stack has no store ${slug}`);
  const bearer = (token: string): Client => connect(url, { authorization: `Bearer ${token}` });
  return {
    staff: bearer(store.staffToken),
    reader: bearer(store.readerToken),
    customer: bearer(store.customerToken),
    otherCustomer: bearer(store.otherCustomerToken),
    partner: connect(url, { 'x-api-key': store.partnerKey }),
    guest: connect(url, { 'x-store': slug }),
  };
}

/** A client of the stack with any credentials. */
export function clientWith(credentials: Readonly<Record<string, string>>): Client {
  return connect(facts().url, credentials);
}

export function storeFacts(slug: StoreSlug): StoreFacts & { readonly url: string } {
  const { url, stores } = facts();
  const store = stores[slug];
  if (!store) throw new Error(`the stack has no store ${slug}`);
  return { ...store, url };
}
