import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

const SEARCH = `# What the storefront asks: search, with price and stock from two other subgraphs.
query Search {
  products(query: "dragon", first: 5) {
    totalCount
    edges {
      node {
        title
        inStock
        priceFrom { amount currency }
        variants { sku availability { availableToSell } }
      }
    }
  }
}
`;

const STOCK = `# What staff ask. Put the staff token that was printed at the start (or one of \`npm run token\`) into "Headers".
query Stock {
  inventoryItems(first: 10) {
    edges {
      node { onHand reserved available bin variant { sku title } }
    }
  }
}
`;

const LIVE = `# One order, live: its status comes from one subgraph, the rest of each event from the others.
subscription Live($id: ID!) {
  orderUpdated(id: $id) {
    number
    status
    paymentStatus
    fulfillmentStatus
    lines { quantity variant { sku availability { availableToSell } } }
  }
}
`;

/** The explorer page: GraphiQL in one document, with nothing fetched from elsewhere. `store` goes into its headers. */
export function explorerPage(store: string | undefined): string {
  const headers = JSON.stringify({ 'x-store': store ?? '' }, null, 2);
  const staffHeaders = JSON.stringify({ authorization: 'Bearer …' }, null, 2);
  return renderGraphiQL({
    title: 'Longbox',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultTabs: [
      { query: SEARCH, headers },
      { query: STOCK, headers: staffHeaders },
      { query: LIVE, headers, variables: JSON.stringify({ id: '' }) },
    ],
  });
}
