import { shippedManifests } from '@longbox/gateway/persisted';
import { SCOPES } from '@longbox/identity';
import type { DevelopmentIssuer } from '@longbox/gateway/identity';

export interface Announcement {
  readonly url: string;
  readonly development: DevelopmentIssuer;
  /** The slug of the store that is shown. */
  readonly store: string;
  readonly partnerKey: string;
}

const TOKEN_MINUTES = 8 * 60;

/** What is printed when the store is ready: what to open, who to be, and three operations that work as pasted. */
export async function announcement({ url, development, store, partnerKey }: Announcement): Promise<string> {
  const mint = (role: 'staff' | 'customer', subject: string) =>
    development.mint({
      role,
      store,
      subject,
      email: `${subject}@example.com`,
      scopes: role === 'staff' ? SCOPES : [],
      minutes: TOKEN_MINUTES,
    });
  const [staff, customer] = await Promise.all([mint('staff', 'sam'), mint('customer', 'casey')]);
  const send = (body: object, header = '') =>
    `    curl -s ${url} -H 'content-type: application/json'${header ? ` -H '${header}'` : ''} -d '${JSON.stringify(body)}'`;
  const curl = (query: string, header = '') => send({ query }, header);
  const availability = shippedManifests().partner.operations.find(
    ({ name }) => name === 'PartnerAvailability',
  );
  return `
Longbox is ready.

  Open       ${url}    (an explorer; headers go into its "Headers" tab)
  Staff      authorization: Bearer ${staff}
  Customer   authorization: Bearer ${customer}
  Partner    x-api-key: ${partnerKey}
             (tokens last ${TOKEN_MINUTES / 60} hours; \`npm run token\` makes more)

  Try
${curl('{ products(query: "dragon", first: 3) { totalCount edges { node { title priceFrom { amount currency } inStock } } } }')}
${curl('{ inventoryItems(first: 3) { edges { node { onHand available bin variant { sku title } } } } }', `authorization: Bearer ${staff}`)}
${send({ documentId: availability?.id, variables: { skus: ['BOX-EMBERFALL'], channel: 'online' } }, `x-api-key: ${partnerKey}`)}

  npm run demo   plays a day in the store.   Ctrl-C stops it; what was done is kept.
`;
}
