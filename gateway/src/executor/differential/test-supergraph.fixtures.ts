/** Subgraphs in which everything occurs that makes joining hard. Each field means the same wherever it is. */
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@requires", "@external", "@provides", "@shareable", "@override", "@interfaceObject", "@inaccessible"])\n`;

export const TEST_SUBGRAPHS: Readonly<Record<string, string>> = {
  catalog: `${LINK}
    interface Node { id: ID! }
    interface Media @key(fields: "id") { id: ID! title: String pages: Int! author: Author related(first: Int = 2): [Media] }
    type Book implements Media & Node @key(fields: "id") @key(fields: "isbn") {
      id: ID! isbn: ID! title: String pages: Int! author: Author related(first: Int = 2): [Media]
      chapters: [[Chapter!]!] grid: [[[Int]!]] kind: Kind! price(currency: Currency = USD): Int weight: Int
      size: Size @shareable summary(length: Int! = 10, style: Style): String
    }
    type Film implements Media & Node @key(fields: "id") {
      id: ID! title: String pages: Int! author: Author related(first: Int = 2): [Media] minutes: Int cast: [Author] series: [Item]
    }
    union Item = Book | Film | Author
    type Author implements Node @key(fields: "id") @key(fields: "ref { code }") {
      id: ID! ref: AuthorRef! name: String! books: [Book!]! best: Book item: Item
    }
    type AuthorRef { code: ID! }
    type Chapter { title: String! words: Int notes: [Note] }
    type Note { text: String! by: Author }
    type Size @shareable { width: Int! height: Int }
    enum Kind { NEW USED OLD }
    enum Currency { USD EUR }
    input Style { plain: Boolean! = true tags: [String!] = ["a"] deep: Style }
    type Query {
      media(id: ID): Media medias(first: Int = 3): [Media!] book(id: ID! = "1"): Book books: [Book]! items: [Item!]!
      item(kind: Kind = NEW): Item matrix: [[Book]] nodes: [Node] must: Book! author: Author size: Size
    }
    type Mutation { touch(id: ID!): Book rename(id: ID!, to: String): Author }`,
  reviews: `${LINK}
    type Media @key(fields: "id") @interfaceObject { id: ID! reviews(first: Int = 2): [Review!]! rating: Float }
    type Author @key(fields: "ref { code }") { ref: AuthorRef! bio: String reviews: [Review] name: String! @external level: Int @requires(fields: "name") }
    type AuthorRef @shareable { code: ID! }
    type Review @key(fields: "id") { id: ID! text: String! author: Author! subject: Media stars: [Int!] }
    type Query { topReviews(first: Int): [Review!] review(id: ID!): Review }
    type Mutation { praise(id: ID!): Review! }`,
  stock: `${LINK}
    type Book @key(fields: "id") {
      id: ID! price(currency: Currency = USD): Int @external weight: Int @external
      shipping: Int @requires(fields: "price(currency: EUR) weight") tax: Int @requires(fields: "price(currency: USD)")
      plain: Int @requires(fields: "price") stock: Stock! size: Size @shareable
    }
    type Film @key(fields: "id") { id: ID! stock: Stock copies: [Copy!] }
    type Copy @key(fields: "id") { id: ID! of: Film shelf: String! }
    type Stock { count: Int! places: [String!] last: Copy }
    type Size @shareable { width: Int! height: Int }
    enum Currency { USD EUR }
    type Query { inStock: [Book!] films: [[Film!]]! copy: Copy }
    type Mutation { count(id: ID!): Stock }`,
};

const EURO = { field: 'price', args: { currency: 'EUR' } };
const DOLLAR = { field: 'price', args: { currency: 'USD' } };

/** What is computed from required fields. */
export const TEST_COMPUTED = [
  { field: 'Book.shipping', from: [EURO, { field: 'weight', args: {} }] },
  { field: 'Book.tax', from: [DOLLAR] },
  { field: 'Book.plain', from: [DOLLAR] },
  { field: 'Author.level', from: [{ field: 'name', args: {} }] },
];
