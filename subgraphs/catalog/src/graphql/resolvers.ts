import type { Resolvers } from './generated.ts';
import { Mutation } from './mutation-resolvers.ts';
import { Query } from './query-resolvers.ts';
import { Subscription } from './subscription-resolvers.ts';
import { types } from './type-resolvers.ts';

export const resolvers: Resolvers = { Query, Mutation, Subscription, ...types };
