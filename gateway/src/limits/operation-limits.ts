/** What an operation may be. Each is counted with fragments in the places where they are spread. */
export interface OperationLimits {
  /** Of the text. */
  readonly characters: number;
  readonly tokens: number;
  /** Of fields in fields, and of lists and objects in arguments. */
  readonly depth: number;
  readonly rootFields: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  /** The same name asked for in one place: validating them takes the square of it. */
  readonly repeats: number;
  /** Items of one list in the text. */
  readonly listItems: number;
  /** Items of one list in variables and the rest of a request. */
  readonly jsonItems: number;
  /** Lists and objects in each other, in variables and the rest of a request. */
  readonly jsonDepth: number;
}

/**
 * Every operation of the contract is within them, which a test holds; the introspection of GraphiQL has depth 15, that of other tools some
 * more. 1,000 items are what the longest lists of mutations take. In variables it is as many ids as 1 MiB holds
 * (27,000), since `listPrints` takes them; who sends other mutations too many is told by them in which field, as a user error.
 */
export const DEFAULT_OPERATION_LIMITS: OperationLimits = {
  characters: 64 * 1024,
  tokens: 4_000,
  depth: 20,
  rootFields: 30,
  fields: 1_000,
  aliases: 100,
  directives: 100,
  repeats: 50,
  listItems: 1_000,
  jsonItems: 30_000,
  jsonDepth: 32,
};
