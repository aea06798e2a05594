import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

const FIRST_QUERY = `# A storefront search. Sign in under "Headers": {"authorization": "Bearer …"}; choose a store with {"x-store": "demo"}.
query {
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

/** The explorer page: GraphiQL in one document, with nothing fetched from elsewhere. */
export function explorerPage(): string {
  return renderGraphiQL({
    title: 'Longbox',
    endpoint: '/graphql',
    defaultQuery: FIRST_QUERY,
    subscriptionsProtocol: 'WS',
  });
}
