import { GraphQLError, parse, type DocumentNode } from 'graphql';
import { edgeError } from '../errors.ts';
import { Lru } from '../executor/lru.ts';
import { inspectJson } from './json.ts';
import { CyclicFragments, measure, mostRepeats } from './measure.ts';
import { DEFAULT_OPERATION_LIMITS, type OperationLimits } from './operation-limits.ts';

/** Texts whose verdict is remembered: those of a store's apps, and ad hoc ones that do not push them out. */
const MOST_REMEMBERED = 2_000;
const FINE = Symbol('fine');

/** Refuses operations for their size, before they are validated or planned. */
export interface DocumentCheck {
  /** Why a text is refused; undefined for one that is within the limits, or that cannot be parsed, which others say. */
  refusalOf(text: string): GraphQLError | undefined;
  /** Why a request is refused for what its JSON is like, whatever it means; to be asked before it is parsed. */
  refusalOfJson(text: string): GraphQLError | undefined;
}

/** Where another edge in front holds operations to limits. */
export const NO_CHECK: DocumentCheck = { refusalOf: () => undefined, refusalOfJson: () => undefined };

/** Each text is measured once. */
export function createDocumentCheck(limits: OperationLimits = DEFAULT_OPERATION_LIMITS): DocumentCheck {
  const verdicts = new Lru<string, GraphQLError | typeof FINE>(MOST_REMEMBERED);
  return {
    refusalOf(text) {
      if (text.length > limits.characters)
        return tooMuch(`its text has ${text.length} characters`, limits.characters);
      const known = verdicts.get(text);
      const verdict = known ?? judge(text, limits) ?? FINE;
      if (!known) verdicts.set(text, verdict);
      return verdict === FINE ? undefined : verdict;
    },
    refusalOfJson(text) {
      const most = { depth: limits.jsonDepth, items: limits.jsonItems };
      const { duplicate, depth, longestList } = inspectJson(text, most);
      if (duplicate !== undefined)
        return edgeError('BAD_USER_INPUT', `The request has "${duplicate.slice(0, 50)}" twice: say it once.`);
      if (depth > limits.jsonDepth) return tooMuch('its JSON has more levels', limits.jsonDepth);
      if (longestList > limits.jsonItems)
        return tooMuch('a list in its JSON has more items', limits.jsonItems);
      return undefined;
    },
  };
}

function judge(text: string, limits: OperationLimits): GraphQLError | undefined {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: limits.tokens, noLocation: true });
  } catch (error) {
    return ofParsing(error, limits);
  }
  try {
    const size = measure(document);
    if (size.depth > limits.depth) return tooMuch(`it is ${size.depth} levels deep`, limits.depth);
    if (size.rootFields > limits.rootFields)
      return tooMuch(`it asks for ${size.rootFields} things at once`, limits.rootFields);
    if (size.fields > limits.fields) return tooMuch(`it has ${size.fields} fields`, limits.fields);
    if (size.aliases > limits.aliases) return tooMuch(`it has ${size.aliases} aliases`, limits.aliases);
    if (size.directives > limits.directives)
      return tooMuch(`it has ${size.directives} directives`, limits.directives);
    if (size.listItems > limits.listItems)
      return tooMuch(`a list has ${size.listItems} items`, limits.listItems);
    const repeats = mostRepeats(document);
    return repeats > limits.repeats
      ? tooMuch(`it asks for one name ${repeats} times in one place`, limits.repeats)
      : undefined;
  } catch (error) {
    if (error instanceof CyclicFragments) return edgeError('BAD_USER_INPUT', error.message);
    throw error;
  }
}

/** A text that is no GraphQL is told so with its place by whoever validates; that takes no longer than here. */
function ofParsing(error: unknown, { tokens, depth }: OperationLimits): GraphQLError | undefined {
  if (error instanceof RangeError) return tooMuch('it is nested too deeply to be read', depth);
  if (!(error instanceof GraphQLError)) throw error;
  return error.message.includes(`more that ${tokens} tokens`)
    ? tooMuch('it has more tokens', tokens)
    : undefined;
}

function tooMuch(what: string, most: number): GraphQLError {
  return edgeError(
    'BAD_USER_INPUT',
    `The operation is too large: ${what}; ${most} are allowed. Ask in several.`,
  );
}
