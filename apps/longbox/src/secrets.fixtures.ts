import { expect } from '@jest/globals';
import { operations } from '@longbox/client';
import { newId } from '@longbox/ids';
import { print } from 'graphql';
import type { StartedStore } from './started-store.fixtures.ts';

/** What must not be seen outside. The card is one that the test provider takes. */
export const SECRETS = {
  email: 'ruth.nightingale@example.org',
  name: 'Ruth Nightingale',
  street: 'Larkspur Lane 77',
  city: 'Quillhaven',
  card: '4242424242424242',
};
export const TOKEN_OF_ANOTHER = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJub2JvZHkifQ.c2lnbmVkLWJ5LW5vYm9keQ';
export const KEY_OF_NOBODY = 'lb_0123456789abcdef_bm9ib2R5LWhhcy10aGlzLWtleQ';

/** Sends secrets where an error speaks of what was sent: in texts, as ids, numbers and names, in addresses, and as what opens a door. */
export async function sayInWrongPlaces(
  store: Pick<StartedStore, 'origin' | 'staffToken'>,
  cartId: string,
): Promise<void> {
  const { card, email, name, street } = SECRETS;
  const url = `${store.origin}/graphql`;
  const send = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const query = print(operations.CheckoutDocument);
  const wrong = {
    cartId,
    idempotencyKey: newId(),
    email: [email],
    shippingAddress: name,
    payment: { token: [card] },
  };
  const byId = 'query ($id: ID!) { order(id: $id) { id } cart(id: $id) { id } card(id: $id) { id } }';
  const answers = await Promise.all([
    send({ query, variables: { input: wrong } }),
    send({ query: `mutation { checkout(input: { email: "${email}", card: "${card}" }) { order { id } } }` }),
    send({ query: `{ productByHandle(handle: "${street}") { id } ${card} }` }),
    send({ query: byId, variables: { id: card } }),
    send({ query: byId, variables: { id: card } }, { authorization: `Bearer ${store.staffToken}` }),
    send({ query: 'query ($q: String!) { products(query: $q) { totalCount } }', variables: { q: email } }),
    send({ query: '{ games { id } }', operationName: name, extensions: { [card]: email } }),
    send(`{"query":"{ games { id } }","${card}":"${email}","${card}":1}`),
    send(`{"query":"{ games { id } }" "${email}"`),
    send({ query: '{ games { id } }' }, { authorization: `Bearer ${TOKEN_OF_ANOTHER}` }),
    send({ query: '{ games { id } }' }, { 'x-api-key': KEY_OF_NOBODY }),
    send({ query: '{ games { id } }' }, { 'x-store': name, 'apollographql-client-name': email }),
    fetch(
      `${url}?query=${encodeURIComponent(byId)}&variables=${encodeURIComponent(JSON.stringify({ id: card }))}`,
    ),
    fetch(`${store.origin}/${card}?token=${store.staffToken}`),
  ]);
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
}
